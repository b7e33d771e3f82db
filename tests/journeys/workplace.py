"""A local Slack workspace with the real bot in it, for journeys."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import SecretStr
from slack_sdk import WebClient

from bot.answering import AnswerFrom
from bot.app import Bot, running
from bot.durable import time_now
from bot.library.uploads import FetchPage
from bot.manifest import PATH as MANIFEST
from bot.playground.deliveries import Delivery
from bot.playground.limits import message_problems, view_problems
from bot.playground.registration import registered
from bot.playground.server import Playground
from bot.services import Services
from bot.settings import Settings, Transport
from bot.socket_mode import connected
from bot.web.app import web_app
from bot.web.readiness import Readiness
from ingestion.web.fetching import fetch
from knowledge.answering.answer import Answer, Related
from knowledge.answering.sufficiency import Outcome
from storage import jobs
from tests.journeys.http_server import serving

MENTORS, PROGRAMME_TEAM, PARTNER_NETWORK, GROUP = "C0MENTORS", "C0PROGRAMMETEAM", "C0PARTNERNETWORK", "G0BENDEVBOT"
AMARA, BEN, CARMEN, DEV, OLIVIA = "U0AMARA", "U0BEN", "U0CARMEN", "U0DEV", "U0OLIVIA"
QUESTION = "How often should we check in with a new match?"
# Slack sends again what was not acknowledged in three seconds. A slow machine is no reason; who wants it says so.
MUCH_LATER = (60.0,)

Message = dict[str, Any]
T = TypeVar("T")


@dataclass
class Workplace:
    """The workspace, and the bot that is in it."""

    slack: Playground
    bot: Bot
    services: Services

    def ask(self, person: str, channel: str, text: str = f"@Fieldwise {QUESTION}", root: str | None = None) -> str:
        """Post a message; returns its ``ts``."""
        return self.slack.acts.post(person, channel, text, root)

    def answers(self, channel: str, root: str | None = None) -> list[Message]:
        """The bot's messages in a channel, or in one thread of it."""
        messages = self.slack.workspace.messages(channel, root)
        return [m for m in messages if m.get("user") == self.slack.workspace.bot_user_id]

    def answer_to(self, channel: str, root: str, count: int = 1) -> Message:
        """The last of so many answers in a thread, as soon as they are there."""

        def enough() -> list[Message]:
            found = self.answers(channel, root)
            return found if len(found) >= count else []

        return self.slack.until(enough)[-1]

    def asked(self, person: str, channel: str, text: str = f"@Fieldwise {QUESTION}") -> Message:
        """The bot's answer to a message that begins a thread."""
        return self.answer_to(channel, self.ask(person, channel, text))

    def command(self, person: str, channel: str, text: str) -> Message:
        """What ``/fieldwise`` shows to this person alone."""
        return self.whispered(person, channel, lambda: self.slack.acts.command(person, channel, "/fieldwise", text))

    def whispers(self, person: str, channel: str) -> list[Message]:
        """What this person alone sees there."""
        return self.slack.workspace.ephemerals(person, channel)

    def whispered(self, person: str, channel: str, act: Callable[[], object]) -> Message:
        """What this person alone is told there because of an act."""
        before = len(self.whispers(person, channel))
        act()
        return self.slack.until(lambda: self.whispers(person, channel)[before:])[-1]

    def view(self, person: str, callback_id: str, act: Callable[[], object]) -> dict[str, Any]:
        """The modal that an act opens."""
        before = {view["id"] for view in self.slack.workspace.views(person)}

        def opened() -> list[dict[str, Any]]:
            views = self.slack.workspace.views(person)
            return [view for view in views if view["id"] not in before and view["callback_id"] == callback_id]

        act()
        return self.slack.until(opened)[-1]

    def click(self, person: str, channel: str, message: Message, action: str, value: str | None = None) -> None:
        """Press something in a message."""
        self.slack.acts.click(person, channel, message["ts"], action, value=value)

    def deliver(self, deliveries: Iterable[Delivery]) -> None:
        """Send these again, and wait until all of them are acknowledged."""
        before = len(self.slack.deliveries)
        for one in deliveries:
            self.slack.redeliver(one)
        again = self.slack.deliveries[before:]
        self.slack.until(lambda: all(one.acknowledged for one in again), 30)

    def withheld(self, acts: Callable[[], T]) -> tuple[T, list[Delivery]]:
        """Do something of which Slack tells nothing yet; returns what it would have told."""
        deliveries: list[Delivery] = []

        def keep(held: list[Delivery]) -> list[Delivery]:
            deliveries.extend(held)
            return []

        self.slack.hold()
        done = acts()
        self.slack.release(keep)
        return done, deliveries

    def settle(self) -> None:
        """Wait until the bot has taken all that it was sent, and done all that it took."""
        self.slack.until(self.is_heard)
        jobs.finish_left_over()

    def is_heard(self) -> bool:
        """Whether the bot has acknowledged all that it was sent, at one time or another."""
        sent = list(self.slack.deliveries)
        heard = {one.envelope_id for one in sent if one.acknowledged}
        return all(one.envelope_id in heard for one in sent)


@contextmanager
def workplace(
    data_dir: Path,
    *,
    transport: Transport = Transport.SOCKET,
    database_url: str | None = None,
    answering: AnswerFrom | None = None,
    patience: float = 60.0,
    wait: Callable[[float], None] = lambda _: None,
    again_after: tuple[float, ...] = MUCH_LATER,
    timeout: float = 10,
    clock: Callable[[], datetime] = time_now,
    fetch_page: FetchPage = fetch,
    public_url: str | None = None,
    chat_url: str | None = None,
    chat_seconds: float = 20.0,
) -> Iterator[Workplace]:
    """Run the bot in a workspace of its own.

    Args:
        data_dir: Holds the library.
        transport: How events come in.
        database_url: In place of the SQLite file in there.
        answering: Answers in place of the guides.
        patience: After so many seconds in line a person is told so.
        wait: Waits for so many seconds, where Slack wants that.
        again_after: So many seconds Slack waits for an acknowledgement before it sends again.
        timeout: After so many seconds the bot gives a call of Slack's Web API up.
        clock: The time by which people are reminded.
        fetch_page: Fetches a page of the web.
        public_url: Where certificates are verified; without it none is issued.
        chat_url: Of the chat model's server, which speaks OpenAI's protocol; without it no answer is worded.
        chat_seconds: So long the model may take for a question.
    """
    with playground(again_after) as slack:
        settings = Settings(
            data_dir=data_dir,
            database_url=SecretStr(database_url) if database_url is not None else None,
            transport=transport,
            slack_bot_token=SecretStr(slack.bot_token),
            slack_signing_secret=SecretStr(slack.signing_secret),
            slack_api_url=slack.api_url,
            public_url=public_url,
            model="openai:scripted" if chat_url is not None else None,
            model_base_url=chat_url,
            model_api_key=SecretStr("none") if chat_url is not None else None,
            model_seconds=chat_seconds,
        )
        services = Services(settings)
        client = WebClient(slack.bot_token, base_url=slack.api_url, timeout=timeout)  # type: ignore[arg-type]  # seconds
        try:
            with (
                running(
                    services,
                    client,
                    wait=wait,
                    answering=answering,
                    patience=patience,
                    clock=clock,
                    fetch_page=fetch_page,
                ) as bot,
                _listening(bot, slack, transport),
            ):
                yield Workplace(slack, bot, services)
        finally:
            services.close()
        assert badly_formed(slack) == []


def playground(again_after: tuple[float, ...] = MUCH_LATER) -> Playground:
    """A workspace in which the app of our manifest is installed."""
    manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    return Playground(registration=registered(manifest), patience=again_after)


def copied(library: Path, folder: Path) -> Path:
    """A data directory of one's own with the same guides."""
    return Path(shutil.copytree(library, folder / "data"))


def scripted(question: str, audiences: Sequence[str] = ()) -> Answer:
    """An answer without a look at any guide. It names the question, so that a test sees what was answered."""
    return Answer(Outcome.NOT_IN_GUIDES, (), (), (Related("guide", question, ()),), confidence=0.0)


def shown(message: Message) -> str:
    """All text of a message or view, a line for each piece, as a person reads it."""
    return "\n".join(_pieces(message.get("blocks", ())))


def badly_formed(slack: Playground) -> list[str]:
    """What Slack would not take, or not show as it is meant, of all that the bot has sent."""
    found: list[str] = []
    for call in slack.calls:
        if "blocks" in call.arguments:
            found += [f"{call.method} {problem}" for problem in message_problems(call.arguments)]
        if "view" in call.arguments:
            found += [f"{call.method} {problem}" for problem in view_problems(call.arguments["view"])]
        if call.response.get("error") in {"invalid_blocks", "invalid_arguments", "missing_scope", "no_text"}:
            found.append(f"{call.method} {call.response}")
    for person in slack.workspace.people:
        for whisper in slack.workspace.ephemerals(person):
            found += [f"response_url {problem}" for problem in message_problems(whisper)]
    return found


def _pieces(value: object) -> Iterator[str]:
    match value:
        case dict():
            for name, inner in value.items():
                if name in {"text", "title"} and isinstance(inner, str):
                    yield inner
                else:
                    yield from _pieces(inner)
        case list() | tuple():
            for inner in value:
                yield from _pieces(inner)
        case _:
            return


@contextmanager
def _listening(bot: Bot, slack: Playground, transport: Transport) -> Iterator[None]:
    if transport is Transport.SOCKET:
        with connected(bot.app, slack.app_token):
            yield
        return
    with serving(web_app(bot.app.dispatch, slack.signing_secret, Readiness([]))) as url:
        slack.connect_events(f"{url}/slack/events")
        yield
