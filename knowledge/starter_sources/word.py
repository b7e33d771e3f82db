"""A guide as an A4 Word document with real headings, lists and tables."""

from io import BytesIO

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as Grid
from docx.text.paragraph import Paragraph as Flowing

from knowledge.starter_sources.archive import midnight, without_clock
from knowledge.starter_sources.columns import column_widths
from knowledge.starter_sources.source import Block, Heading, Items, Paragraph, Source, Table, Text, introduces

_FONT = "Calibri"
_ACCENT, _INK, _FAINT = RGBColor(0x1F, 0x4E, 0x79), RGBColor(0x1C, 0x1C, 0x1C), RGBColor(0x6B, 0x6B, 0x6B)
_SHADE = "E9EFF5"
_SIDE = 28
_MEASURE = 210 - 2 * _SIDE
_CELL_SIZE, _CELL_PADDING = 10, 12


def as_docx(source: Source) -> bytes:
    """Typeset a guide; the same source gives the same bytes."""
    document = docx.Document()
    _set_page(document)
    _set_styles(document)
    _set_properties(document, source)
    document.add_paragraph(source.title, style="Title")
    document.add_paragraph(source.byline, style="Subtitle")
    for block in source.blocks:
        _add(document, block)
    out = BytesIO()
    document.save(out)
    return without_clock(out.getvalue())


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(_SIDE)
    section.top_margin = section.bottom_margin = Mm(25)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    page_number = _element("w:fldSimple", instr=" PAGE ")
    page_number.append(_element("w:r"))
    footer._p.append(page_number)


def _set_styles(document: Document) -> None:
    body = _style(document, "Normal", 11, _INK, after=6)
    body.paragraph_format.line_spacing = 1.15
    _style(document, "Title", 24, _ACCENT, after=2, bold=True)
    _style(document, "Subtitle", 9.5, _FAINT, after=12)
    _style(document, "Heading 1", 16, _ACCENT, before=18, after=5, bold=True)
    _style(document, "Heading 2", 12.5, _INK, before=12, after=3, bold=True)
    _style(document, "List Bullet", 11, _INK, after=2)
    _style(document, "List Number", 11, _INK, after=2)
    _style(document, "Footer", 9, _FAINT)


def _style(
    document: Document,
    name: str,
    size: float,
    colour: RGBColor,
    *,
    before: float = 0,
    after: float = 0,
    bold: bool = False,
) -> ParagraphStyle:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    style.font.size, style.font.color.rgb, style.font.bold, style.font.italic = Pt(size), colour, bold, False
    for leftover in style.element.xpath("w:rPr/w:spacing | w:rPr/w:kern | w:pPr/w:pBdr"):
        leftover.getparent().remove(leftover)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    return style


def _set_properties(document: Document, source: Source) -> None:
    properties = document.core_properties
    properties.title = source.title
    properties.author = properties.last_modified_by = str(source.details["owner"])
    properties.language = str(source.details["language"])
    properties.comments = properties.keywords = ""
    properties.version = str(source.details["edition"])
    properties.revision = 1
    properties.created = properties.modified = midnight(source.details["effective_date"])


def _add(document: Document, block: Block) -> None:
    match block:
        case Heading():
            document.add_heading(block.text, level=block.level - 1)
        case Paragraph():
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.keep_with_next = introduces(block) or None
            _add_runs(paragraph, block.text)
        case Items():
            _add_list(document, block)
        case Table():
            _add_table(document, block)


def _add_runs(paragraph: Flowing, text: Text) -> None:
    for run in text:
        paragraph.add_run(run.text).italic = run.italic or None


def _add_list(document: Document, items: Items) -> None:
    number = _new_numbering(document) if items.numbered else None
    paragraph = None
    for text in items.items:
        paragraph = document.add_paragraph(style="List Number" if items.numbered else "List Bullet")
        if number is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number
        _add_runs(paragraph, text)
    if paragraph is not None:
        paragraph.paragraph_format.space_after = Pt(8)


def _new_numbering(document: Document) -> int:
    """Numbering of its own for one list: all lists of the style would count on otherwise."""
    numbering = document.part.numbering_part.element
    style_number = document.styles["List Number"].element.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(style_number).abstractNumId.val
    new = numbering.add_num(abstract)
    new.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(new.numId)


def _add_table(document: Document, table: Table) -> None:
    grid = document.add_table(rows=0, cols=len(table.header))
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _set_borders(grid)
    widths = column_widths(table, Mm(_MEASURE).pt, size=_CELL_SIZE, padding=_CELL_PADDING)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Pt(width)
    for row in (table.header, *table.rows):
        _add_row(grid, row, widths, is_header=row is table.header, is_last=row is table.rows[-1])
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _add_row(grid: Grid, texts: tuple[Text, ...], widths: list[float], *, is_header: bool, is_last: bool) -> None:
    row = grid.add_row()  # type: ignore[no-untyped-call]
    properties = row._tr.get_or_add_trPr()
    properties.append(_element("w:cantSplit"))
    if is_header:
        properties.append(_element("w:tblHeader"))
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = Pt(width)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.keep_with_next = not is_last
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.line_spacing = 1.0
        _add_runs(paragraph, text)
        for run in paragraph.runs:
            run.font.size = Pt(_CELL_SIZE)
            run.font.bold = is_header or None
        if is_header:
            cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=_SHADE))


def _set_borders(grid: Grid) -> None:
    borders = _element("w:tblBorders")
    for edge, size in (("top", "8"), ("bottom", "8"), ("insideH", "4")):
        borders.append(_element(f"w:{edge}", val="single", sz=size, space="0", color="1F4E79"))
    # The schema wants them in front of the layout.
    grid._tbl.tblPr.xpath("w:tblLayout")[0].addprevious(borders)


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    element: BaseOxmlElement = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
