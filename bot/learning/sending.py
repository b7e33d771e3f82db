"""One notice is sent, dropped or put off, whatever Slack says and whatever breaks."""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.blocks.learning.deadline import Deadline, Near, near_message
from bot.blocks.message import Message
from bot.calls import SlackAway
from bot.incidents import incident
from bot.learning.charts import Charts, is_channel
from bot.learning.daily import near_day, practice_message
from bot.learning.digests import month_message
from bot.learning.zones import Reached, Zones
from bot.library.desk import Desk
from bot.library.telling import tell_once
from bot.posting import Mark
from knowledge.policies.queries import policy
from learning.learners import service as learners
from learning.learners.hours import day_of
from learning.learners.values import DEFAULT, Kind
from learning.notices import queries, service
from learning.notices.planning import asked_at, deadline_at, dropped, put_off
from learning.notices.values import Notice, Outcome
from storage.database import passes_by_itself

EVENT_TYPE = "fieldwise_notice"
# Who was told of a date today is told of a later one tomorrow, if that leaves her so many days.
FEWEST_DAYS = 2

Telling = Callable[[Desk, Notice, Reached, datetime], Message | None]

# What a person is told of each kind, None for nothing. Of the days that are near she is told together.
TELLING: Mapping[Kind, Telling] = {Kind.PRACTICE: practice_message, Kind.DIGEST: month_message}

log = logging.getLogger(__name__)


class Came(StrEnum):
    """What came of a notice: it was sent, it was not to be, or Slack did not let it through."""

    SENT = "sent"
    NOTHING = "nothing"
    STUCK = "stuck"


@dataclass(frozen=True)
class Patience:
    """How long a notice waits until it is tried again, for how long in all, and what becomes of it then."""

    pause: timedelta
    at_most: timedelta
    then: Outcome


WITH_SLACK = Patience(timedelta(minutes=10), timedelta(days=3), Outcome.REFUSED)
WITH_FAULTS = Patience(timedelta(hours=1), timedelta(hours=4), Outcome.FAILED)


class Sending:
    """Sends notices, one after the other. Safe to share between threads."""

    def __init__(self, desk: Desk, zones: Zones, charts: Charts, clock: Callable[[], datetime]) -> None:
        """Take Slack, and the time."""
        self._desk = desk
        self._zones = zones
        self._charts = charts
        self._clock = clock
        # The job of one minute may still be at it when that of the next one begins.
        self._lock = threading.Lock()

    @property
    def is_going_on(self) -> bool:
        """Whether somebody is at it."""
        return self._lock.locked()

    def send(self, notice_id: str) -> Came:
        """Send a notice, drop it or put it off: whatever breaks in it holds up nobody else."""
        with self._lock:
            began = self._clock()
            with self._desk.database.reading() as session:
                notice = queries.notice(session, self._desk.workspace, notice_id)
            if notice is None or notice.outcome is not None:
                return Came.NOTHING
            try:
                return self._channel_told(notice) if is_channel(notice.person) else self._told(notice)
            except SlackAway:
                self._fail(notice, WITH_SLACK, began)
                return Came.STUCK
            except Exception as error:
                if passes_by_itself(error):
                    raise
                incident(error, notice=notice.id)
                self._fail(notice, WITH_FAULTS, began)
                return Came.NOTHING

    def _told(self, notice: Notice) -> Came:
        to = self._zones.reached(notice.person)
        # Slack may have let itself be waited for.
        now = self._clock()
        if to is None:
            return self._end([notice], Outcome.LEFT, now)
        why = dropped(notice, to.preferences)
        if why is not None:
            return self._end([notice], why, now)
        if notice.kind is Kind.DEADLINE:
            return self._near_told(to, now)
        later = self._later(notice, to, now)
        if later is None:
            with self._desk.database.transaction() as session:
                service.plan_anew(session, self._desk.workspace, notice.person, now=now)
            return self._end([notice], Outcome.MOOT, now)
        if later > now:
            return self._put_off(notice, later)
        message = TELLING[notice.kind](self._desk, notice, to, now)
        if message is None:
            return self._end([notice], Outcome.MOOT, now)
        self._tell(notice, message)
        return self._end([notice], Outcome.SENT, now)

    def _later(self, notice: Notice, to: Reached, now: datetime) -> datetime | None:
        """When a notice may be sent, ``now`` or later; None where that is not on the day that it is meant for."""
        if notice.kind is not Kind.PRACTICE:
            return put_off(to.preferences, to.zone, now) or now
        with self._desk.database.reading() as session:
            last = queries.last_sent(session, self._desk.workspace, notice.person, Kind.PRACTICE, now)
        return asked_at(notice, to.preferences, to.zone, now, last)

    def _near_told(self, to: Reached, now: datetime) -> Came:
        """Tell a person in one message of all the days that are near by now."""
        with self._desk.database.reading() as session:
            waiting = queries.waiting_for(session, self._desk.workspace, to.person, Kind.DEADLINE, now)
            last = queries.last_sent(session, self._desk.workspace, to.person, Kind.DEADLINE, now)
        near = {one: found for one in waiting if (found := near_day(self._desk, one, to, now)) is not None}
        self._end([one for one in waiting if one not in near], Outcome.MOOT, now)
        later = {one: self._near_later(found, to, last, now) for one, found in near.items()}
        for one, until in later.items():
            if until is not None:
                self._put_off(one, until)
        told = [one for one in near if later[one] is None]
        if not told:
            return Came.NOTHING
        self._tell(told[0], near_message([near[one] for one in told], told[0].id, to.texts))
        return self._end(told, Outcome.SENT, now)

    def _near_later(self, found: Near, to: Reached, last: datetime | None, now: datetime) -> datetime | None:
        """Until when a day that is near has to wait; None where it can be told now."""
        ends, today = found.lapses_at if isinstance(found, Deadline) else None, day_of(now, to.zone)
        is_told_today = last is not None and day_of(last, to.zone) == today
        if is_told_today and found.days >= FEWEST_DAYS:
            return deadline_at(to.preferences, to.zone, today + timedelta(days=1), now, ends)
        return put_off(to.preferences, to.zone, now, ends)

    def _channel_told(self, notice: Notice) -> Came:
        zone = self._zones.everybody(self._clock()).zone
        with self._desk.database.reading() as session:
            channel = policy(session, self._desk.workspace).report_channel
        now = self._clock()
        if channel != notice.person:
            return self._end([notice], Outcome.UNWANTED, now)
        later = put_off(DEFAULT, zone, now)
        if later is not None:
            return self._put_off(notice, later)
        return self._end([notice], self._charts.tell_channel(notice, _since(notice)), now)

    def _tell(self, notice: Notice, message: Message) -> None:
        mark = Mark(EVENT_TYPE, {"notice": notice.id})
        if not tell_once(self._desk, notice.person, mark, message, _since(notice)):
            raise SlackAway
        log.info("notice", extra={"kind": notice.kind.value})

    def _end(self, notices: Sequence[Notice], outcome: Outcome, now: datetime) -> Came:
        with self._desk.database.transaction() as session:
            for notice in notices:
                service.end(session, self._desk.workspace, notice.id, outcome, now=now)
                if outcome is Outcome.LEFT:
                    learners.leave(session, self._desk.workspace, notice.person, now=now)
        return Came.SENT if outcome is Outcome.SENT else Came.NOTHING

    def _put_off(self, notice: Notice, until: datetime) -> Came:
        with self._desk.database.transaction() as session:
            service.put_off(session, self._desk.workspace, notice.id, until)
        return Came.NOTHING

    def _fail(self, notice: Notice, patience: Patience, began: datetime) -> None:
        """Let a notice wait that could not be sent, or end it where that has gone on for too long."""
        now = self._clock()
        if notice.failed_at is not None and now - notice.failed_at >= patience.at_most:
            self._end([notice], patience.then, now)
            return
        with self._desk.database.transaction() as session:
            service.fail(session, self._desk.workspace, notice.id, now=began, until=now + patience.pause)


def _since(notice: Notice) -> datetime:
    """No message of a notice is older: what was put off may have been posted before."""
    return min(notice.send_at, notice.failed_at or notice.send_at)
