"""Reminders of reviews, and what their buttons do, as durable jobs."""

import logging
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.library.reminder import noted_sentence, reminder_message, review_sentence
from bot.blocks.message import Message
from bot.blocks.mrkdwn import escape
from bot.durable import step, workflow
from bot.library.aftermath import Elsewhere, ShowElsewhere
from bot.library.desk import Desk
from bot.library.mishaps import apologising
from bot.library.owners import Keeper, Owners
from bot.library.telling import is_at_work, tell_each
from bot.posting import Mark
from knowledge.freshness import service
from knowledge.freshness.queries import freshness_of_guides, reminders_due, review_of, reviews_of
from knowledge.freshness.values import GuideFreshness, Review
from knowledge.members.roles import Act, may
from knowledge.members.service import role_of

EVENT_TYPE = "fieldwise_review_reminder"
# An owner of many old guides is not flooded: there are so many reminders in an hour, the others come in the next one.
MOST_AT_ONCE = 5

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pressed:
    """A button about a guide's review that was pressed.

    Attributes:
        channel: Where the message stands; None for a button that stands in none.
        message: Its ``ts``.
        due: The review date of which the message reminds.
        elsewhere: Where the button stands that stands in no message.
    """

    person: str
    guide_id: str
    channel: str | None = None
    message: str | None = None
    due: date | None = None
    elsewhere: Elsewhere | None = None


@DBOS.dbos_class()
class Reminders(DBOSConfiguredInstance):
    """The jobs of reviews."""

    def __init__(
        self, desk: Desk, owners: Owners, clock: Callable[[], datetime], show_elsewhere: ShowElsewhere
    ) -> None:
        """Take what the jobs work with.

        Args:
            desk: The library, and Slack.
            owners: Know who is told.
            clock: The time.
            show_elsewhere: Shows what came of a press that was in no message.
        """
        super().__init__("reminders")
        self._desk = desk
        self._database = desk.database
        self._workspace = desk.workspace
        self._owners = owners
        self._clock = clock
        self._show_elsewhere = show_elsewhere
        # The job of one hour may still be at it when that of the next one begins.
        self._sending = threading.Lock()

    def is_due(self, now: datetime) -> bool:
        """Whether there is anything to remind of."""
        with self._database.reading() as session:
            return bool(reminders_due(session, self._workspace, now.date()))

    @workflow
    def remind(self) -> None:
        """Send the reminders of which it is time, each once."""
        for guide_id, due in self.due():
            self.send(guide_id, due)

    @workflow
    def reviewed(self, pressed: Pressed) -> None:
        """Record that a guide was looked at and stays as it is, and show what holds now."""
        with apologising(self._desk, pressed.person, pressed.channel):
            self._answer(pressed, self.record(pressed))

    @workflow
    def begun(self, pressed: Pressed) -> None:
        """Let others know that somebody reviews a guide, and show what holds now."""
        with apologising(self._desk, pressed.person, pressed.channel):
            self._answer(pressed, self.begin(pressed))

    @step
    def due(self) -> list[tuple[str, date]]:
        """Which reviews to remind of in this hour: those of each owner that are due longest."""
        today = self._clock().date()
        with self._database.reading() as session:
            waiting = reminders_due(session, self._workspace, today)
            guides = freshness_of_guides(session, self._workspace, today)
        chosen: list[tuple[str, date]] = []
        counts: Counter[str | None] = Counter()
        for guide_id, due in waiting:
            counts[guides[guide_id].owner] += 1
            if counts[guides[guide_id].owner] <= MOST_AT_ONCE:
                chosen.append((guide_id, due))
        return chosen

    @step
    def send(self, guide_id: str, due: date) -> None:
        """Remind those of a review who are at work now; the others are reminded when they are."""
        with self._sending:
            now = self._clock()
            with self._database.reading() as session:
                guide = review_of(session, self._workspace, guide_id, now.date())
            keepers = self._owners.keepers(guide.owner) if guide is not None else []
            if guide is None or not any(is_at_work(keeper, now) for keeper in keepers):
                return
            with self._database.transaction() as session:
                claim = service.claim_reminder(session, self._workspace, guide_id, due, keepers[0].person, now=now)
            if claim is None:
                return
            mark = Mark(EVENT_TYPE, {"guide": guide_id, "due": due.isoformat()})
            message = partial(self._message, guide, due)
            if not tell_each(self._desk, keepers, mark, message, claim.at, now, first=claim.first):
                return
            with self._database.transaction() as session:
                service.reminder_sent(session, guide_id, due, now=self._clock())
            log.info("reminded of a review", extra={"workspace": self._workspace, "guide": guide_id})

    @step
    def record(self, pressed: Pressed) -> str | None:
        """Record the review; returns why not, if it was refused."""

        def act(session: Session) -> None:
            service.record_review(
                session, self._workspace, pressed.guide_id, by=pressed.person, now=self._clock(), asked=pressed.due
            )

        return self._desk.acting.why_not(pressed.person, act, pressed.guide_id)

    @step
    def begin(self, pressed: Pressed) -> str | None:
        """Begin the review; returns why not, if it was refused."""

        def act(session: Session) -> None:
            service.begin_review(
                session, self._workspace, pressed.guide_id, by=pressed.person, now=self._clock(), asked=pressed.due
            )

        return self._desk.acting.why_not(pressed.person, act, pressed.guide_id)

    @step
    def show(self, pressed: Pressed, refused: str | None) -> None:
        """Make a reminder say what holds now, and tell why not; where the button stood in none, tell the person."""
        if refused is not None:
            self._desk.status.to_one(pressed.channel, pressed.person, escape(refused))
        guide, last = self._standing(pressed.guide_id)
        if guide is None:
            return
        if pressed.channel is not None and pressed.message is not None and pressed.due is not None:
            texts, today = self._desk.status.texts(pressed.person), self._clock().date()
            is_owner = guide.owner == pressed.person
            may_add = self._may_add(pressed.person)
            message = reminder_message(guide, last, pressed.due, texts, today=today, is_owner=is_owner, may_add=may_add)
            self._desk.posting.update(pressed.channel, pressed.message, message)
        elif refused is None:
            sentence = review_sentence(guide, last, self._desk.status.texts(pressed.person))
            if sentence is not None:
                self._desk.status.to_one(pressed.channel, pressed.person, sentence)

    @step
    def noted(self, pressed: Pressed) -> str | None:
        """What came of the press, as plain text; None where the guide is gone."""
        guide, _ = self._standing(pressed.guide_id)
        return noted_sentence(guide, pressed.person, self._desk.status.texts(pressed.person)) if guide else None

    def _answer(self, pressed: Pressed, refused: str | None) -> None:
        if pressed.elsewhere is None:
            self.show(pressed, refused)
        else:
            said = refused or self.noted(pressed)
            self._show_elsewhere(pressed.person, pressed.guide_id, pressed.elsewhere, said)

    def _standing(self, guide_id: str) -> tuple[GuideFreshness | None, Review | None]:
        """How a guide stands, and its newest review that has ended."""
        with self._database.reading() as session:
            guide = review_of(session, self._workspace, guide_id, self._clock().date())
            reviews = reviews_of(session, self._workspace, guide_id)
        return guide, next((review for review in reviews if review.ended_at is not None), None)

    def _message(self, guide: GuideFreshness, due: date, keeper: Keeper) -> Message:
        return reminder_message(
            guide,
            None,
            due,
            keeper.texts,
            today=self._clock().date(),
            is_owner=keeper.is_owner,
            may_add=self._may_add(keeper.person),
        )

    def _may_add(self, person: str) -> bool:
        with self._database.reading() as session:
            return may(role_of(session, self._workspace, person), Act.ADD_EDITION)
