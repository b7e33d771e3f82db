"""What is said of a number: at least, at most, about, before, after; in English and in Spanish. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """On which side of a number the truth lies."""

    AT = "at"
    LOW = "low"
    """The number is the least, or the earliest."""
    HIGH = "high"
    """The number is the most, or the latest."""


@dataclass(frozen=True)
class Bound:
    """What is said of a number.

    Attributes:
        is_strict: More than it, not at least.
        is_about: Only nearly so; ``is_exact`` where it is said that nothing else is meant.
        is_range: It is an end of a range.
        shift: ``before`` or ``after``, of a time before or after something.
    """

    side: Side = Side.AT
    is_strict: bool = False
    is_about: bool = False
    is_exact: bool = False
    is_range: bool = False
    shift: str | None = None

    def allows(self, said: "Bound", *, is_date: bool = False) -> bool:
        """Whether who read this of a number may say that of it.

        Args:
            said: What is said.
            is_date: Of a day or a year: an end of a range is then known for itself.
        """
        same_side = self.side is said.side or (is_date and self.is_range and said.side is Side.AT)
        softened = said.is_about or not self.is_about
        return (
            same_side
            and softened
            and (self.is_strict or not said.is_strict)
            and not (said.is_exact and self.is_about)
            and said.shift in (None, self.shift)
        )


_LESSER = r"(?:less|fewer|shorter|younger|lower|smaller|earlier|sooner|menos|menor(?:es)?|inferior(?:es)?)"
_GREATER = (
    r"(?:more|greater|longer|older|higher|larger|bigger|taller|later|mas|mayor(?:es)?|superior(?:es)?|posterior(?:es)?)"
)
_THAN = r" (?:than|de|que|a)"
_NOT = r"(?:no|not|never|nunca|n't|n't be|not be|no ser|no be)"
_LINK = r"(?: (?:a|an|the|of|de|los|las|el|la|un|una|is|are|es|son|on|at|to))*"
_ABOUT = (
    r"(?:about|around|approximately|roughly|nearly|almost|some|circa|approx\.?|aproximadamente|unos|unas|alrededor de"
    r"|cerca de|casi|mas o menos)"
)
_BEFORE = tuple(
    (side, strict, re.compile(rf"(?<![a-z]){pattern}{_LINK}\s*[(:\"$€£]?\s*$"))
    for side, strict, pattern in (
        (Side.HIGH, False, rf"{_NOT} {_GREATER}{_THAN}"),
        (Side.LOW, False, rf"{_NOT} {_LESSER}{_THAN}"),
        (Side.HIGH, False, rf"{_NOT} (?:exceed\w*|over|above|after|beyond|past|superar|exceder|despues de)"),
        (Side.LOW, False, rf"{_NOT} (?:under|below|before|until|antes de|hasta)"),
        (Side.LOW, True, rf"{_GREATER}{_THAN}"),
        (Side.HIGH, True, rf"{_LESSER}{_THAN}"),
        (Side.LOW, True, r"(?:over|above|exceed\w*|beyond|por encima de|supera\w*|excede\w*|>)"),
        (Side.HIGH, True, r"(?:under|below|por debajo de|<)"),
        (
            Side.LOW,
            False,
            r"(?:at least|minimum|min\.|starting at|upwards of|>=|≥|al menos|por lo menos|como minimo|minimo"
            r"|a partir de)",
        ),
        (
            Side.HIGH,
            False,
            r"(?:at most|at the most|up to|maximum|max\.|within|as many as|<=|≤|a lo sumo|como maximo|maximo|hasta"
            r"|dentro de|en un plazo de)",
        ),
    )
)
_AFTER_IT = (
    (
        Side.LOW,
        re.compile(
            r"^\s*,?\s*\(?(?:\+|(?:or|and|y|o) (?:more|over|above|older|up|longer|later|mas|mayores)\b|at least"
            r"|minimum\b|at minimum|as a minimum|como minimo|al menos|por lo menos)"
        ),
    ),
    (
        Side.HIGH,
        re.compile(
            r"^\s*,?\s*\(?(?:(?:or|and|y|o) (?:less|fewer|under|below|younger|shorter|earlier|menos|menores)\b"
            r"|at most|at the most|maximum\b|as a maximum|como maximo|a lo sumo)"
        ),
    ),
)
# Of a day or a year: not of an amount, of which "by 2" and "from 2" say something else.
_DATE_BEFORE = (
    (
        Side.HIGH,
        False,
        re.compile(r"(?<![a-z])(?:by|until|till|up to|no later than|through|hasta|a mas tardar)(?: (?:the|el))?\s*$"),
    ),
    (Side.HIGH, True, re.compile(r"(?<![a-z])(?:before|prior to|earlier than|antes de)(?: (?:the|el))?\s*$")),
    (
        Side.LOW,
        False,
        re.compile(r"(?<![a-z])(?:since|from|starting|as of|a partir de|desde)(?: (?:the|el|on|in))?\s*$"),
    ),
    (Side.LOW, True, re.compile(r"(?<![a-z])(?:after|following|later than|despues de|tras)(?: (?:the|el))?\s*$")),
)
_ABOUT_IT = re.compile(rf"(?<![a-z]){_ABOUT}{_LINK}\s*[~$€£]?\s*$|~\s*$")
_EXACTLY_IT = re.compile(r"(?<![a-z])(?:exactly|precisely|exactamente|justo|just)(?: (?:a|the))?\s*$")
_SHIFTED = (
    (
        "before",
        re.compile(r"^ (?:before|prior|previous|earlier|ahead|beforehand|in advance|ago|antes|previo|de antelacion)\b"),
    ),
    ("after", re.compile(r"^ (?:after|afterwards|later|following|despues|mas tarde|tras)\b")),
)
_SHIFTING = (
    ("before", re.compile(r"(?<![a-z])(?:before|prior to|antes de|hace)(?: (?:the|a|los|las))?\s*$")),
    ("after", re.compile(r"(?<![a-z])(?:after|following|despues de|tras|al cabo de)(?: (?:the|a|los|las))?\s*$")),
)


def bound_of(before: str, after: str) -> Bound:
    """What the words next to an amount say of it.

    Args:
        before: Lower-cased and without accents, what stands before the number.
        after: The same of what stands after it and its unit.
    """
    about = _ABOUT_IT.search(before)
    rest = before[: about.start()] if about else before
    exact = _EXACTLY_IT.search(rest)
    rest = rest[: exact.start()] if exact else rest
    shift = next((name for name, pattern in _SHIFTED if pattern.search(after)), None)
    shift = shift or next((name for name, pattern in _SHIFTING if pattern.search(rest)), None)
    side, strict = _side(rest, after)
    return Bound(side, strict, is_about=bool(about), is_exact=bool(exact), shift=shift)


def bound_of_date(before: str) -> Bound:
    """What the words before a day or a year say of it."""
    about = _ABOUT_IT.search(before)
    rest = before[: about.start()] if about else before
    side, strict = next(((s, t) for s, t, pattern in _DATE_BEFORE if pattern.search(rest)), (Side.AT, False))
    return Bound(side, strict, is_about=bool(about))


def _side(before: str, after: str) -> tuple[Side, bool]:
    for side, strict, pattern in _BEFORE:
        if pattern.search(before):
            return side, strict
    return next(((side, False) for side, pattern in _AFTER_IT if pattern.search(after)), (Side.AT, False))
