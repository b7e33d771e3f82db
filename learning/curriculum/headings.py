"""Headings, as readings of a path name them. Pure."""

from collections.abc import Iterable

from learning.curriculum.definition import Reading

# What a reading says of a place in its guide: a heading, how deep it stands, and whether that heading alone is meant.
Place = tuple[str | None, int, bool]


def is_under(headings: Iterable[str], reading: Reading) -> bool:
    """Whether what stands under these headings, the outermost first, belongs to what a reading names in its guide."""
    return place_of(reading) in places_of(headings)


def place_of(reading: Reading) -> Place:
    """The place that a reading names."""
    return reading.heading, reading.level, reading.alone


def places_of(headings: Iterable[str]) -> set[Place]:
    """All names of a place to which something belongs that stands under these headings, the outermost first."""
    named = [one_line(part) for part in headings]
    found: set[Place] = {(None, 0, False)} if any(named) else {(None, 0, False), (None, 0, True)}
    for level, name in enumerate(named, start=1):
        found |= {(name, 0, False), (name, level, False)}
    return found | {(named[-1], 0, True), (named[-1], len(named), True)} if named else found


def one_line(heading: str) -> str:
    """A heading as a reading names it."""
    return " ".join(heading.split())
