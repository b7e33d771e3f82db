"""Days on end on which a person practised, with a rule that forgives. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from learning.learners.pauses import Pause, is_within

# One missed day in so many does not break a streak.
FORGIVEN_IN = 7
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Streak:
    """Days on which a person practised, up to today.

    Attributes:
        days: How many she practised on; those that are forgiven do not count.
        today: Whether today is one of them.
    """

    days: int
    today: bool


def streak(practised: Collection[date], today: date, pauses: Collection[Pause] = ()) -> Streak:
    """The streak of a person, by the days in her own time zone on which she answered something.

    Of any seven days on end, one may be missed. Today is not missed before it is over. The days of a pause do not
    count as missed, nor among the seven; whoever practises in her pause loses nothing by it.

    Args:
        practised: The days on which she answered; those after today do not count.
        today: The day it is for her.
        pauses: Those that she took.
    """
    days, on = 0, {day for day in practised if day <= today}
    first, day = min(on, default=today), today
    since_missed = FORGIVEN_IN
    while day >= first:
        if day in on:
            days += 1
            since_missed += 1
        elif day != today and not is_within(day, pauses):
            if since_missed < FORGIVEN_IN - 1:
                break
            since_missed = 0
        day -= _DAY
    return Streak(days, today in on)
