"""Tables in files the way spreadsheets read and write them, none of which a spreadsheet runs. Pure."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

# Spreadsheets write what separates numbers in their language, a tab, or a comma.
DELIMITERS = ",;\t"
# What a spreadsheet takes for a formula by its beginning (OWASP, "CSV Injection"). Blanks, quotes and apostrophes
# before it count as part of it, so that each text is written in a way of its own and is read as what it was.
_BEFORE, _FORMULA = "(?:[^\\S\t\r\n]|[\"'])*", "[=+\\-@\t\r\n＝＋－＠]"
# A cell begins where it begins here, and for a spreadsheet that parts cells by something else also after that,
# whatever quotes stand around; where nothing follows, what comes next in the file does.
_CELL = f"\\A{{}}(?={_BEFORE}{_FORMULA})|(?<=[;\t\r\n]){{}}(?={_BEFORE}(?:{_FORMULA}|\\Z))"
_TO_ESCAPE, _ESCAPED = re.compile(_CELL.format("", "")), re.compile(_CELL.format("'", "'"))

Cell = str | int | float | None


class BrokenQuotes(Exception):
    """The quotes of a table don't close; ``line`` is where the row begins."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def neutralised(cell: str) -> str:
    """A cell that a spreadsheet shows as text, whatever it begins with and by whatever it parts cells."""
    return _TO_ESCAPE.sub("'", cell)


def restored(cell: str) -> str:
    """What ``neutralised`` made the cell of."""
    return _ESCAPED.sub("", cell)


def csv_cell(cell: Cell) -> str:
    """A cell as text. Only what people wrote can be a formula; a negative number is one that a spreadsheet reads."""
    match cell:
        case None:
            return ""
        case str():
            return neutralised(cell)
        case int():
            return str(cell)
        case float():
            return f"{cell:.6g}"


def csv_of(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table as CSV."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows([csv_cell(cell) for cell in row] for row in rows)
    return file.getvalue()


def rows_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row of a table that is not empty, with the line on which it begins; what parts the cells is recognised.

    Raises:
        BrokenQuotes: They don't close, or a cell is far too long.
    """
    first = next(iter(text.strip().splitlines()), "")
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BrokenQuotes(line) from error
        if any(cell.strip() for cell in cells):
            yield line, cells
