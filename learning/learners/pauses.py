"""The pauses that a person took: on their days nothing is expected of her. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# What ended longer ago is not looked at any more.
KEPT = timedelta(days=500)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Pause:
    """A pause, with its first and its last day."""

    first: date
    last: date


def after(pauses: Collection[Pause], until: date | None, today: date) -> tuple[Pause, ...]:
    """The pauses of a person who says today through which day she pauses, or goes on; the first first.

    The pause that she is in ends then; where there is none, one begins today.

    Args:
        pauses: Those before.
        until: The last day of her pause; None, or a day that is over, where she is in none from today on.
        today: The day it is for her.
    """
    over = [one for one in pauses if today - KEPT <= one.last < today]
    first = min((one.first for one in pauses if one.last >= today), default=today)
    last = until if until is not None and until >= today else today - _DAY
    found = [*over, Pause(first, last)] if first <= last else over
    return tuple(sorted(found, key=lambda one: one.first))


def is_within(day: date, pauses: Collection[Pause]) -> bool:
    """Whether a day is one of a pause."""
    return any(one.first <= day <= one.last for one in pauses)


def as_data(pauses: Collection[Pause]) -> list[list[str]]:
    """Pauses as data that JSON holds."""
    return [[one.first.isoformat(), one.last.isoformat()] for one in pauses]


def from_data(data: Sequence[Sequence[str]]) -> tuple[Pause, ...]:
    """Pauses from what ``as_data`` made of them."""
    return tuple(Pause(date.fromisoformat(first), date.fromisoformat(last)) for first, last in data)
