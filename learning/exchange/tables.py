"""A table that goes out to spreadsheets, as CSV or as XLSX. None of them runs any of its cells. Pure."""

import codecs
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from knowledge.spreadsheets import csv_of

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Value = str | int | float | date | None
# What Excel takes in one cell.
LONGEST_CELL = 32_767
# What XML can't hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# By these the library takes a text for a formula, or for the value of one that failed.
_NOT_TEXT = ("=", "#")


class Form(StrEnum):
    """As what a table is written; the value is the end of the file's name."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True)
class Table:
    """What columns are called, and rows, which may be read only once."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Value]]


def written(table: Table, form: Form) -> bytes:
    """A table as a file."""
    return csv_bytes(table) if form is Form.CSV else xlsx_bytes(table)


def csv_bytes(table: Table) -> bytes:
    """A table as CSV in UTF-8, with the mark by which spreadsheets know that; days as 2026-03-31."""
    rows = ([cell.isoformat() if isinstance(cell, date) else cell for cell in row] for row in table.rows)
    return codecs.BOM_UTF8 + csv_of(table.columns, rows).encode("utf-8", errors="replace")


def xlsx_bytes(table: Table) -> bytes:
    """A table as a workbook with one sheet; what is text here is text there, numbers are numbers and days days."""
    # It takes long to load, and few processes ever write a workbook.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.name)
    sheet.append(list(_cells(sheet, table.columns)))
    for row in table.rows:
        sheet.append(list(_cells(sheet, row)))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cells(sheet: "WriteOnlyWorksheet", row: Sequence[Value]) -> Iterator["Value | Cell"]:
    from openpyxl.cell import WriteOnlyCell

    for value in row:
        if not isinstance(value, str):
            yield value
            continue
        text = _FORBIDDEN.sub("\ufffd", value)[:LONGEST_CELL]
        if not text.startswith(_NOT_TEXT):
            yield text
            continue
        cell = WriteOnlyCell(sheet, text)
        cell.data_type = "s"
        yield cell
