"""What there is to remark of a file that was read: kept as a code with its facts, worded for whoever reads it. Pure."""

import json
import re
from enum import StrEnum

from knowledge.places import Place, PlaceKind


class Remark(StrEnum):
    """A remark, by the code under which it is stored; the code never changes."""

    NOTES_READ = "notes_read"
    """Speaker notes were read; of how many slides."""
    SLIDES_HIDDEN = "slides_hidden"
    """Hidden slides were left out; how many."""
    CHAPTERS_MISSING = "chapters_missing"
    """A book lists chapters that it does not hold; how many."""
    PAGES_PICTURED = "pages_pictured"
    """Pages hold pictures only; which, as ``2`` or ``5-7``."""
    PAGES_UNREADABLE = "pages_unreadable"
    """The fonts of pages do not say which letters they hold; which pages."""
    PAGES_DAMAGED = "pages_damaged"
    """Pages are damaged; which."""
    END_MISSING = "end_missing"
    """The end of the file is missing."""
    DETAIL_UNUSED = "detail_unused"
    """A detail has a name that is not known; that name, and the one that is like it."""
    NOT_ON_COMMAND_LINE = "not_on_command_line"
    """The command line does not answer from it; whom it is for."""
    STAYS_FOR = "stays_for"
    """It is for those the guide was for before, and the command line does not answer from it; whom it is for."""
    TELLS_ASSISTANTS = "tells_assistants"
    """A sentence tells an assistant what to do; it, what it stands under, and its place as ``about page 3``, if any."""


COUNTS = frozenset({Remark.NOTES_READ, Remark.SLIDES_HIDDEN, Remark.CHAPTERS_MISSING})
OF_PAGES = frozenset({Remark.PAGES_PICTURED, Remark.PAGES_UNREADABLE, Remark.PAGES_DAMAGED})
_TEXTS = {
    Remark.END_MISSING: 0,
    Remark.DETAIL_UNUSED: 2,
    Remark.NOT_ON_COMMAND_LINE: 1,
    Remark.STAYS_FOR: 1,
    Remark.TELLS_ASSISTANTS: 3,
}
_PLACE = re.compile(r"(about )?(page|slide|time) ([0-9]{1,9})")
_MOST = 2**31 - 1

Fact = int | str


def remark(kind: Remark, *facts: Fact) -> str:
    """A remark as it is stored."""
    return json.dumps([kind.value, *facts], ensure_ascii=False)


def remarked(stored: str) -> tuple[Remark, tuple[Fact, ...]] | None:
    """The remark that is stored, with its facts; None for any other text.

    What is stored may come from a process that is not to be trusted: the facts are of the type that they should have.
    """
    try:
        code, *facts = json.loads(stored)
        kind = Remark(code)
    except (ValueError, TypeError, RecursionError):
        return None
    return (kind, tuple(facts)) if _fits(kind, facts) else None


def place_code(place: Place | None) -> str:
    """A place as a remark holds it; empty where there is none."""
    return "" if place is None else f"{'' if place.exact else 'about '}{place.kind.value} {place.number}"


def place_of(code: str) -> Place | None:
    """The place that ``place_code`` wrote; None for any other text."""
    found = _PLACE.fullmatch(code)
    return Place(PlaceKind(found[2]), int(found[3]), exact=found[1] is None) if found is not None else None


def _fits(kind: Remark, facts: list[object]) -> bool:
    if kind in COUNTS:
        return len(facts) == 1 and type(facts[0]) is int and 0 < facts[0] <= _MOST
    if not all(_is_text(fact) for fact in facts):
        return False
    return bool(facts) if kind in OF_PAGES else len(facts) == _TEXTS[kind]


def _is_text(fact: object) -> bool:
    # Half of a character can't be shown.
    return isinstance(fact, str) and not any("\ud800" <= letter <= "\udfff" for letter in fact)
