import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.spreadsheets import BrokenQuotes, csv_cell, csv_of, neutralised, restored, rows_of

wild = st.text(st.sampled_from("'=+-@\t\r\n,;\" ＝a") | st.characters(codec="utf-8"), max_size=40)


@pytest.mark.parametrize("cell", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", " =1", "'=1", "''@a", "＝1", "＠a"])
def test_no_cell_is_written_that_a_spreadsheet_runs(cell: str) -> None:
    written = neutralised(cell)
    assert written == f"'{cell}"
    assert restored(written) == cell


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("Lea;=1", "Lea;'=1"),
        ("Lea\t+1; -1", "Lea\t'+1;' -1"),
        ('Lea;"=1', "Lea;'\"=1"),
        ("Lea\n@SUM", "Lea\n'@SUM"),
        ("\t=1", "'\t'=1"),
        ("Lea;", "Lea;'"),
        ("Lea; Lou, =1", "Lea; Lou, =1"),
    ],
)
def test_a_text_that_a_spreadsheet_may_part_holds_no_formula_after_what_parts_it(cell: str, written: str) -> None:
    assert neutralised(cell) == written
    assert restored(written) == cell


def test_an_apostrophe_before_a_word_is_left_alone() -> None:
    assert neutralised("'Tis so?") == restored("'Tis so?") == "'Tis so?"


@given(wild)
def test_every_text_is_what_it_was_after_writing_and_reading_a_cell(text: str) -> None:
    assert restored(neutralised(text)) == text


@given(st.lists(st.lists(wild | st.none(), min_size=1), max_size=5), st.sampled_from(",;\t"))
def test_no_cell_begins_as_a_formula_by_whatever_a_spreadsheet_parts_them(
    table: list[list[str | None]], mark: str
) -> None:
    for row in csv.reader(io.StringIO(csv_of(["one"], table), newline=""), delimiter=mark):
        for cell in row:
            assert not cell.lstrip(" \xa0").startswith(tuple("=+-@＝＋－＠")), row
            assert not cell.startswith(("\t", "\r", "\n")), row


def test_numbers_stay_numbers() -> None:
    assert [csv_cell(cell) for cell in (-3, -0.25, None, "-3")] == ["-3", "-0.25", "", "'-3"]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_rows_are_found_with_the_line_on_which_they_begin(mark: str) -> None:
    text = mark.join("ab") + "\n\n" + mark.join(('"one\ntwo"', "x")) + "\n" + mark.join("yz")
    assert list(rows_of(text)) == [(1, ["a", "b"]), (3, ["one\ntwo", "x"]), (5, ["y", "z"])]


def test_quotes_that_do_not_close_are_told_with_their_line() -> None:
    with pytest.raises(BrokenQuotes) as broken:
        list(rows_of('a,b\n1,2\n"3,4\n'))
    assert broken.value.line == 3
