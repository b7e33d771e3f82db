"""The bot is killed with -9 wherever it can be while it publishes: readers see the old edition, or the new, whole."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from slack_sdk import WebClient

from bot.blocks.library.edition_card import edition_card
from bot.durable import time_now
from bot.library.cards import card_of
from bot.playground.forms import NotPossible
from bot.playground.server import Playground
from bot.services import Services
from bot.settings import Settings, Transport
from bot.texts.english import ENGLISH
from ingestion.intake import Drafted
from knowledge.guides import life, queries
from knowledge.guides.states import EditionState
from knowledge.index.verify import verify
from tests.journeys.bot_process import BotProcess
from tests.journeys.editions import ASKING, GUIDE, OLD, drafted, staffed
from tests.journeys.workplace import BEN, CARMEN, DEV, Message, playground, shown

BOX = "D0BEN"


@dataclass
class Desk:
    """A library beside the bot's process, in which editions are drafted for review."""

    services: Services
    workspace: str
    slack: Playground
    guide: str | None = None

    def in_review(self, number: int) -> Drafted:
        """The next edition, as it waits for its review."""
        text = GUIDE.replace(OLD, f"Mentors bring {number} apples to the first meeting with the family.")
        draft = drafted(self.services.intake, self.workspace, text, guide=self.guide, check=False)
        with self.services.database.transaction() as session:
            life.submit(session, self.workspace, draft.edition_id, by=CARMEN, now=time_now())
        self.guide = draft.guide_id
        return draft

    def card_for_ben(self, draft: Drafted) -> str:
        """Post the card that asks Ben for the review; returns its ``ts``."""
        with self.services.database.reading() as session:
            card = card_of(session, self.workspace, draft.edition_id, BEN)
        message = edition_card(card, ENGLISH, time_now().date())
        client = WebClient(self.slack.bot_token, base_url=self.slack.api_url)
        posted = client.chat_postMessage(channel=BOX, text=message.text, blocks=list(message.blocks))
        return str(posted["ts"])

    def seen(self) -> list[str]:
        """The editions that readers see."""
        with self.services.database.reading() as session:
            return queries.active_editions(session).get(self.workspace, [])

    def states(self, draft: Drafted) -> list[EditionState]:
        """All states in which an edition was."""
        with self.services.database.reading() as session:
            return [step.state for step in life.steps_of(session, draft.edition_id)]

    def is_sound(self) -> bool:
        services = self.services
        model = services.embedder.model_id
        return verify(services.database, services.caches, self.workspace, model, now=time_now()).sound


@contextmanager
def at_work(folder: Path) -> Iterator[tuple[Desk, BotProcess]]:
    """A bot that answers from the guides, and the library that it works with."""
    workspace = staffed(folder)
    services = Services(Settings(data_dir=folder, database_url=None))
    with playground() as slack:
        bot = BotProcess(slack, folder, Transport.SOCKET, folder / "log", from_guides=True)
        bot.start()
        try:
            yield Desk(services, workspace, slack), bot
        finally:
            services.close()


def message(slack: Playground, moment: str) -> Message:
    return next(m for m in slack.workspace.messages(BOX) if m["ts"] == moment)


def told(slack: Playground, person: str, draft: Drafted) -> list[Message]:
    """What a person was sent about an edition."""
    name = f"edition:{draft.edition_id}:"
    return [m for m in slack.workspace.messages(f"D{person[1:]}") if name in str(m.get("blocks", ""))]


def press(desk: Desk, bot: BotProcess, draft: Drafted, moment: str) -> bool:
    """Press Publish; returns whether the bot survived that. If not, it is started again.

    Slack does not bring a click again that nobody acknowledged: then the person presses once more, unless the bot has
    gone on by itself and the card says so.
    """
    slack, before = desk.slack, desk.seen()
    click = slack.acts.click(BEN, BOX, moment, "edition_publish")
    slack.until(lambda: bot.is_dead() or click.acknowledged)
    if bot.survives():
        return True
    assert (desk.seen(), desk.states(draft)[-1]) in [
        (before, EditionState.IN_REVIEW),
        ([draft.edition_id], EditionState.PUBLISHED),
    ]
    bot.start()
    if not click.acknowledged:
        with suppress(NotPossible):
            again = slack.acts.click(BEN, BOX, moment, "edition_publish")
            slack.until(lambda: again.acknowledged)
    assert bot.survives()
    return False


def test_killed_before_each_commit_of_publishing_readers_see_all_old_or_all_new(tmp_path: Path) -> None:
    published = [EditionState.DRAFT, EditionState.IN_REVIEW, EditionState.PUBLISHED]
    with at_work(tmp_path / "data") as (desk, bot):
        before: Drafted | None = None
        for number in count(1):
            draft = desk.in_review(number)
            moment = desk.card_for_ben(draft)
            bot.die_at_commit(number)
            survived = press(desk, bot, draft, moment)
            assert desk.seen() == [draft.edition_id]
            assert desk.states(draft) == published
            if before is not None:
                assert desk.states(before) == [*published, EditionState.SUPERSEDED]
            assert "readers have seen it since" in shown(message(desk.slack, moment))
            assert len(told(desk.slack, CARMEN, draft)) == 1
            before = draft
            if survived:
                break
        bot.stop()
        assert number > 8
        assert desk.is_sound()


def test_killed_right_after_an_asker_was_told_the_bot_does_not_tell_her_again(tmp_path: Path) -> None:
    with at_work(tmp_path / "data") as (desk, bot):
        slack = desk.slack
        for number in (1, 2):
            draft = desk.in_review(number)
            assert press(desk, bot, draft, desk.card_for_ben(draft))
            if number == 1:
                slack.acts.post(DEV, "D0DEV", ASKING)
                slack.until(lambda: [m for m in slack.workspace.messages("D0DEV") if "1 apples" in shown(m)])

        def strike(_arguments: dict[str, Any]) -> bool:
            bot.kill()
            return True

        (report,) = [m for m in slack.workspace.messages(BOX) if "impact:" in str(m.get("blocks"))]
        slack.faults.add("chat.postMessage", "reset_after", when=strike)
        slack.acts.click(BEN, BOX, report["ts"], "askers_tell")
        slack.until(bot.is_dead)
        assert not bot.survives()
        bot.start()
        assert bot.survives()
        notices = [m for m in slack.workspace.messages("D0DEV") if "asker_notice:" in str(m.get("blocks"))]
        assert len(notices) == 1
        assert "2 apples" in shown(notices[0])
        assert "1 person was told." in shown(message(slack, report["ts"]))
        bot.stop()
