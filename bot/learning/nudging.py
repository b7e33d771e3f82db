"""Reminders to learners of cohorts: kept when they are sent off, and posted when it is not night; as durable jobs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.learning.nudge_forms import nudge_message
from bot.durable import step, workflow
from bot.home import Homes
from bot.learning.zones import Zones
from bot.library.desk import Desk
from bot.library.mishaps import apologising
from bot.library.presses import Turned
from bot.library.telling import tell_once
from bot.posting import Mark
from learning.cohorts.nudging import end, has_to_send, kept_before, nudge, to_send, unwanted
from learning.cohorts.values import Nudge, NudgeOutcome
from learning.learners.hours import is_quiet
from learning.learners.queries import preferences_of
from learning.learners.values import Preferences
from learning.notices.service import zone_for

EVENT_TYPE = "fieldwise_nudge"
# In one go: what is left is taken up ten minutes later.
MOST_AT_ONCE = 600
_UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class Nudging:
    """A reminder that somebody sends off to these people."""

    by: str
    cohort_id: str
    people: tuple[str, ...]
    words: str
    at: datetime


@DBOS.dbos_class()
class Nudges(DBOSConfiguredInstance):
    """The jobs."""

    def __init__(self, desk: Desk, zones: Zones, homes: Homes, clock: Callable[[], datetime]) -> None:
        """Take what the jobs work with."""
        super().__init__("nudges")
        self._zones = zones
        self._desk = desk
        self._workspace = desk.workspace
        self._homes = homes
        self._clock = clock

    def is_due(self, _now: datetime) -> bool:
        """Whether any waits to be sent."""
        with self._desk.database.reading() as session:
            return has_to_send(session, self._workspace)

    @workflow
    def nudge(self, turned: Turned, wanted: Nudging) -> None:
        """Keep whom it reaches, say so on the Home tab, and send it to those for whom it is not night."""
        with apologising(self._desk, wanted.by):
            self._homes.turn(turned, self.keep(wanted))
            self._send_all(self.waiting())

    @workflow
    def send_waiting(self) -> None:
        """Send those that waited for the morning."""
        self._send_all(self.waiting())

    @step
    def keep(self, wanted: Nudging) -> str:
        """Keep it; returns what there is to say of it."""
        reached: list[int] = []

        def act(session: Session) -> None:
            one = (session, self._workspace, wanted.cohort_id, wanted.people, wanted.words)
            reached.append(
                kept_before(*one[:3], by=wanted.by, at=wanted.at) or len(nudge(*one, by=wanted.by, now=wanted.at).to)
            )

        said = self._desk.acting.why_not(wanted.by, act)
        return said if said is not None else self._desk.status.texts(wanted.by).nudges.nudged.of(reached[0])

    @step
    def waiting(self) -> list[Nudge]:
        """Those that are to be sent, the oldest first; without those to people for whom it is night."""
        now = self._clock()
        zones = self._zones.everybody(now).zones
        with self._desk.database.reading() as session:
            return awake(session, self._workspace, zones, now, MOST_AT_ONCE)

    @step
    def send(self, waiting: Nudge) -> None:
        """Post one, unless it is night, or she does not want it any more; and keep what came of it."""
        outcome = self._outcome(waiting)
        if outcome is not None:
            with self._desk.database.transaction() as session:
                end(session, self._workspace, waiting.id, outcome, now=self._clock())

    def _send_all(self, found: Sequence[Nudge]) -> None:
        for one in found:
            self.send(one)

    def _outcome(self, waiting: Nudge) -> NudgeOutcome | None:
        """Post it; what came of it, None where it waits on."""
        now, reached = self._clock(), self._zones.reached(waiting.person)
        zone = reached.zone if reached is not None else _UTC
        with self._desk.database.reading() as session:
            reason = unwanted(session, self._workspace, waiting, zone, now)
        if reached is None or reason is not None:
            return reason or NudgeOutcome.UNREACHABLE
        if is_quiet(reached.preferences, reached.zone, now):
            return None
        message = nudge_message(waiting.words, waiting.cohort, waiting.by, waiting.id, reached.texts)
        told = tell_once(self._desk, waiting.person, Mark(EVENT_TYPE, {"nudge": waiting.id}), message, waiting.at)
        return NudgeOutcome.SENT if told else NudgeOutcome.UNREACHABLE


def awake(session: Session, workspace: str, zones: Mapping[str, str], now: datetime, most: int) -> list[Nudge]:
    """The oldest nudges that are to be sent, without those to people for whom it is night.

    Args:
        session: The session.
        workspace: Whose people they are.
        zones: The name of each person's time zone, where Slack knows it.
        now: The time.
        most: So many at most.
    """
    found: list[Nudge] = []
    after: str | None = None
    while len(found) < most:
        some = to_send(session, workspace, most, after)
        wanted = preferences_of(session, workspace, [one.person for one in some])
        found += [one for one in some if not _sleeps(wanted[one.person], zones.get(one.person), now)]
        if len(some) < most:
            break
        after = some[-1].id
    return found[:most]


def _sleeps(wanted: Preferences, zone: str | None, now: datetime) -> bool:
    return is_quiet(wanted, zone_for(wanted, zone), now)
