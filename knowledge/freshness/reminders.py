"""When a person may be reminded of something. Pure."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

# By the clock where the person is, Monday to Friday.
FIRST_HOUR, END_HOUR = 9, 17
_SATURDAY = 5


def zone_named(name: str | None) -> tzinfo:
    """A time zone by its name in the IANA database; UTC where there is none of this name."""
    if not name:
        return UTC
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        # The database is a folder of files: a name may also be one that no file can have, or that of a folder.
        return UTC


def is_working_time(now: datetime, zone: tzinfo) -> bool:
    """Whether people in this time zone are at work: Monday to Friday, from 9:00 until 17:00 as clocks there show it.

    Args:
        now: The time, aware.
        zone: Where the person is.
    """
    there = now.astimezone(zone)
    return there.weekday() < _SATURDAY and FIRST_HOUR <= there.hour < END_HOUR
