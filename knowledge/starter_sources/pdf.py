"""A guide as an A4 PDF with an outline, page numbers and the standard fonts that every reader has."""

from collections.abc import Iterator
from html import escape
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.lib.units import mm  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    BaseDocTemplate,
    Frame,
    HRFlowable,
    KeepTogether,
    PageTemplate,
)
from reportlab.platypus import Paragraph as Flowing
from reportlab.platypus import Table as Grid

from knowledge.starter_sources.columns import column_widths
from knowledge.starter_sources.source import Heading, Items, Paragraph, Source, Table, Text, introduces

_INK, _ACCENT, _FAINT, _SHADE = (HexColor(c) for c in ("#1c1c1c", "#1f4e79", "#6b6b6b", "#e9eff5"))
_SIDE, _TOP, _BOTTOM = 30 * mm, 25 * mm, 27 * mm
_MEASURE = A4[0] - 2 * _SIDE
_CELL_PADDING = 5

_BODY = ParagraphStyle(
    "Body",
    fontName="Times-Roman",
    fontSize=11,
    leading=15,
    textColor=_INK,
    spaceAfter=7,
    allowWidows=0,
    allowOrphans=0,
)
_INTRODUCTION = ParagraphStyle("Introduction", _BODY, spaceAfter=4, keepWithNext=1)
_ITEM = ParagraphStyle(
    "Item",
    _BODY,
    spaceAfter=3,
    leftIndent=20,
    bulletIndent=4,
    bulletColor=_ACCENT,
    bulletFontName="Times-Roman",
    bulletFontSize=11,
)
_LAST_ITEM = ParagraphStyle("LastItem", _ITEM, spaceAfter=_BODY.spaceAfter)
_CELL = ParagraphStyle("Cell", _BODY, fontSize=10, leading=13, spaceAfter=0)
_CELL_HEAD = ParagraphStyle("CellHead", _CELL, fontName="Helvetica-Bold", fontSize=9, textColor=_ACCENT)
_TITLE = ParagraphStyle("Title", fontName="Helvetica-Bold", fontSize=23, leading=28, textColor=_ACCENT, spaceAfter=6)
_BYLINE = ParagraphStyle("Byline", fontName="Helvetica", fontSize=8.5, leading=12, textColor=_FAINT, spaceAfter=8)
_HEADINGS = {
    2: ParagraphStyle(
        "Section",
        fontName="Helvetica-Bold",
        fontSize=14.5,
        leading=18,
        textColor=_ACCENT,
        spaceBefore=17,
        spaceAfter=6,
        keepWithNext=1,
    ),
    3: ParagraphStyle(
        "Subsection",
        fontName="Helvetica-Bold",
        fontSize=11.5,
        leading=15,
        textColor=_INK,
        spaceBefore=10,
        spaceAfter=4,
        keepWithNext=1,
    ),
}


def as_pdf(source: Source) -> bytes:
    """Typeset a guide; the same source gives the same bytes."""
    out = BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=A4,
        title=source.title,
        author=str(source.details["owner"]),
        subject=source.byline,
        creator="Fieldwise",
        lang=str(source.details["language"]),
        invariant=1,
    )
    frame = Frame(_SIDE, _BOTTOM, _MEASURE, A4[1] - _TOP - _BOTTOM, 0, 0, 0, 0, id="text")
    document.addPageTemplates([PageTemplate("page", [frame], onPageEnd=_draw_page_number)])
    document.afterFlowable = lambda flowable: _add_to_outline(document, flowable)
    front = [
        Flowing(_markup(source.title), _TITLE),
        Flowing(_markup(source.byline), _BYLINE),
        HRFlowable(width="100%", thickness=0.8, color=_ACCENT, spaceAfter=10),
    ]
    document.build([*front, *_flowables(source)])
    return out.getvalue()


def _draw_page_number(canvas: Any, document: Any) -> None:
    canvas.saveState()
    canvas.setFont("Helvetica", 9)
    canvas.setFillColor(_FAINT)
    canvas.drawCentredString(A4[0] / 2, 14 * mm, str(document.page))
    canvas.restoreState()


def _add_to_outline(document: Any, flowable: Any) -> None:
    heading = getattr(flowable, "heading", None)
    if heading is None:
        return
    top = document.frame._y + flowable.height + flowable.style.leading
    key = f"page-{document.page}-at-{top:.0f}"
    document.canv.bookmarkPage(key, fit="XYZ", left=0, top=top)
    document.canv.addOutlineEntry(heading.text, key, level=heading.level - 2, closed=0)
    document.canv.showOutline()


def _flowables(source: Source) -> Iterator[Any]:
    bound = False
    for block in source.blocks:
        match block:
            case Heading():
                flowing = Flowing(_markup(block.text), _HEADINGS[block.level])
                flowing.heading = block
                yield flowing
            case Paragraph():
                yield Flowing(_markup(block.text), _INTRODUCTION if introduces(block) else _BODY)
            case Items():
                yield from _list(block)
            case Table():
                # What precedes and keeps with the table already keeps its rows together.
                yield _grid(block) if bound else KeepTogether([_grid(block)])
        bound = isinstance(block, Heading) or introduces(block)


def _markup(text: Text | str) -> str:
    if isinstance(text, str):
        return escape(text)
    return "".join(f"<i>{escape(run.text)}</i>" if run.italic else escape(run.text) for run in text)


def _list(items: Items) -> Iterator[Any]:
    last = len(items.items)
    for number, text in enumerate(items.items, start=1):
        bullet = f"{number}." if items.numbered else "•"
        yield Flowing(_markup(text), _LAST_ITEM if number == last else _ITEM, bulletText=bullet)


def _grid(table: Table) -> Any:
    cells = [[Flowing(_markup(text), _CELL_HEAD) for text in table.header]]
    cells += [[Flowing(_markup(text), _CELL) for text in row] for row in table.rows]
    rules = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (-1, 0), _SHADE),
        ("LINEABOVE", (0, 0), (-1, 0), 0.9, _ACCENT),
        ("LINEBELOW", (0, 0), (-1, -2), 0.35, _FAINT),
        ("LINEBELOW", (0, -1), (-1, -1), 0.9, _ACCENT),
        ("LEFTPADDING", (0, 0), (-1, -1), _CELL_PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), _CELL_PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
    ]
    widths = column_widths(table, _MEASURE, size=_CELL.fontSize, padding=2 * _CELL_PADDING + 1)
    return Grid(cells, widths, repeatRows=1, splitByRow=1, spaceBefore=4, spaceAfter=12, style=rules)
