"""PowerPoint decks: slide by slide, its title, its shapes in reading order, then the speaker's notes.

Hidden slides are left out; so are footers, slide numbers, dates, pictures and the values of charts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeGuard

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.group import GroupShape
from pptx.slide import Slide
from pptx.table import Table
from pptx.text.text import TextFrame

from ingestion.cleaning import one_line, prose
from ingestion.documents import Block, LoadedFile
from ingestion.errors import Damaged
from ingestion.remarks import Remark, remark
from ingestion.titles import given_title
from knowledge.places import Place, PlaceKind

_FURNITURE = {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.HEADER}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_TITLE_CHARACTERS = 300
_HEADING_CHARACTERS = 100
# What python-pptx raises, from wherever it happens to be, for parts that are missing or hold another part's XML.
_BROKEN = (PythonPptxError, etree.XMLSyntaxError, KeyError, ValueError, AttributeError, TypeError)
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_NOT_THE_DIAGRAMS_TEXT = {"pres", "parTrans", "sibTrans"}


@dataclass
class _Reading:
    """The blocks of the slides read so far."""

    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    hidden: int = 0
    with_notes: int = 0


def load(path: Path) -> LoadedFile:
    """The blocks of a deck, each with its slide; its details are its title and its language.

    Raises:
        Damaged: A part is missing or is not what it should be.
    """
    reading = _Reading()
    try:
        deck = Presentation(str(path))
        for number, slide in enumerate(deck.slides, start=1):
            _read_slide(reading, slide, Place(PlaceKind.SLIDE, number))
        details = dict(_details(deck, reading.title))
    except _BROKEN as error:
        raise Damaged(path.name) from error
    return LoadedFile(tuple(reading.blocks), details, tuple(_warnings(reading)))


def _read_slide(reading: _Reading, slide: Slide, place: Place) -> None:
    if slide.element.get("show") in {"0", "false"}:
        reading.hidden += 1
        return
    title, shapes = _title_and_rest(slide)
    heading = one_line(title.text_frame.text) if title is not None else ""
    if title is not None and heading:
        opens = not reading.blocks and _is_title_of_deck(title)
        reading.title = heading if opens else reading.title
        reading.blocks.append(Block(heading, 1 if opens else 2, place))
    reading.blocks += [Block(line, place=place) for line in _lines_of(shapes)]
    notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    said = list(_paragraphs(notes)) if notes is not None else []
    reading.with_notes += bool(said)
    reading.blocks += [Block(line, place=place) for line in said]


def _title_and_rest(slide: Slide) -> tuple[Shape | None, list[BaseShape]]:
    """The title's shape, on slides without placeholders the short line above all else, and the other shapes."""
    title = slide.shapes.title
    if title is not None:
        return title, [shape for shape in slide.shapes if shape.element is not title.element]
    shapes = list(slide.shapes)
    if any(shape.is_placeholder for shape in shapes):
        return None, shapes
    worded = _in_reading_order(shape for shape in shapes if list(_lines_of([shape])))
    if len(worded) > 1 and _is_heading_of(worded[0], worded[1:]):
        return worded[0], worded[1:]
    return None, shapes


def _is_title_of_deck(title: Shape) -> bool:
    return title.is_placeholder and title.placeholder_format.type == PP_PLACEHOLDER.CENTER_TITLE


def _is_heading_of(top: BaseShape, below: Iterable[BaseShape]) -> TypeGuard[Shape]:
    """Whether a shape is one short line, in a row of its own."""
    if not isinstance(top, Shape):
        return False
    lines = list(_paragraphs(top.text_frame))
    is_short = len(lines) == 1 and len(lines[0]) <= _HEADING_CHARACTERS and not lines[0].endswith((".", ";", ","))
    return is_short and all((shape.top or 0) >= (top.top or 0) + (top.height or 0) / 2 for shape in below)


def _lines_of(shapes: Iterable[BaseShape]) -> Iterator[str]:
    for shape in _in_reading_order(shapes):
        if isinstance(shape, GroupShape):
            yield from _lines_of(shape.shapes)
        elif isinstance(shape, GraphicFrame):
            yield from _lines_of_frame(shape)
        elif isinstance(shape, Shape):
            yield from _paragraphs(shape.text_frame)


def _in_reading_order(shapes: Iterable[BaseShape]) -> list[BaseShape]:
    """Placeholders as their layout numbers them, then the rest by rows, each from left to right."""
    slots, loose = [], []
    for shape in shapes:
        if not shape.is_placeholder:
            loose.append(shape)
        elif shape.placeholder_format.type not in _FURNITURE:
            slots.append(shape)
    return sorted(slots, key=lambda shape: shape.placeholder_format.idx) + list(_by_rows(loose))


def _by_rows(shapes: Iterable[BaseShape]) -> Iterator[BaseShape]:
    """Shapes belong to one row as long as they begin above the middle of its first one."""
    row: list[BaseShape] = []
    for shape in sorted(shapes, key=lambda shape: shape.top or 0):
        if row and (shape.top or 0) >= (row[0].top or 0) + (row[0].height or 0) / 2:
            yield from sorted(row, key=lambda shape: shape.left or 0)
            row = []
        row.append(shape)
    yield from sorted(row, key=lambda shape: shape.left or 0)


def _paragraphs(frame: TextFrame) -> Iterator[str]:
    for paragraph in frame.paragraphs:
        text = prose(paragraph.text)
        if any(character.isalnum() for character in text):
            yield text


def _lines_of_frame(frame: GraphicFrame) -> Iterator[str]:
    """A table's rows, a chart's title or a diagram's texts."""
    if frame.has_table:
        yield from _rows(frame.table)
    elif frame.has_chart:
        if frame.chart.has_title and frame.chart.chart_title.has_text_frame:
            yield from _paragraphs(frame.chart.chart_title.text_frame)
    else:
        yield from _diagram(frame)


def _rows(table: Table) -> Iterator[str]:
    separator = ": " if len(table.columns) == 2 else " | "
    for row in table.rows:
        texts = (one_line("; ".join(_paragraphs(cell.text_frame))) for cell in row.cells if not cell.is_spanned)
        if line := separator.join(text for text in texts if text):
            yield line


def _diagram(frame: GraphicFrame) -> Iterator[str]:
    """The texts of SmartArt, in the order in which they were typed."""
    for relations in frame.element.iter(f"{{{_DIAGRAM}}}relIds"):
        part = frame.part.related_part(relations.get(qn("r:dm")))
        safe = etree.XMLParser(resolve_entities=False, no_network=True)
        for point in etree.fromstring(part.blob, safe).iter(f"{{{_DIAGRAM}}}pt"):
            if point.get("type") not in _NOT_THE_DIAGRAMS_TEXT:
                for paragraph in point.iter(f"{{{_DRAWING}}}p"):
                    text = prose("".join(t.text or "" for t in paragraph.iter(f"{{{_DRAWING}}}t")))
                    if text:
                        yield text


def _details(deck: Deck, title: str) -> Iterator[tuple[str, str]]:
    """The title that the audience sees goes before the one in the properties, which templates leave behind."""
    properties = deck.core_properties
    kept = one_line(properties.title)[:_TITLE_CHARACTERS]
    if found := title[:_TITLE_CHARACTERS] or given_title(kept):
        yield "title", found
    if _LANGUAGE.fullmatch(properties.language):
        yield "language", properties.language


def _warnings(reading: _Reading) -> Iterator[str]:
    if reading.hidden:
        yield remark(Remark.SLIDES_HIDDEN, reading.hidden)
    if reading.with_notes:
        yield remark(Remark.NOTES_READ, reading.with_notes)
