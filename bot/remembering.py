"""What may be forgotten, and is therefore kept in a bounded room."""

from collections.abc import Hashable
from typing import TypeVar

MOST_REMEMBERED = 10_000

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def remember(known: dict[K, V], name: K, what: V) -> None:
    """Keep it under its name; where there is no more room, all that was known is forgotten first."""
    if len(known) >= MOST_REMEMBERED:
        known.clear()
    known[name] = what
