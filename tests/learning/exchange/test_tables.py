"""Tables as files: what spreadsheets read is what stood here, and none runs it."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from knowledge.spreadsheets import restored
from learning.exchange.tables import LONGEST_CELL, Form, Table, Value, csv_bytes, written, xlsx_bytes

FORMULAS = ("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠A1", "=")


def table(*rows: tuple[Value, ...]) -> Table:
    return Table("learners", ["one", "two", "three"], iter(rows))


def cells(data: bytes) -> Sequence[tuple[object, ...]]:
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()][1:]


def xml(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_begins_as_a_formula_is_a_text_in_both_forms(text: str) -> None:
    (line,) = list(csv.reader(io.StringIO(csv_bytes(table((text,))).decode("utf-8-sig"), newline="")))[1:]
    assert line == [f"'{text}"]
    made = xlsx_bytes(table((text,)))
    assert "<f>" not in xml(made)
    assert re.search('<c r="A2" t="inlineStr"', xml(made))
    sheet = load_workbook(io.BytesIO(made)).active
    assert sheet is not None
    assert (sheet["A2"].data_type, sheet["A2"].quotePrefix) == ("s", False)


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "#VALUE!"])
def test_a_text_that_looks_like_a_failed_formula_is_a_text(text: str) -> None:
    assert '<c r="A2" t="inlineStr"' in xml(xlsx_bytes(table((text,))))


def test_numbers_and_days_stay_what_they_are() -> None:
    row = (-3, 0.5, date(2026, 3, 31))
    assert csv_bytes(table(row)).splitlines()[1] == b"-3,0.5,2026-03-31"
    ((number, share, day),) = cells(xlsx_bytes(table(row)))
    assert (number, share) == (-3, 0.5)
    assert getattr(day, "date", lambda: day)() == date(2026, 3, 31)


@pytest.mark.parametrize("name", ["Zoë Ñandú", "李小龍", "محمد", "Ольга", "नेहा", "👩🏽‍🏫 Ama"])
def test_a_name_in_any_script_is_read_as_it_was_written(name: str) -> None:
    made = csv_bytes(table((name,)))
    assert made.startswith(b"\xef\xbb\xbf")
    assert name in made.decode("utf-8-sig")
    assert cells(xlsx_bytes(table((name, None, None))))[0][0] == name


def test_a_cell_is_no_longer_than_a_workbook_takes() -> None:
    assert len(str(cells(xlsx_bytes(table(("a" * (LONGEST_CELL + 5), None, None))))[0][0])) == LONGEST_CELL


wild = st.text(st.sampled_from("=+-@#;,\t\r\n\"' \x00\ud800\ufffe＝") | st.characters(), max_size=20)


@given(st.lists(wild, min_size=1, max_size=3))
def test_whatever_stands_in_a_workbook_it_can_be_read_and_holds_no_formula(row: list[str]) -> None:
    made = written(Table("learners", ["a", "b", "c"], [row]), Form.XLSX)
    assert "<f>" not in xml(made)
    assert load_workbook(io.BytesIO(made)).active is not None


@given(st.lists(wild, min_size=1, max_size=3), st.sampled_from(",;\t"))
def test_whatever_stands_in_a_table_no_cell_of_its_csv_is_a_formula_by_whatever_cells_are_parted(
    row: list[str], mark: str
) -> None:
    made = written(Table("learners", ["a", "b", "c"], [row]), Form.CSV).decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(made, newline=""), delimiter=mark))
    assert [cell for line in found for cell in line if cell.strip(" ")[:1] in tuple("=+-@\t\r\n＝＋－＠")] == []
    if mark == ",":
        assert [restored(cell) for cell in found[1]] == [_as_utf8(cell) for cell in row]


def _as_utf8(text: str) -> str:
    return text.encode("utf-8", errors="replace").decode()
