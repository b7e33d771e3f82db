"""The body of a Word document in reading order: paragraphs, rows of tables, text boxes, notes.

What was inserted is kept and what was deleted is not; of a thing and its stand-in for older programs, the thing.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from ingestion.cleaning import one_line, prose
from ingestion.loaders.docx.styles import Style, Styles, number, outline_level, switch, value

# A reference's tag and the note's id.
NoteKey = tuple[str, str | None]

_HEADING_CHARACTERS = 300
_PARAGRAPH, _RUN, _TABLE, _ROW, _CELL, _CONTROL = (qn(f"w:{tag}") for tag in ("p", "r", "tbl", "tr", "tc", "sdt"))
_PROPERTIES, _RUN_PROPERTIES, _SECTION = qn("w:pPr"), qn("w:rPr"), qn("w:sectPr")
_BREAK, _BREAK_LAID_OUT = qn("w:br"), qn("w:lastRenderedPageBreak")
_BOX = qn("w:txbxContent")
_TEXTS = {qn("w:t"), qn("m:t")}
_NOTE_REFERENCES = {qn("w:footnoteReference"), qn("w:endnoteReference")}
_STAND_FOR = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_DROPPED = {qn(f"w:{tag}") for tag in ("pPr", "rPr", "del", "moveFrom", "rt", "sdtPr")}
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STAND_IN, _THING = f"{_MC}Fallback", f"{_MC}Choice"
_PASSED_THROUGH = {qn(f"w:{tag}") for tag in ("ins", "moveTo", "customXml", "sdtContent")}
_PASSED_THROUGH |= {f"{_MC}AlternateContent", _THING, _STAND_IN}


@dataclass(frozen=True)
class Draft:
    """A block before the document is known as a whole.

    Attributes:
        laid_out: Page by the breaks that Word noted.
        broken: Page by the breaks that the author made.
        page: The one of them that holds, once that is known.
        is_item: Whether it is in a list.
        size: Of the smallest letters, in half points.
        bold: Whether all of it is.
    """

    text: str
    level: int | None
    laid_out: int
    broken: int
    page: int | None = None
    is_title: bool = False
    is_item: bool = False
    in_table: bool = False
    size: int = 0
    bold: bool = False


@dataclass
class _Line:
    """What a paragraph holds; the pages are those on which its text begins."""

    laid_out: int = 1
    broken: int = 1
    pieces: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    bold: bool = True
    boxes: list[BaseOxmlElement] = field(default_factory=list)


def walk(body: BaseOxmlElement, styles: Styles, notes: Mapping[NoteKey, BaseOxmlElement]) -> list[Draft]:
    """The blocks of a body; a note stands after the paragraph or table that first refers to it."""
    reading = _Reading(styles, notes, _ends_of_pages(body))
    for child in body:
        reading.read([child])
        reading.read_notes()
    return reading.drafts


class _Reading:
    """The blocks read so far, and the page that was reached."""

    def __init__(
        self, styles: Styles, notes: Mapping[NoteKey, BaseOxmlElement], ends_of_pages: Collection[BaseOxmlElement]
    ) -> None:
        self.drafts: list[Draft] = []
        self._styles = styles
        self._ends_of_pages = ends_of_pages
        self._notes = dict(notes)
        self._pending: list[NoteKey] = []
        self._laid_out = 1
        self._broken = 1

    def read(self, elements: Iterable[BaseOxmlElement]) -> None:
        """Read elements of a body, a cell, a text box or a note."""
        for element in elements:
            if element.tag == _PARAGRAPH:
                self._read_paragraph(element)
            elif element.tag == _TABLE:
                self._read_table(element)
            elif (element.tag in _PASSED_THROUGH or element.tag == _CONTROL) and not _is_passed_over(element):
                self.read(element)

    def read_notes(self) -> None:
        """Read the notes that were referred to, each once."""
        while self._pending:
            note = self._notes.pop(self._pending.pop(0), None)
            if note is not None:
                self.read(note)

    def _read_paragraph(self, paragraph: BaseOxmlElement) -> None:
        style, properties = self._styles.of(paragraph), paragraph.find(_PROPERTIES)
        if properties is not None and switch(properties.find(qn("w:pageBreakBefore"))):
            self._broken += 1
        line = self._line(paragraph, style)
        if not style.is_contents:
            self._keep(paragraph, style, line)
        for box in line.boxes:
            self.read(box)
        if properties is not None and properties.find(_SECTION) in self._ends_of_pages:
            self._broken += 1

    def _keep(self, paragraph: BaseOxmlElement, style: Style, line: _Line) -> None:
        text = prose("".join(line.pieces))
        level = _level(paragraph, style) if len(text) <= _HEADING_CHARACTERS else None
        numbered = paragraph.find(f"{_PROPERTIES}/{qn('w:numPr')}") is not None
        draft = Draft(
            text=text if level is None else one_line(text),
            level=level,
            laid_out=line.laid_out,
            broken=line.broken,
            is_title=style.is_title and level is not None,
            is_item=numbered or style.is_list,
            size=min(line.sizes, default=style.size),
            bold=line.bold,
        )
        if any(character.isalnum() for character in text):
            self.drafts.append(draft)

    def _line(self, paragraph: BaseOxmlElement, style: Style) -> _Line:
        line = _Line()
        inside = etree.iterwalk(paragraph, events=("start",))
        for _, element in inside:
            if element.tag in _TEXTS:
                self._add_text(line, element, style)
            elif element.tag in _STAND_FOR:
                line.pieces.append(_STAND_FOR[element.tag])
            elif element.tag == _BREAK:
                self._broken += element.get(qn("w:type")) == "page"
                line.pieces.append("\n")
            elif element.tag == _BREAK_LAID_OUT:
                self._laid_out += 1
            elif element.tag in _NOTE_REFERENCES:
                self._pending.append((element.tag, element.get(qn("w:id"))))
            elif element.tag == _BOX:
                line.boxes.append(element)
                inside.skip_subtree()
            elif element.tag in _DROPPED or _is_passed_over(element):
                inside.skip_subtree()
        return line

    def _add_text(self, line: _Line, element: BaseOxmlElement, style: Style) -> None:
        text = element.text or ""
        if not text.strip():
            line.pieces.append(text)
            return
        if not line.sizes:
            line.laid_out, line.broken = self._laid_out, self._broken
        properties = element.getparent().find(_RUN_PROPERTIES)
        size = None if properties is None else number(properties.find(qn("w:sz")))
        bold = None if properties is None else switch(properties.find(qn("w:b")))
        line.pieces.append(text)
        line.sizes.append(size or style.size)
        line.bold = line.bold and (style.bold if bold is None else bold)

    def _read_table(self, table: BaseOxmlElement) -> None:
        rows = [row for row in table.iter(_ROW) if _is_inside(row, table) and not _is_deleted(row)]
        cells = [[cell for cell in row.iter(_CELL) if _is_inside(cell, row)] for row in rows]
        columns = max(map(len, cells), default=0)
        for row in cells:
            found = self._cells(row)
            if columns == 1 or any(map(_is_more_than_a_cell, found)) or any(_holds_table(cell) for cell in row):
                self.drafts.extend(draft for drafts in found for draft in drafts)
            elif any(found):
                self.drafts.append(_row(found, ": " if columns == 2 else " | "))

    def _cells(self, cells: Iterable[BaseOxmlElement]) -> list[list[Draft]]:
        """The blocks of each cell; a page that ends inside a row ends in each of its cells."""
        outside, reached, found = self.drafts, self._laid_out, []
        begins = self._laid_out
        for cell in cells:
            self.drafts, self._laid_out = [], begins
            self.read(cell)
            found.append(self.drafts)
            reached = max(reached, self._laid_out)
        self.drafts, self._laid_out = outside, reached
        return found


def _ends_of_pages(body: BaseOxmlElement) -> list[BaseOxmlElement]:
    """The ends of the sections after which a new page begins: each section says of itself how it begins."""
    sections = [*body.iterfind(f"{_PARAGRAPH}/{_PROPERTIES}/{_SECTION}"), *body.iterfind(_SECTION)]
    on_the_same = {"continuous", "nextColumn"}
    return [end for end, following in pairwise(sections) if value(following.find(qn("w:type"))) not in on_the_same]


def _level(paragraph: BaseOxmlElement, style: Style) -> int | None:
    level = outline_level(paragraph) or style.level
    return level if level is None or level <= 9 else None


def _is_passed_over(element: BaseOxmlElement) -> bool:
    """Whether it is hidden, waits to be filled in, or stands in for what is read."""
    if element.tag == _RUN:
        return bool(switch(element.find(f"{_RUN_PROPERTIES}/{qn('w:vanish')}")))
    if element.tag == _CONTROL:
        return element.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None
    return element.tag == _STAND_IN and element.getparent().find(_THING) is not None


def _is_inside(part: BaseOxmlElement, whole: BaseOxmlElement) -> bool:
    """Whether nothing of the whole's kind stands between the two."""
    return next(part.iterancestors(whole.tag), None) is whole


def _is_deleted(row: BaseOxmlElement) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def _holds_table(cell: BaseOxmlElement) -> bool:
    return next(cell.iter(_TABLE), None) is not None


def _is_more_than_a_cell(drafts: list[Draft]) -> bool:
    """Whether the blocks are a list or a headed text, which a row on one line would flatten."""
    return len(drafts) > 1 and any(draft.level is not None or draft.is_item for draft in drafts)


def _row(cells: list[list[Draft]], separator: str) -> Draft:
    drafts = [draft for cell in cells for draft in cell]
    texts = [_joined(cell) for cell in cells if cell]
    return Draft(separator.join(texts), None, drafts[0].laid_out, drafts[0].broken, in_table=True)


def _joined(drafts: list[Draft]) -> str:
    """The paragraphs of a cell on one line, kept apart by the first one's own stop or a semicolon."""
    text = one_line(drafts[0].text)
    for draft in drafts[1:]:
        text += (" " if text.endswith((".", "!", "?", ":", ";", ",", "…")) else "; ") + one_line(draft.text)
    return text
