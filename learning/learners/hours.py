"""A person's own time: her zone, her hours, her days. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from learning.errors import ZoneUnknown
from learning.learners.values import Preferences

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


def zone_of(name: str) -> ZoneInfo:
    """The time zone of this name, however it is capitalised, with spaces or underscores (``america/new york``).

    Raises:
        ZoneUnknown: There is none.
    """
    known = _zones().get(name.strip().replace(" ", "_").casefold())
    if known is None:
        raise ZoneUnknown(name)
    return ZoneInfo(known)


def local(moment: datetime, zone: ZoneInfo) -> datetime:
    """A moment as the clocks of a zone show it."""
    return moment.astimezone(zone)


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """The day that it is in a zone."""
    return local(moment, zone).date()


def first_at(zone: ZoneInfo, day: date, hour: int, *, after: datetime | None = None) -> datetime:
    """The first moment, in UTC, at which the clocks of a zone show this hour or a later one on this day.

    An hour that does not exist, as clocks are put forward, comes when they are; of one that comes twice it is the
    first, or the first that is not before ``after``, as far as there is one.
    """
    shown = datetime.combine(day, time(hour), zone)
    first, second = sorted(shown.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if local(first, zone).replace(tzinfo=None) != shown.replace(tzinfo=None):
        return _first_past(first, second, shown.replace(tzinfo=None), zone)
    return second if after is not None and first < after <= second else first


def is_quiet(preferences: Preferences, zone: ZoneInfo, moment: datetime) -> bool:
    """Whether a moment is in a person's quiet hours."""
    return is_quiet_hour(preferences, local(moment, zone).hour)


def is_quiet_hour(preferences: Preferences, hour: int) -> bool:
    """Whether this hour of her clocks is one of a person's quiet hours, which may go over midnight."""
    begins, ends = preferences.quiet_from, preferences.quiet_until
    if begins <= ends:
        return begins <= hour < ends
    return hour >= begins or hour < ends


def is_paused(preferences: Preferences, zone: ZoneInfo, moment: datetime) -> bool:
    """Whether a person takes a break on the day of this moment."""
    return preferences.paused_until is not None and day_of(moment, zone) <= preferences.paused_until


def next_allowed(preferences: Preferences, zone: ZoneInfo, moment: datetime) -> datetime:
    """The first moment, in UTC, at or after this one that is outside a person's quiet hours and her pause."""
    found = moment.astimezone(UTC)
    while True:
        if preferences.paused_until is not None and is_paused(preferences, zone, found):
            found = first_at(zone, preferences.paused_until + _DAY, 0)
        elif is_quiet(preferences, zone, found):
            found = _quiet_ends(preferences, zone, found)
        else:
            return found


def next_daily(preferences: Preferences, zone: ZoneInfo, day: date) -> datetime:
    """The first moment, in UTC, from a person's hour of this day on, or of the first after her pause, to write to her.

    It is outside her quiet hours.
    """
    paused = preferences.paused_until
    first = max(day, paused + _DAY) if paused is not None else day
    return next_allowed(preferences, zone, first_at(zone, first, preferences.hour))


def _quiet_ends(preferences: Preferences, zone: ZoneInfo, moment: datetime) -> datetime:
    today = day_of(moment, zone)
    ends = (first_at(zone, today + _DAY * days, preferences.quiet_until, after=moment) for days in (0, 1, 2))
    return next(end for end in ends if end > moment)


def _first_past(before: datetime, after: datetime, shown: datetime, zone: ZoneInfo) -> datetime:
    """The first whole minute between two moments at which the clocks show this time or a later one."""
    found = before
    while found < after and local(found, zone).replace(tzinfo=None) < shown:
        found += _MINUTE
    return found


@cache
def _zones() -> dict[str, str]:
    # What the machine calls its own is nobody's name for where she is.
    return {name.casefold(): name for name in available_timezones() - {"localtime", "Factory"}}
