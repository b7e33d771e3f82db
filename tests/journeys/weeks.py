"""A workspace in which days go by: Slack and the bot live by a clock that is moved, and the bot can be restarted."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from pydantic import SecretStr
from slack_sdk import WebClient

from bot.app import running
from bot.blocks.learning.practice import practice_of
from bot.durable import time_now
from bot.manifest import PATH as MANIFEST
from bot.playground.registration import registered
from bot.playground.server import Playground
from bot.schedule import LINKS
from bot.services import Services
from bot.settings import Settings, Transport
from bot.socket_mode import connected
from knowledge.members.roles import OPERATOR
from learning.certifications.definition import Competency, Definition, Draw, Passing
from learning.certifications.service import put
from learning.items.queries import version
from learning.items.responses import Chosen
from learning.items.service import add, publish
from learning.items.types import TYPES
from learning.items.values import Difficulty, ItemDraft, Pool, Quote
from learning.learners.queries import preferences
from learning.learners.values import Preferences
from learning.notices.queries import notices_of
from learning.notices.values import Notice
from learning.practice.queries import practised
from tests.journeys.exam_hall import Clock as MovedClock
from tests.journeys.exam_hall import Hall, action_with
from tests.journeys.workplace import MUCH_LATER, Message, Workplace, badly_formed

GUIDE, PROOF = "recruiting-mentors.md", "four or more hours a month"
ADDRESS = "https://badges.example.org"
QUESTIONS = 8
DEFINITION = Definition(
    key="weeks",
    title="Mentor essentials",
    summary="What a mentor knows.",
    competencies=(Competency("time", "Taking time"), Competency("care", "Taking care")),
    draws=(Draw("time", 1), Draw("care", 1)),
    passing=Passing(100.0),
    attempts=3,
    valid_months=12,
    renewal_days=60,
)


class Clock(MovedClock):
    """The time, which is set, and goes on from there."""

    def set(self, moment: datetime) -> None:
        self.ahead = moment - time_now()


class Weeks(Hall):
    """What is done, and looked at, from day to day."""

    clock: Clock

    def furnish(self, **changes: Any) -> None:
        """Offer the certification, with questions for practice and for its exam."""
        now = self.clock()
        with self.office.services.database.transaction() as session:
            workspace = self.office.bot.parts.workspace
            put(session, workspace, DEFINITION, by=OPERATOR, now=now)
            for pool in Pool:
                for number in range(QUESTIONS):
                    competency = DEFINITION.competencies[number % 2].key
                    key, content = f"{pool.value}-{number}", {"stem": f"Is number {number} so?", "right": True}
                    draft = ItemDraft(
                        key, "true_false", pool, content, "Says the guide.", competency, Difficulty.EASY,
                        (Quote(GUIDE, PROOF),),
                    )  # fmt: skip
                    version_id = add(session, workspace, draft, by=OPERATOR, now=now)
                    publish(session, workspace, version_id, by=OPERATOR, now=now)

    def tick(self, schedules: int = 1) -> None:
        """Do all that it is time for, with so many schedules that know nothing of each other."""
        for _ in range(schedules):
            schedule = self.office.bot.parts.schedule.without(LINKS)
            # What is planned by one look is sent by the next.
            for _ in range(2):
                schedule.tick(self.clock())
                self.settle()

    def asked(self, person: str) -> list[Message]:
        """The messages that asked a person to practise, without her having asked for them."""
        return [m for m in self.messages(person) if "practice_due" in str(m["blocks"]) and "daily:" in str(m["blocks"])]

    def notices(self, person: str) -> list[Notice]:
        with self.office.services.database.reading() as session:
            return notices_of(session, self.office.bot.parts.workspace, person)

    def preferences(self, person: str) -> Preferences:
        with self.office.services.database.reading() as session:
            return preferences(session, self.office.bot.parts.workspace, person)

    def is_question(self, message: Message) -> bool:
        return "practise_one_1" in str(message["blocks"])

    def solve(self, person: str, message: Message, *, rightly: bool) -> Message:
        """Answer a question for practice; returns what it says then."""
        practice_id = next(p for p in (practice_of(block["block_id"]) for block in message["blocks"]) if p)
        with self.office.services.database.reading() as session:
            workspace = self.office.bot.parts.workspace
            done = practised(session, workspace, practice_id, person)
            item = version(session, workspace, done.version_id)
        right = TYPES[item.type].right(TYPES[item.type].read(item.content))
        assert isinstance(right, Chosen)
        token = next(token for token, key in done.tokens if (key in right.keys) is rightly)
        self.press(person, message, action_with(message, token))
        return next(m for m in self.messages(person) if m["ts"] == message["ts"])


@dataclass
class Street:
    """Slack, and what of the bot outlives it."""

    slack: Playground
    clock: Clock
    settings: Settings

    @contextmanager
    def bot(self) -> Iterator[Weeks]:
        """Run the bot."""
        with ExitStack() as stack:
            services = Services(self.settings)
            stack.callback(services.close)
            client = WebClient(self.slack.bot_token, base_url=self.slack.api_url, timeout=10)
            bot = stack.enter_context(running(services, client, wait=lambda _: None, clock=self.clock))
            stack.enter_context(connected(bot.app, self.slack.app_token))
            yield Weeks(Workplace(self.slack, bot, services), self.clock)


@contextmanager
def street(data_dir: Path, start: datetime) -> Iterator[Street]:
    """A street in which it is so late."""
    clock = Clock()
    clock.set(start)
    manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    seconds = lambda: clock().timestamp()  # noqa: E731
    with Playground(registration=registered(manifest), patience=MUCH_LATER, clock=seconds) as slack:
        settings = Settings(
            data_dir=data_dir,
            database_url=None,
            transport=Transport.SOCKET,
            slack_bot_token=SecretStr(slack.bot_token),
            slack_signing_secret=SecretStr(slack.signing_secret),
            slack_api_url=slack.api_url,
            public_url=ADDRESS,
        )
        yield Street(slack, clock, settings)
        assert badly_formed(slack) == []
