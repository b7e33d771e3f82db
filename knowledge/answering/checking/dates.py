"""Days, months, weekdays and times of day in a text, in English and in Spanish. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.answering.checking.bounds import Bound, bound_of_date

_MONTHS = (
    "january|enero|jan|ene",
    "february|febrero|feb",
    "march|marzo|mar",
    "april|abril|apr|abr",
    "may|mayo",
    "june|junio|jun",
    "july|julio|jul",
    "august|agosto|aug|ago",
    "september|septiembre|setiembre|sept|sep",
    "october|octubre|oct",
    "november|noviembre|nov",
    "december|diciembre|dec|dic",
)
_WEEKDAYS = (
    "mondays?|lunes",
    "tuesdays?|martes",
    "wednesdays?|miercoles",
    "thursdays?|jueves",
    "fridays?|viernes",
    "saturdays?|sabados?",
    "sundays?|domingos?",
)
_MONTH_OF = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words.split("|")}
_ANY_MONTH = "|".join(sorted(_MONTH_OF, key=lambda word: -len(word)))
_DAY, _YEAR = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|o)?", r"(?P<year>[12]\d{3})"
_MONTH = rf"(?P<month>{_ANY_MONTH})\b\.?"
_END = r"(?![\d/])"
_DATES = tuple(
    re.compile(rf"(?<![\w./]){pattern}")
    for pattern in (
        rf"{_YEAR}-(?P<number>[01]?\d)-(?P<day>[0-3]?\d){_END}",
        rf"(?P<one>[0-3]?\d)[/.](?P<two>[0-3]?\d)[/.]{_YEAR}{_END}",
        rf"{_DAY} (?:of |de )?{_MONTH}(?: ?,? (?:de |del )?{_YEAR}\b)?",
        rf"{_MONTH} {_DAY}\b(?!:)(?: ?,? {_YEAR}\b)?",
        rf"{_MONTH} ?,? (?:of |de |del )?{_YEAR}\b",
        # "may" and "march", "mar", "dec" and their like are words of their own: only where a month is spoken of.
        rf"(?<=\bin |\ben |\bby |\bof |\bde )(?:early |late |mid-?)?{_MONTH}(?! \w+ing\b)",
        r"(?P<month>january|february|april|june|july|august|september|october|november|december"
        r"|enero|febrero|abril|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b",
    )
)
_CLOCK = re.compile(
    r"(?<![\w.:])(?P<hour>[0-2]?\d)(?:[:.h](?P<minute>[0-5]\d))?(?P<half> ?(?:[ap]\.? ?m\b\.?))"
    r"|(?<![\w.:])(?P<hours>[0-2]?\d)[:h](?P<minutes>[0-5]\d)(?![\d:])"
    r"|\b(?P<noon>noon|midday|mediodia)\b|\b(?P<midnight>midnight|medianoche)\b"
)
_BLANK = "\0"
_WEEKDAY = re.compile("|".join(rf"\b(?P<w{n}>{words})\b" for n, words in enumerate(_WEEKDAYS)))


@dataclass(frozen=True)
class Moment:
    """A day, or as much of it as is said; a weekday, or a time of day.

    Attributes:
        parts: Year, month and day, a weekday, minutes since midnight, by name; those of a day that can be read in two
            ways are ``either``.
        written: As it stands in the text.
    """

    parts: frozenset[tuple[str, int]]
    bound: Bound
    written: str

    def proves(self, said: "Moment") -> bool:
        """Whether all that is said of a moment is said here too."""
        return said.parts <= self.parts and self.bound.allows(said.bound, is_date=True)


def moments_in(text: str) -> tuple[tuple[Moment, ...], str]:
    """The moments of a text, and the text with blanks where they stood.

    Args:
        text: Canonical, lower-cased, without accents.
    """
    found: list[tuple[int, int, frozenset[tuple[str, int]], str]] = []
    for pattern, read in (*((p, _day) for p in _DATES), (_CLOCK, _clock), (_WEEKDAY, _weekday)):
        for match in pattern.finditer(text):
            found.append((match.start(), match.end(), frozenset(read(match)), match[0].strip()))
        text = pattern.sub(lambda match: _BLANK * len(match[0]), text)
    moments = [Moment(parts, _bound(text, start, end), written) for start, end, parts, written in sorted(found)]
    return tuple(moments), text


def _bound(text: str, start: int, end: int) -> Bound:
    """What is said of the moment whose blanks stand there."""
    ends = re.search(rf"{_BLANK}\s*(?:-|to|a|al|until|through|hasta)(?: the| el)?\s*$", text[:start])
    opens = re.match(rf"\s*(?:-|to\b|a\b|al\b|until\b|through\b|hasta\b)\s*[{_BLANK}\d]", text[end:])
    return replace(bound_of_date(text[:start]), is_range=bool(ends or opens))


def _day(match: "re.Match[str]") -> Iterator[tuple[str, int]]:
    parts = match.groupdict()
    if parts.get("year"):
        yield "year", int(parts["year"])
    if parts.get("month"):
        yield "month", _MONTH_OF[parts["month"]]
    if parts.get("number"):
        yield "month", int(parts["number"])
    if parts.get("day"):
        yield "day", int(parts["day"])
    if parts.get("one"):
        yield from _either(int(parts["one"]), int(parts["two"]))


def _either(one: int, two: int) -> Iterator[tuple[str, int]]:
    """Day and month, where one of the two can't be a month; else both, in the order in which they are written."""
    if one > 12 or two > 12:
        yield "day", max(one, two)
        yield "month", min(one, two)
    else:
        yield "either", 100 * one + two


def _clock(match: "re.Match[str]") -> Iterator[tuple[str, int]]:
    parts = match.groupdict()
    if parts["noon"] or parts["midnight"]:
        yield "clock", 720 if parts["noon"] else 0
        return
    hour, minute = int(parts["hour"] or parts["hours"]), int(parts["minute"] or parts["minutes"] or 0)
    if parts["half"]:
        hour = hour % 12 + (12 if "p" in parts["half"] else 0)
    yield "clock", 60 * hour + minute


def _weekday(match: "re.Match[str]") -> Iterator[tuple[str, int]]:
    yield "weekday", int((match.lastgroup or "w0")[1:])
