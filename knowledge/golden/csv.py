"""Golden questions as CSV, the way spreadsheets read and write it. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from knowledge.errors import QuestionUnusable
from knowledge.golden.flaws import cleaned, flaw_of
from knowledge.golden.headings import HeadingsOf, closest_heading
from knowledge.golden.values import Flaw, LineFlaw, Reading, Wanted
from knowledge.spreadsheets import BrokenQuotes, csv_of, restored, rows_of

COLUMNS = ("question", "guide", "heading", "refuse")
MOST_QUESTIONS = 1_000
REFUSE = {
    **dict.fromkeys(("yes", "true", "1", "x", "sí", "si", "verdadero"), True),
    **dict.fromkeys(("", "no", "false", "0", "falso"), False),
}
_LONGEST_FACT = 200


class _Flawed(Exception):
    def __init__(self, flaw: Flaw, fact: str = "") -> None:
        super().__init__(flaw)
        self.flaw = flaw
        self.fact = fact[:_LONGEST_FACT]


def write_csv(wanted: Iterable[Wanted]) -> str:
    """The questions as a file that ``read_csv`` reads as the same ones, and that no spreadsheet runs."""
    return csv_of(COLUMNS, ((row.question, row.guide_key, row.heading, "yes" if row.refuse else "") for row in wanted))


def read_csv(data: bytes, guides: Collection[str], headings: HeadingsOf) -> Reading:
    """The questions of a file in UTF-8, with all that is wrong with it.

    Columns may come in any order, parted by commas, semicolons or tabs. Empty lines are passed over.

    Args:
        data: The file.
        guides: The keys of the guides that there are.
        headings: Of what readers see; the headings of a guide that they do not see can be any.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Reading((), (LineFlaw(1 + data[: error.start].count(b"\n"), Flaw.NOT_UTF8),))
    try:
        return _read(rows_of(text), guides, headings)
    except BrokenQuotes as broken:
        return Reading((), (LineFlaw(broken.line, Flaw.BROKEN_QUOTES),))


def _read(lines: Iterator[tuple[int, list[str]]], guides: Collection[str], headings: HeadingsOf) -> Reading:
    line, header = next(lines, (1, []))
    names = [name.strip().casefold() for name in header]
    named = [name for name in names if name]
    if sorted(named) != sorted(COLUMNS):
        flaw = Flaw.WRONG_COLUMNS if header else Flaw.NO_QUESTIONS
        return Reading((), (LineFlaw(line, flaw, ", ".join(named)[:_LONGEST_FACT]),))
    rows: list[Wanted] = []
    flaws: list[LineFlaw] = []
    seen: dict[str, int] = {}
    for line, cells in lines:
        try:
            row = _row(names, cells, guides, headings)
            first = seen.setdefault(row.same_as, line)
            if first != line:
                raise _Flawed(Flaw.TWICE, str(first))
            rows.append(row)
        except _Flawed as flawed:
            flaws.append(LineFlaw(line, flawed.flaw, flawed.fact))
    if len(rows) > MOST_QUESTIONS:
        flaws.append(LineFlaw(line, Flaw.TOO_MANY_QUESTIONS, str(len(rows))))
    if not rows and not flaws:
        flaws.append(LineFlaw(line, Flaw.NO_QUESTIONS))
    return Reading(tuple(rows), tuple(flaws))


def _row(names: Sequence[str], cells: Sequence[str], guides: Collection[str], headings: HeadingsOf) -> Wanted:
    if len(cells) > len(names):
        raise _Flawed(Flaw.TOO_MANY_CELLS, str(len(cells)))
    padded = [*cells, *[""] * len(names)]
    wanted = _wanted({name: restored(cell) for name, cell in zip(names, padded, strict=False)}, guides)
    flaw, key = flaw_of(wanted, guides, headings), wanted.guide_key or ""
    if flaw is Flaw.UNKNOWN_HEADING:
        raise _Flawed(flaw, closest_heading(wanted.heading or "", headings(key)))
    if flaw is not None:
        raise _Flawed(flaw, key)
    return wanted


def _wanted(values: Mapping[str, str], guides: Collection[str]) -> Wanted:
    refuse = REFUSE.get(values["refuse"].strip().casefold())
    if refuse is None:
        raise _Flawed(Flaw.UNCLEAR_REFUSE, values["refuse"].strip())
    guide = values["guide"] if values["guide"] in guides else values["guide"].strip()
    try:
        return cleaned(Wanted(values["question"], guide, values["heading"], refuse))
    except QuestionUnusable as error:
        raise _Flawed(Flaw(error.reason)) from error
