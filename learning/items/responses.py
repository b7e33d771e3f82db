"""How an item is answered: a small closed set of ways, and what was answered. Pure.

Whoever shows an item handles each way; the type checker refuses a place that forgets one (``assert_never``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Option:
    """Something that can be chosen. ``key`` is the content's own and never leaves the program."""

    key: str
    text: str


@dataclass(frozen=True)
class ChooseOne:
    """One of these."""

    options: tuple[Option, ...]


@dataclass(frozen=True)
class ChooseMany:
    """Any number of these."""

    options: tuple[Option, ...]


@dataclass(frozen=True)
class Pair:
    """To each on the left one on the right; there may be more on the right than are needed."""

    left: tuple[Option, ...]
    right: tuple[Option, ...]


@dataclass(frozen=True)
class PutInOrder:
    """All of these, in the right order."""

    options: tuple[Option, ...]


@dataclass(frozen=True)
class Write:
    """A short text, or a number."""

    numeric: bool
    unit: str | None = None


Way = ChooseOne | ChooseMany | Pair | PutInOrder | Write


@dataclass(frozen=True)
class Chosen:
    """The options that were chosen."""

    keys: frozenset[str]


@dataclass(frozen=True)
class Paired:
    """Which on the right was given to which on the left; not each on the left need have one."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Ordered:
    """The order that was given."""

    keys: tuple[str, ...]


@dataclass(frozen=True)
class Written:
    """What was written, as it was written."""

    text: str


Response = Chosen | Paired | Ordered | Written


def as_data(response: Response) -> dict[str, Any]:
    """A response as JSON keeps it; ``response_from`` reads it."""
    match response:
        case Chosen(keys):
            return {"chosen": sorted(keys)}
        case Paired(pairs):
            return {"paired": [list(pair) for pair in sorted(pairs)]}
        case Ordered(keys):
            return {"ordered": list(keys)}
        case Written(text):
            return {"written": text}


def response_from(data: Mapping[str, Any]) -> Response:
    """What ``as_data`` wrote.

    Raises:
        ValueError: It is something else.
    """
    match data:
        case {"chosen": keys}:
            return Chosen(frozenset(keys))
        case {"paired": pairs}:
            return Paired(tuple((left, right) for left, right in pairs))
        case {"ordered": keys}:
            return Ordered(tuple(keys))
        case {"written": text}:
            return Written(text)
        case _:
            raise ValueError(f"not a response: {sorted(data)}")
