"""How a person wants to be reached: shown, changed, paused; and what she wants to practise, added."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.learning.daily import goes_on_message, paused_message
from bot.blocks.learning.preferences import preferences_message
from bot.blocks.message import Message
from bot.blocks.mrkdwn import escape
from bot.durable import step, workflow
from bot.learning.granting import grant, is_from_outside
from bot.learning.zones import Zones
from bot.library.desk import Desk
from bot.library.mishaps import apologising
from bot.readers import Readers
from bot.wishes import Wished
from knowledge.conversations.queries import citations
from learning.attempts.queries import sitting
from learning.learners import service as learners
from learning.learners.hours import day_of, is_paused
from learning.learners.queries import preferences
from learning.learners.values import Kind, Preferences
from learning.notices.service import replan
from learning.practice.service import practise_this
from learning.practice.values import Scope

EVENT_TYPE = "fieldwise_preferences"
# Today and the six days after it.
WEEK = timedelta(days=6)


@DBOS.dbos_class()
class Reaching(DBOSConfiguredInstance):
    """The jobs."""

    def __init__(self, desk: Desk, readers: Readers, zones: Zones, clock: Callable[[], datetime]) -> None:
        """Take what the jobs work with."""
        super().__init__("reaching")
        self._desk = desk
        self._readers = readers
        self._zones = zones
        self.clock = clock

    @workflow
    def show(self, wished: Wished) -> None:
        """Tell a person how she is reached."""
        grant(self._desk, wished, EVENT_TYPE, lambda: self._shown(wished.person))

    @workflow
    def pause(self, person: str, channel: str, message: str) -> None:
        """Let a person take a break of a week, and make the message say so."""
        with apologising(self._desk, person, channel):
            if not is_from_outside(self._desk, person):
                self.take_break(person, channel, message)

    @workflow
    def go_on(self, person: str, channel: str, message: str) -> None:
        """End a person's break, and make the message say so."""
        with apologising(self._desk, person, channel):
            if not is_from_outside(self._desk, person):
                self.end_break(person, channel, message)

    @workflow
    def practise(self, person: str, answer_id: str, channel: str, root: str | None) -> None:
        """Add to a person's practice what proves the sentences of an answer, and tell her alone what came of it."""
        with apologising(self._desk, person, channel):
            if not is_from_outside(self._desk, person):
                self.add(person, answer_id, channel, root)

    @step
    def take_break(self, person: str, channel: str, message: str) -> None:
        """Keep it and show it; a longer break stays as long."""
        now, wanted = self.clock(), self.preferences(person)
        through = day_of(now, self._zones.of(person, wanted, now=now)) + WEEK
        if wanted.paused_until is not None:
            through = max(through, wanted.paused_until)
        with self._desk.database.transaction() as session:
            learners.pause(session, self._desk.workspace, person, through, now=now)
            replan(session, self._desk.workspace, person, now=now)
        self._desk.posting.update(channel, message, paused_message(through, self._desk.status.texts(person)))

    @step
    def end_break(self, person: str, channel: str, message: str) -> None:
        """Keep it and show it."""
        now = self.clock()
        with self._desk.database.transaction() as session:
            learners.pause(session, self._desk.workspace, person, None, now=now)
            replan(session, self._desk.workspace, person, now=now)
        wanted = self.preferences(person)
        hour = wanted.hour if _is_asked(wanted) else None
        self._desk.posting.update(channel, message, goes_on_message(hour, self._desk.status.texts(person)))

    @step
    def add(self, person: str, answer_id: str, channel: str, root: str | None) -> None:
        """Add it and say so; what the person may not read herself is left out."""
        now = self.clock()
        with self._desk.database.reading() as session:
            cited = citations(session, self._desk.workspace, answer_id)
            is_sitting = bool(sitting(session, self._desk.workspace, person, now))
        if is_sitting:
            said = self._desk.status.texts(person).exam.result.no_practice_now
            self._desk.status.to_one(channel, person, escape(said), root)
            return
        passages = [one.passage_id for one in cited if self._readers.may_read(person, one.edition_id, one.guide)]

        scope = Scope(self._readers.audiences_of(person))

        def act(session: Session) -> tuple[str, ...]:
            return practise_this(session, self._desk.workspace, person, passages, now=now, scope=scope)

        added = self._desk.acting.attempt(person, channel, act)
        if added is not None:
            self._desk.status.to_one(channel, person, escape(self._said(person, len(added), now)), root)

    def prefer(self, person: str, wanted: Preferences) -> None:
        """Keep how a person wants to be reached.

        Raises:
            ZoneUnknown: There is no such time zone.
            BadHours: A number is out of range, her hour is in her quiet hours, or the break is longer than a year.
        """
        now = self.clock()
        with self._desk.database.transaction() as session:
            learners.prefer(session, self._desk.workspace, person, wanted, now=now)
            replan(session, self._desk.workspace, person, now=now)

    def preferences(self, person: str) -> Preferences:
        """How a person wants to be reached; a break that is over where she is, is none any more.

        Raises:
            SlackAway: The break ends about now, and Slack can't be asked where she is.
        """
        now = self.clock()
        with self._desk.database.reading() as session:
            found = preferences(session, self._desk.workspace, person)
        last, today = found.paused_until, now.date()
        if last is None or last > today:
            return found
        # It may be over where she is, or not yet.
        is_open = last >= today - timedelta(days=1) and is_paused(found, self._zones.of(person, found, now=now), now)
        return found if is_open else replace(found, paused_until=None)

    def _shown(self, person: str) -> Message:
        return preferences_message(self.preferences(person), self._desk.status.texts(person))

    def _said(self, person: str, count: int, now: datetime) -> str:
        said, wanted = self._desk.status.texts(person).daily, self.preferences(person)
        if not count:
            return said.nothing_to_add
        if not _is_asked(wanted):
            when = said.added_off
        elif wanted.paused_until is not None and is_paused(wanted, self._zones.of(person, wanted, now=now), now):
            when = said.added_paused.format(date=self._desk.status.texts(person).day(wanted.paused_until))
        else:
            when = said.added_when.at(wanted.hour)
        return f"{said.added.of(count)} {when}"


def _is_asked(wanted: Preferences) -> bool:
    return wanted.daily > 0 and Kind.PRACTICE not in wanted.muted
