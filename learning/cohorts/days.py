"""Which day it is for a learner whose zone is not always known. Pure."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from learning.learners.hours import day_of, zone_of
from learning.learners.values import Preferences

# Where the day ends last on Earth: of somebody of whom it is not known where she is, no day is over before it is there.
_LATEST = ZoneInfo("Etc/GMT+12")


def zone_or_latest(preferences: Preferences) -> ZoneInfo:
    """The zone that a person has set; where she has none, the one in which a day ends last."""
    return zone_of(preferences.zone) if preferences.zone is not None else _LATEST


def her_day(preferences: Preferences, now: datetime) -> date:
    """The day that it is for a person, as far as that is known."""
    return day_of(now, zone_or_latest(preferences))
