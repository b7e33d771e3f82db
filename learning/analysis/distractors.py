"""What was chosen, by persons who did better and worse in the rest of their form. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from learning.analysis.marks import Numbers
from learning.items.responses import (
    ChooseMany,
    ChooseOne,
    Chosen,
    Option,
    Ordered,
    Pair,
    Paired,
    PutInOrder,
    Response,
    Way,
    Write,
    Written,
)

LOWER, MIDDLE, UPPER = 0, 1, 2
# Of those that an item does not list itself, so many are told.
_MOST_OTHERS = 10
_NO_ANSWER = ("", "")


@dataclass(frozen=True)
class Answered:
    """What a person gave, and how she did in the rest of her form."""

    given: Response | None
    credit: float
    rest: float


@dataclass(frozen=True)
class Choice:
    """Something that can be chosen, and by how many of each group it was.

    Attributes:
        place: What it is chosen for: the left side of a pair, a position in an order; else empty.
        text: Empty for no answer at all.
    """

    place: str
    text: str
    right: bool
    lower: int
    middle: int
    upper: int

    @property
    def chosen(self) -> int:
        """By how many in all."""
        return self.lower + self.middle + self.upper


def thirds(rests: Numbers) -> NDArray[np.int64]:
    """The group of each person: the lower, the middle or the upper third. Who did alike are in the same one."""
    values, first, counts = np.unique(np.sort(rests), return_index=True, return_counts=True)
    ranks = (first + (counts - 1) / 2 + 0.5) / max(1, len(rests))
    groups: NDArray[np.int64] = np.minimum(3 * ranks, 2).astype(np.int64)[np.searchsorted(values, rests)]
    return groups


def choices(way: Way, right: Response, answered: Sequence[Answered]) -> tuple[Choice, ...]:
    """What could be chosen, with those of an item's own options that nobody chose, and what else was."""
    listed = dict.fromkeys((*_listed(way), *_parts(right)))
    counts: dict[tuple[str, str], Counter[int]] = {part: Counter() for part in listed}
    keys = set(_parts(right))
    for one, group in zip(answered, thirds(np.array([one.rest for one in answered])), strict=True):
        parts = (list(_parts(one.given)) if one.given is not None else []) or [_NO_ANSWER]
        for part in parts:
            counts.setdefault(part, Counter())[int(group)] += 1
        if isinstance(one.given, Written) and one.credit >= 1:
            keys.update(parts)
    others = sorted(counts.keys() - listed.keys(), key=lambda part: (part not in keys, -counts[part].total(), part))
    told = (*listed, *others[:_MOST_OTHERS])
    return tuple(_choice(way, part, part in keys, counts[part]) for part in told)


def beats_the_key(way: Way, table: Iterable[Choice]) -> bool:
    """Whether the upper group chose something wrong more often than what is right in its place."""
    rows = [row for row in table if row.text]
    for place in {row.place for row in rows}:
        right = [row.upper for row in rows if row.place == place and row.right]
        wrong = [row.upper for row in rows if row.place == place and not row.right]
        # Several right options of one item are not alternatives: each of them has to do.
        key = min(right, default=0) if isinstance(way, ChooseMany) else sum(right)
        if max(wrong, default=0) > key:
            return True
    return False


def _parts(response: Response) -> Iterator[tuple[str, str]]:
    match response:
        case Chosen(keys):
            yield from (("", key) for key in sorted(keys))
        case Paired(pairs):
            yield from pairs
        case Ordered(keys):
            yield from ((str(place), key) for place, key in enumerate(keys, 1))
        case Written(text):
            yield "", " ".join(text.casefold().split())


def _listed(way: Way) -> tuple[tuple[str, str], ...]:
    """The options that are told of whether or not somebody chose them."""
    match way:
        case ChooseOne(options) | ChooseMany(options):
            return tuple(("", option.key) for option in options)
        case Pair() | PutInOrder() | Write():
            return ()


def _choice(way: Way, part: tuple[str, str], right: bool, count: Counter[int]) -> Choice:
    place, key = part
    groups = count[LOWER], count[MIDDLE], count[UPPER]
    match way:
        case ChooseOne(options) | ChooseMany(options) | PutInOrder(options):
            return Choice(place, _text(options, key), right, *groups)
        case Pair(left, options):
            return Choice(_text(left, place), _text(options, key), right, *groups)
        case Write():
            return Choice(place, key, right, *groups)


def _text(options: Sequence[Option], key: str) -> str:
    return next((option.text for option in options if option.key == key), key)
