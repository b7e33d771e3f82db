"""A guide as slides: a title, then one slide a section with its bullets, in a size that fits."""

from collections.abc import Iterator
from io import BytesIO

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Emu, Pt
from reportlab.lib.utils import simpleSplit  # type: ignore[import-untyped]

from knowledge.starter_sources.archive import midnight, without_clock
from knowledge.starter_sources.source import Block, Heading, Items, Source, Text, UnsupportedSource, plain

# Arial has the widths of Helvetica, which reportlab knows: so what is measured here is what is shown.
_FONT, _METRICS = "Arial", "Helvetica"
_ACCENT, _INK, _FAINT = (
    RGBColor.from_string(colour)  # type: ignore[no-untyped-call]
    for colour in ("1F4E79", "1C1C1C", "6B6B6B")
)
_WIDTH, _HEIGHT = 960, 540  # points: 16 to 9
_SIDE, _BODY_TOP, _BODY_HEIGHT = 56, 112, 392
_MEASURE = _WIDTH - 2 * _SIDE
_INDENT = 18
_LEADING, _GAP = 1.2, 0.45  # line height and space between bullets, in font sizes
_SIZES = tuple(range(24, 13, -1))
_TITLE_SIZES = tuple(range(32, 21, -1))


def as_pptx(source: Source) -> bytes:
    """Typeset a guide of headings and bulleted lists; the same source gives the same bytes.

    Raises:
        UnsupportedSource: There is something else in the source, or more on a slide than fits.
    """
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Pt(_WIDTH), Pt(_HEIGHT)
    _set_properties(deck, source)
    _add_title_slide(deck, source)
    for heading, items in _sections(source.blocks):
        _add_slide(deck, heading, items)
    out = BytesIO()
    deck.save(out)
    return without_clock(out.getvalue())


def largest_size(texts: tuple[str, ...]) -> int:
    """The largest font size, in points, in which the bullets fit on one slide.

    Raises:
        UnsupportedSource: They fit in none that can be read from the back row.
    """
    for size in _SIZES:
        lines = sum(len(simpleSplit(text, _METRICS, size, _MEASURE - _INDENT - 4)) for text in texts)
        if size * (lines * _LEADING + len(texts) * _GAP) <= _BODY_HEIGHT:
            return size
    raise UnsupportedSource("too much for one slide", texts[0])


def _sections(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Items]]:
    for heading, items in zip(blocks[::2], blocks[1::2], strict=True):
        if not isinstance(heading, Heading) or not isinstance(items, Items) or items.numbered:
            raise UnsupportedSource("slides take headings, each with one bulleted list", heading)
        yield heading.text, items


def _set_properties(deck: Presentation, source: Source) -> None:
    properties = deck.core_properties
    properties.title = source.title
    properties.author = properties.last_modified_by = str(source.details["owner"])
    properties.language = str(source.details["language"])
    properties.version = str(source.details["edition"])
    properties.revision = 1
    properties.created = properties.modified = midnight(source.details["effective_date"])


def _add_title_slide(deck: Presentation, source: Source) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    title, byline = _placeholder(slide, 0), _placeholder(slide, 1)
    _place(title, 170, 110)
    _fill(title.text_frame, source.title, 44, _ACCENT, bold=True, anchor=MSO_ANCHOR.BOTTOM)
    _place(byline, 300, 60)
    _fill(byline.text_frame, source.byline, 16, _FAINT, anchor=MSO_ANCHOR.TOP)
    _add_rule(slide, 288, _MEASURE)


def _add_slide(deck: Presentation, heading: str, items: Items) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    title, body = _placeholder(slide, 0), _placeholder(slide, 1)
    _place(title, 34, 56)
    fits = (size for size in _TITLE_SIZES if len(simpleSplit(heading, "Helvetica-Bold", size, _MEASURE - 4)) == 1)
    _fill(title.text_frame, heading, next(fits, _TITLE_SIZES[-1]), _ACCENT, bold=True, anchor=MSO_ANCHOR.BOTTOM)
    _add_rule(slide, 96, 72)
    _place(body, _BODY_TOP, _BODY_HEIGHT)
    size = largest_size(tuple(plain(text) for text in items.items))
    _fill_bullets(body.text_frame, items.items, size)


def _placeholder(slide: Slide, index: int) -> Shape:
    shape = slide.placeholders[index]
    if not isinstance(shape, Shape):
        raise TypeError(shape)
    return shape


def _place(shape: Shape, top: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(_SIDE), Pt(top), Pt(_MEASURE), Pt(height)
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
    frame.word_wrap = True


def _fill(frame: TextFrame, text: str, size: int, colour: RGBColor, *, bold: bool = False, anchor: MSO_ANCHOR) -> None:
    frame.vertical_anchor = anchor
    frame.text = text
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    font = frame.paragraphs[0].runs[0].font
    font.name, font.size, font.bold, font.color.rgb = _FONT, Pt(size), bold, colour


def _fill_bullets(frame: TextFrame, items: tuple[Text, ...], size: int) -> None:
    frame.vertical_anchor = MSO_ANCHOR.TOP
    for number, text in enumerate(items):
        if number:
            frame.add_paragraph()  # type: ignore[no-untyped-call]
        paragraph = frame.paragraphs[-1]
        paragraph.line_spacing, paragraph.space_before = 1.0, Pt(0)
        paragraph.space_after = Pt(round(size * _GAP))
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", str(Pt(_INDENT)))
        properties.set("indent", str(-Pt(_INDENT)))
        for part in text:
            run = paragraph.add_run()
            run.text, run.font.name, run.font.size = part.text, _FONT, Pt(size)
            run.font.color.rgb, run.font.italic = _INK, part.italic or None


def _add_rule(slide: Slide, top: float, width: float) -> None:
    rule = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(_SIDE), Pt(top), Pt(width), Pt(3))
    rule.name = "Rule"
    rule.fill.solid()
    rule.fill.fore_color.rgb = _ACCENT
    rule.line.fill.background()
    rule.shadow.inherit = False
