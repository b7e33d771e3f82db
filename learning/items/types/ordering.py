"""Entries that are to be put into their order. Pure.

Data: ``{stem, entries: [text]}``, in the right order. Credit is the share of the entries that stand in their place,
counted from the beginning, as in Moodle (``qtype_ordering``, graded by absolute position). An order that is not
finished earns what stands in its place so far; one that names an entry twice earns nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from learning.items.limits import FEWEST_OPTIONS, LONGEST_OPTION, MOST_OPTIONS
from learning.items.responses import Option, Ordered, PutInOrder, Response
from learning.items.types.fields import Fields, letters
from learning.items.types.signature import ItemType


@dataclass(frozen=True)
class Ordering:
    """The entries in the right order."""

    stem: str
    entries: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the entries in the right order."""
        return letters(len(self.entries))


def read(data: Mapping[str, Any]) -> Ordering:
    fields = Fields(data)
    fields.only("stem", "entries")
    stem = fields.stem()
    given = fields.entries("entries", fewest=FEWEST_OPTIONS, most=MOST_OPTIONS)
    entries = tuple(fields.texts("entries", given, longest=LONGEST_OPTION))
    fields.distinct("entries", entries)
    fields.done()
    return Ordering(stem, entries)


def to_data(content: Ordering) -> dict[str, Any]:
    return {"stem": content.stem, "entries": list(content.entries)}


def way(content: Ordering) -> PutInOrder:
    return PutInOrder(tuple(Option(key, text) for key, text in zip(content.keys, content.entries, strict=True)))


def grade(content: Ordering, response: Response) -> float:
    if not isinstance(response, Ordered) or not set(response.keys) <= set(content.keys):
        return 0.0
    if len(set(response.keys)) < len(response.keys):
        return 0.0
    in_place = sum(given == key for given, key in zip(response.keys, content.keys, strict=False))
    return in_place / len(content.keys)


def right(content: Ordering) -> Ordered:
    return Ordered(content.keys)


TYPE = ItemType("ordering", read, to_data, way, grade, right)
