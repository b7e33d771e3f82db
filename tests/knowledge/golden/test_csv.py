import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import QuestionUnusable
from knowledge.golden.csv import MOST_QUESTIONS, read_csv, write_csv
from knowledge.golden.flaws import cleaned, flaw_of
from knowledge.golden.headings import Paths
from knowledge.golden.values import Flaw, LineFlaw, Reading, Wanted
from knowledge.retrieval.questions import LONGEST_QUESTION

GUIDES = {"support.md", "closing.html"}
HEADINGS: dict[str, Paths] = {"support.md": {("Support", "How often staff check in"), ("Records",)}, "flat.txt": {()}}
HEADER = "question,guide,heading,refuse\n"
CALLS = Wanted("How often do we call?", "support.md", "How often staff check in", False)
CUP = Wanted("Who won the cup?", None, None, True)


def headings(guide: str) -> Paths:
    return HEADINGS.get(guide, ())


def read(text: str) -> Reading:
    return read_csv(text.encode(), GUIDES | HEADINGS.keys(), headings)


def flaws(rows: str) -> list[tuple[int, Flaw, str]]:
    return [(f.line, f.flaw, f.fact) for f in read(HEADER + rows).flaws]


def test_questions_are_read_with_their_guide_and_heading_or_that_they_must_be_refused() -> None:
    text = HEADER + "How often do we call?,support.md,How often staff check in,\nWho won the cup?,,,yes\n"
    assert read(text) == Reading((CALLS, CUP), ())


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffquestion;guide;heading;refuse\r\nHow often do we call?;support.md;How often staff check in;\r\n",
        "question\tguide\theading\trefuse\nHow often do we call?\tsupport.md\tHow often staff check in\t\n",
        'Refuse, Guide ,"QUESTION",Heading\nno,support.md, How   often do we call? ,How often staff check in\n',
        "\n\nquestion,guide,heading,refuse,,\n,,,,,\nHow often do we call?, support.md ,How often staff check in\n\n",
        'question;guide;heading;refuse\n"How often\n do we call?";support.md;How often staff check in;FALSO\n',
    ],
)
def test_what_spreadsheets_make_of_a_file_is_read_as_the_same(text: str) -> None:
    assert read(text) == Reading((CALLS,), ())


@pytest.mark.parametrize("yes", ["yes", "TRUE", "1", "x", "Sí", "si", "VERDADERO"])
def test_spreadsheets_say_yes_in_their_ways(yes: str) -> None:
    assert read(f"{HEADER}Who won the cup?,,,{yes}").rows == (CUP,)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Why?,nothing.md,,", [(2, Flaw.UNKNOWN_GUIDE, "nothing.md")]),
        ("Why?,,,", [(2, Flaw.NO_TARGET, "")]),
        ("Why?,,Calls,no", [(2, Flaw.HEADING_ALONE, "")]),
        ("Why?,support.md,,yes", [(2, Flaw.TWO_TARGETS, "support.md")]),
        ("Why?,,Calls,yes", [(2, Flaw.TWO_TARGETS, "")]),
        ("Why?,,,maybe", [(2, Flaw.UNCLEAR_REFUSE, "maybe")]),
        (",support.md,,", [(2, Flaw.EMPTY, "")]),
        ("!?,support.md,,", [(2, Flaw.NO_WORDS, "")]),
        ("a" * (LONGEST_QUESTION + 1) + ",support.md,,", [(2, Flaw.TOO_LONG, "")]),
        ("Why?,support.md," + "a" * 501 + ",", [(2, Flaw.HEADING_TOO_LONG, "support.md")]),
        ("Why, then?,support.md,,", [(2, Flaw.TOO_MANY_CELLS, "5")]),
        ('Why?,support.md,,\n\n"Or\nelse?",support.md,,\nWHY?,closing.html,,', [(6, Flaw.TWICE, "2")]),
        ("Why?,,,\nHow?,,,\nWhere?,support.md,,", [(2, Flaw.NO_TARGET, ""), (3, Flaw.NO_TARGET, "")]),
        ('Why?,support.md,,\n"How?,support.md,,\nOr?,support.md,,\n', [(3, Flaw.BROKEN_QUOTES, "")]),
        ("", [(1, Flaw.NO_QUESTIONS, "")]),
    ],
)
def test_what_is_wrong_is_told_with_the_line_on_which_it_begins(
    rows: str, expected: list[tuple[int, Flaw, str]]
) -> None:
    assert flaws(rows) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("support.md,how often STAFF  check in", []),
        ("support.md,Support > How often staff check in", []),
        ("support.md,How often do staff check in", [(2, Flaw.UNKNOWN_HEADING, "How often staff check in")]),
        ("support.md,Suport > Record", [(2, Flaw.UNKNOWN_HEADING, "Records")]),
        ("support.md,Nothing of the kind", [(2, Flaw.UNKNOWN_HEADING, "How often staff check in")]),
        ("flat.txt,Support", [(2, Flaw.NO_HEADINGS, "flat.txt")]),
        ("closing.html,Readers do not see this guide yet", []),
    ],
)
def test_a_heading_that_readers_do_not_see_in_the_guide_is_told_with_the_closest(
    cells: str, expected: list[tuple[int, Flaw, str]]
) -> None:
    assert flaws(f"Why?,{cells},") == expected


def test_the_good_lines_of_a_file_with_flaws_are_read_all_the_same() -> None:
    found = read(HEADER + "Why?,,,\nWho won the cup?,,,yes")
    assert (found.rows, len(found.flaws)) == ((CUP,), 1)


@pytest.mark.parametrize(
    ("header", "fact"),
    [
        ("question,guide", "question, guide"),
        ("frage;leitfaden;kapitel;ablehnen", "frage, leitfaden, kapitel, ablehnen"),
        ("question,guide,heading,refuse,refuse", "question, guide, heading, refuse, refuse"),
    ],
)
def test_a_file_with_other_columns_is_told_those_it_has(header: str, fact: str) -> None:
    assert read(f"{header}\nWhy?,support.md\n") == Reading((), (LineFlaw(1, Flaw.WRONG_COLUMNS, fact),))


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff"])
def test_an_empty_file_has_no_questions(text: str) -> None:
    assert read(text) == Reading((), (LineFlaw(1, Flaw.NO_QUESTIONS),))


def test_a_file_in_another_encoding_is_told_with_the_line_of_its_first_such_letter() -> None:
    data = (HEADER + "Why?,support.md,,\n¿Por qué?,support.md,,\n").encode("cp1252")
    assert read_csv(data, GUIDES, headings) == Reading((), (LineFlaw(3, Flaw.NOT_UTF8),))


def test_a_file_with_too_many_questions_is_refused() -> None:
    found = read(HEADER + "".join(f"Why {n}?,support.md,,\n" for n in range(MOST_QUESTIONS + 1)))
    assert [flaw.flaw for flaw in found.flaws] == [Flaw.TOO_MANY_QUESTIONS]


def test_a_formula_that_somebody_typed_goes_in_as_text() -> None:
    assert read(HEADER + "=1+1 is what?,support.md,,").rows[0].question == "=1+1 is what?"


wild = st.text(st.characters(codec="utf-8") | st.sampled_from("'=+-@\t\r\n,;\"＝"), max_size=40)


@given(st.lists(st.tuples(wild, wild, st.none() | wild, st.booleans()), max_size=6))
def test_whatever_the_questions_they_are_the_same_after_writing_and_reading(
    given_rows: list[tuple[str, str, str | None, bool]],
) -> None:
    guides = {guide for _, guide, _, _ in given_rows if guide.strip()}
    rows: dict[str, Wanted] = {}
    for question, guide, heading, refuse in given_rows:
        try:
            row = cleaned(Wanted(question, None if refuse else guide, None if refuse else heading, refuse))
        except QuestionUnusable:
            continue
        if flaw_of(row, guides, headings) is None:
            rows.setdefault(row.same_as, row)
    written = write_csv(rows.values())
    for cells in list(csv.reader(io.StringIO(written, newline=""), strict=True))[1:]:
        assert not any(cell.startswith(tuple("=+-@\t\r")) for cell in cells)
    found = read_csv(written.encode("utf-8-sig"), guides, headings)
    assert found.rows == tuple(rows.values())
    assert [flaw.flaw for flaw in found.flaws] == ([] if rows else [Flaw.NO_QUESTIONS])


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_told_what_is_wrong(data: bytes) -> None:
    for content in (data, HEADER.encode() + data):
        found = read_csv(content, GUIDES, headings)
        assert found.rows or found.flaws
