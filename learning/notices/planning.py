"""When a person is to be written to. Pure."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from learning.learners.hours import day_of, next_allowed, next_daily
from learning.learners.values import Preferences
from learning.notices.values import Lapsing, Notice, Outcome, Stage

_DAY = timedelta(days=1)
_BEFORE = {Stage.WEEKS: timedelta(days=14), Stage.DAYS: timedelta(days=3)}
# Nobody is asked twice within it, however she travels.
APART = timedelta(hours=12)


def practice_at(preferences: Preferences, zone: ZoneInfo, since: datetime, now: datetime) -> datetime:
    """When a person is asked to practise: at her hour, first after ``since``.

    Where nobody asked her at her hour today, as the bot did not run say, it is as soon as she may be written to today.
    """
    planned = _first_daily(preferences, zone, since)
    if planned >= now:
        return planned
    late = next_allowed(preferences, zone, now)
    if day_of(planned, zone) == day_of(now, zone) == day_of(late, zone):
        return late
    return _first_daily(preferences, zone, now)


def practice_after(preferences: Preferences, zone: ZoneInfo, asked: datetime) -> datetime:
    """When a person who is asked at one moment is asked next: at her hour of a later day."""
    return next_daily(preferences, zone, day_of(asked, zone) + _DAY)


def stage_of(lapsing: Lapsing, zone: ZoneInfo, today: date) -> tuple[Stage, date] | None:
    """The stage at which a certificate's end is on a day, and since which day, by the clocks of a zone.

    None before the first, and when its last day is over. The days on which it may be renewed begin with the first that
    is one from its beginning. Of what may be renewed from the day on which it was issued, nobody is told on that day.
    """
    last, issued = day_of(lapsing.expires_at, zone), day_of(lapsing.issued_at, zone)
    renewable = day_of(lapsing.renewable_from, zone)
    begins = {Stage.WINDOW: renewable + _DAY} if renewable > issued else {}
    begins |= {stage: day for stage, before in _BEFORE.items() if renewable < (day := last - before) > issued}
    reached = [(day, stage) for stage, day in begins.items() if day <= today <= last]
    if not reached:
        return None
    since, stage = max(reached, key=lambda one: one[0])
    return stage, since


def is_past(stage: Stage, lapsing: Lapsing, zone: ZoneInfo, now: datetime) -> bool:
    """Whether nothing is to be said of a stage any more: a later one has begun, or the certificate has lapsed."""
    reached = stage_of(lapsing, zone, day_of(now, zone))
    stages = list(Stage)
    return now >= lapsing.expires_at or (reached is not None and stages.index(reached[0]) > stages.index(stage))


def deadline_at(
    preferences: Preferences, zone: ZoneInfo, since: date, now: datetime, ends: datetime | None = None
) -> datetime:
    """When a person is told of a deadline that is near since a day: at her hour of that day, or as soon as it may be.

    A break that leaves no time before ``ends`` does not count.
    """
    at_her_hour = next_daily(preferences, zone, max(since, day_of(now, zone)))
    found = at_her_hour if at_her_hour >= now else next_allowed(preferences, zone, now)
    if ends is not None and found >= ends and preferences.paused_until is not None:
        return deadline_at(replace(preferences, paused_until=None), zone, since, now, ends)
    return found


def digest_at(preferences: Preferences, zone: ZoneInfo, first: date, now: datetime) -> datetime:
    """When a person is sent the digest of a month: at her hour of its first day, or as soon as it may be."""
    at_her_hour = next_daily(preferences, zone, first)
    return at_her_hour if at_her_hour >= now else next_allowed(preferences, zone, now)


def dropped(notice: Notice, preferences: Preferences) -> Outcome | None:
    """Why a notice is not sent, by what a person wants; None where she may have it."""
    if preferences.left_at is not None:
        return Outcome.LEFT
    return Outcome.UNWANTED if notice.kind in preferences.muted else None


def put_off(preferences: Preferences, zone: ZoneInfo, now: datetime, ends: datetime | None = None) -> datetime | None:
    """Until when a notice has to wait; None where it may be sent now.

    A break that leaves no time before ``ends``, when a certificate lapses, does not count.
    """
    allowed = next_allowed(preferences, zone, now)
    if ends is not None and allowed >= ends:
        allowed = next_allowed(replace(preferences, paused_until=None), zone, now)
    return allowed if allowed > now else None


def asked_at(
    notice: Notice, preferences: Preferences, zone: ZoneInfo, now: datetime, last: datetime | None
) -> datetime | None:
    """When a person is asked to practise whom a notice is for, ``now`` or later; None where that is not on its day.

    It was planned where she was then. Where she is now it is at her hour of the same day, as soon as she may be written
    to, and not too soon after ``last``, when she was asked before.
    """
    day = date.fromisoformat(notice.period)
    first = max(now, next_daily(preferences, zone, day), last + APART if last is not None else now)
    found = next_allowed(preferences, zone, first)
    return found if day_of(found, zone) == day else None


def _first_daily(preferences: Preferences, zone: ZoneInfo, since: datetime) -> datetime:
    day = day_of(since, zone)
    daily = (next_daily(preferences, zone, day + _DAY * days) for days in count())
    return next(moment for moment in daily if moment >= since)
