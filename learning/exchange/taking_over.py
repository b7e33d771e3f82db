"""A list of people, and of what they were certified for before, as CSV; all that is wrong with it at once. Pure."""

import codecs
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256

from knowledge.spreadsheets import BrokenQuotes, restored, rows_of

MOST_LINES = 20_000
MOST_BYTES = 5 * 1024 * 1024
LONGEST_SOURCE = 500
LONGEST_FACT = 80
# Instead of the day on which a certificate lapses: it was no certificate.
TAKEN_BACK = "-"
# East of UTC a day begins so much earlier.
_ELSEWHERE = timedelta(days=1)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COLUMNS = {
    **dict.fromkeys(("person", "persona"), "person"),
    **dict.fromkeys(("certification", "certificación", "certificacion"), "certification"),
    **dict.fromkeys(("issued", "emitido"), "issued"),
    **dict.fromkeys(("expires", "vence"), "expires"),
    **dict.fromkeys(("source", "fuente"), "source"),
    **dict.fromkeys(("cohort", "cohorte"), "cohort"),
}


class Wrong(StrEnum):
    """What is wrong with a list, or with a line of it."""

    TOO_LARGE = "too_large"
    NOT_TEXT = "not_text"
    BROKEN_QUOTES = "broken_quotes"
    WRONG_COLUMNS = "wrong_columns"
    TOO_MANY_LINES = "too_many_lines"
    NO_LINES = "no_lines"
    TOO_MANY_CELLS = "too_many_cells"
    NO_PERSON = "no_person"
    UNKNOWN_PERSON = "unknown_person"
    SEVERAL_PEOPLE = "several_people"
    NOTHING_TO_DO = "nothing_to_do"
    UNKNOWN_CERTIFICATION = "unknown_certification"
    NO_ISSUED = "no_issued"
    BAD_DATE = "bad_date"
    NOT_YET = "not_yet"
    ENDS_FIRST = "ends_first"
    TOO_LONG = "too_long"
    UNKNOWN_COHORT = "unknown_cohort"
    SEVERAL_COHORTS = "several_cohorts"
    COHORT_FULL = "cohort_full"
    TWICE = "twice"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True)
class Problem:
    """What is wrong on a line, and what stands there, cut: plain text that nothing is to run."""

    line: int
    wrong: Wrong
    fact: str = ""


@dataclass(frozen=True)
class PastLine:
    """That somebody was certified before.

    Attributes:
        expires: The last day on which it counts; None where it never lapses.
        is_taken_back: It was taken over by mistake, and is to be forgotten.
    """

    line: int
    person: str
    certification_id: str
    issued: date
    expires: date | None
    source: str | None
    is_taken_back: bool = False

    @property
    def key(self) -> tuple[str, str, date]:
        """Which certificate it is: nobody has two of one day for the same."""
        return self.person, self.certification_id, self.issued

    @property
    def said(self) -> tuple[date | None, str | None, bool]:
        """What is said of that certificate."""
        return self.expires, self.source, self.is_taken_back


@dataclass(frozen=True)
class JoiningLine:
    """That somebody is to learn in a cohort."""

    line: int
    person: str
    cohort_id: str


@dataclass(frozen=True)
class Reading:
    """What a list holds that can be taken over, and what is wrong with the rest.

    Attributes:
        certificates: As the lines say them: several may say the same of one certificate.
        columns: The names of the list's columns. Of what has none the list says nothing.
    """

    certificates: tuple[PastLine, ...]
    joining: tuple[JoiningLine, ...]
    problems: tuple[Problem, ...]
    columns: frozenset[str] = frozenset()

    @property
    def digest(self) -> str:
        """Another one for whatever else is understood: other people, days, words or cohorts, or other lines."""
        return sha256(repr((self.certificates, self.joining, sorted(self.columns))).encode()).hexdigest()


@dataclass(frozen=True)
class Known:
    """What lines may name.

    Attributes:
        people: The ids of the people who may be meant by what somebody is called.
        certifications: The ids of certifications by their keys.
        cohorts: The ids of the cohorts of each name in small letters.
    """

    people: Callable[[str], Collection[str]]
    certifications: Mapping[str, str]
    cohorts: Mapping[str, Collection[str]]


def read(data: bytes, known: Known, today: date) -> Reading:
    """What a list holds; a line with anything wrong is left out whole, and so is a list with wrong columns.

    Columns may come in any order, in English or Spanish, parted by commas, semicolons or tabs; who is meant has to be
    said, the others may be missing. An empty cell under ``expires`` says that a certificate never lapses, ``-`` that it
    was none. Letters are read as UTF-8, as UTF-16 where the file says so, and else as spreadsheets of western Europe
    and the Americas write them.
    """
    if len(data) > MOST_BYTES:
        return _nothing(1, Wrong.TOO_LARGE, str(MOST_BYTES // (1024 * 1024)))
    text = decoded(data)
    if text is None:
        return _nothing(1, Wrong.NOT_TEXT)
    try:
        # Quotes that don't close would let a line swallow all that follow, so that nothing is sure.
        rows = list(rows_of(text))
    except BrokenQuotes as broken:
        return _nothing(broken.line, Wrong.BROKEN_QUOTES)
    if not rows:
        return _nothing(1, Wrong.NO_LINES)
    (line, header), *rest = rows
    names = [_COLUMNS.get(restored(cell).strip().casefold(), "") for cell in header]
    if "" in names or "person" not in names or len(set(names)) < len(names) or len(names) < 2:
        return _nothing(line, Wrong.WRONG_COLUMNS, ", ".join(cell.strip() for cell in header))
    if not rest:
        return _nothing(line, Wrong.NO_LINES)
    if len(rest) > MOST_LINES:
        return _nothing(line, Wrong.TOO_MANY_LINES, str(len(rest)))
    return _Lines(names, known, today).read(rest)


def decoded(data: bytes) -> str | None:
    """The text of a file that a spreadsheet wrote; None where it is none."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: Sequence[str] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


class _Flawed(Exception):
    def __init__(self, wrong: Wrong, fact: str = "") -> None:
        super().__init__(wrong)
        self.wrong, self.fact = wrong, fact


class _Lines:
    """Reads lines."""

    def __init__(self, names: Sequence[str], known: Known, today: date) -> None:
        self._names, self._known, self._today = names, known, today

    def read(self, rows: Sequence[tuple[int, list[str]]]) -> Reading:
        past: list[PastLine] = []
        joining: list[JoiningLine] = []
        problems: list[Problem] = []
        for line, cells in rows:
            wrong, found = list[_Flawed](), list[PastLine | JoiningLine]()
            for part in self._parts(line, cells):
                if isinstance(part, _Flawed):
                    wrong.append(part)
                else:
                    found.append(part)
            problems += [Problem(line, one.wrong, _shown(one.fact)) for one in wrong]
            past += [one for one in found if isinstance(one, PastLine) and not wrong]
            joining += [one for one in found if isinstance(one, JoiningLine) and not wrong]
        again = {one.line: one for one in _said_again(past, joining)}
        return Reading(
            certificates=tuple(one for one in past if one.line not in again),
            joining=tuple(one for one in joining if one.line not in again),
            problems=tuple(sorted((*problems, *again.values()), key=lambda one: one.line)),
            columns=frozenset(self._names),
        )

    def _parts(self, line: int, cells: Sequence[str]) -> Iterator[PastLine | JoiningLine | _Flawed]:
        """What a line says, each part for itself, so that all that is wrong with it is told."""
        if any(cell.strip() for cell in cells[len(self._names) :]):
            yield _Flawed(Wrong.TOO_MANY_CELLS, str(len(cells)))
            return
        padded = [*cells, *[""] * len(self._names)]
        values = {name: restored(cell).strip() for name, cell in zip(self._names, padded, strict=False)}
        try:
            person = self._person(values["person"])
        except _Flawed as flawed:
            yield flawed
            person = ""
        if not values.get("certification") and not values.get("cohort"):
            yield _Flawed(Wrong.NOTHING_TO_DO)
        for name, part in (("certification", self._past), ("cohort", self._joining)):
            if values.get(name):
                try:
                    yield part(line, person, values)
                except _Flawed as flawed:
                    yield flawed

    def _person(self, called: str) -> str:
        if not called:
            raise _Flawed(Wrong.NO_PERSON)
        return _the_one(self._known.people(called), called, Wrong.UNKNOWN_PERSON, Wrong.SEVERAL_PEOPLE)

    def _past(self, line: int, person: str, values: Mapping[str, str]) -> PastLine:
        found = self._known.certifications.get(values["certification"])
        if found is None:
            raise _Flawed(Wrong.UNKNOWN_CERTIFICATION, values["certification"])
        if not values.get("issued"):
            raise _Flawed(Wrong.NO_ISSUED)
        issued = _day(values["issued"])
        lapses = values.get("expires", "")
        is_taken_back = lapses == TAKEN_BACK
        expires = _day(lapses) if lapses and not is_taken_back else None
        if issued > self._today + _ELSEWHERE:
            raise _Flawed(Wrong.NOT_YET, values["issued"])
        if expires is not None and expires < issued:
            raise _Flawed(Wrong.ENDS_FIRST, lapses)
        source = " ".join(values.get("source", "").split())
        if len(source) > LONGEST_SOURCE:
            raise _Flawed(Wrong.TOO_LONG, source)
        return PastLine(line, person, found, issued, expires, source or None, is_taken_back)

    def _joining(self, line: int, person: str, values: Mapping[str, str]) -> JoiningLine:
        called = values["cohort"]
        there = self._known.cohorts.get(called.casefold(), ())
        found = _the_one(there, called, Wrong.UNKNOWN_COHORT, Wrong.SEVERAL_COHORTS)
        # A person has a line for each certificate, and may have the same cohort on each.
        return JoiningLine(line, person, found)


def _said_again(past: Iterable[PastLine], joining: Iterable[JoiningLine]) -> Iterator[Problem]:
    """The lines that say nothing but what one before says, and all that say different things of one certificate."""
    cohorts = {one.line: one.cohort_id for one in joining}
    of_each: dict[tuple[str, str, date], list[PastLine]] = {}
    for one in past:
        of_each.setdefault(one.key, []).append(one)
    for lines in of_each.values():
        said = lines[0].said
        other = next((one for one in lines if one.said != said), None)
        first: dict[str | None, int] = {}
        for one in lines:
            if other is not None:
                differs = other if one.said == said else lines[0]
                yield Problem(one.line, Wrong.CONTRADICTION, str(differs.line))
            elif first.setdefault(cohorts.get(one.line), one.line) != one.line:
                yield Problem(one.line, Wrong.TWICE, str(first[cohorts.get(one.line)]))


def _the_one(found: Collection[str], called: str, unknown: Wrong, several: Wrong) -> str:
    if len(found) != 1:
        raise _Flawed(several if found else unknown, called)
    (one,) = found
    return one


def _day(text: str) -> date:
    try:
        # The standard has other forms, which nobody means.
        if _DAY.fullmatch(text) is None:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError as error:
        raise _Flawed(Wrong.BAD_DATE, text) from error


def _shown(fact: str) -> str:
    """A fact on one line, without what a terminal would obey."""
    line = " ".join("".join(c if c.isprintable() else " " for c in fact).split())
    return line if len(line) <= LONGEST_FACT else f"{line[:LONGEST_FACT]}…"


def _nothing(line: int, wrong: Wrong, fact: str = "") -> Reading:
    return Reading((), (), (Problem(line, wrong, _shown(fact)),))
