"""PDF files for the tests, made with a library that is not the one that reads them."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate  # type: ignore[import-untyped]

BODY = ParagraphStyle("Body", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=8)
STYLES = {
    0: BODY,
    1: ParagraphStyle("One", BODY, fontName="Helvetica-Bold", fontSize=18, leading=22, spaceBefore=12),
    2: ParagraphStyle("Two", BODY, fontName="Helvetica-Bold", fontSize=14, leading=18, spaceBefore=10),
    3: ParagraphStyle("Three", BODY, fontName="Helvetica-Bold", fontSize=11, leading=14, spaceBefore=8),
    9: ParagraphStyle("Title", BODY, fontName="Helvetica-Bold", fontSize=26, leading=32),
}
SENTENCE = (
    "Meet every week for an hour, write down what was agreed, and ring the coordinator when a meeting is missed. "
)

Draw = Callable[[Any], None]


def flowing(path: Path, texts: Sequence[tuple[int, str]], **details: str) -> Path:
    """A file of headings (levels 1 to 3, 9 for the title) and paragraphs (level 0), broken into pages as they come."""
    SimpleDocTemplate(str(path), pagesize=A4, **details).build(
        [Paragraph(text, STYLES[level]) for level, text in texts]
    )
    return path


def flowables(path: Path, content: Sequence[Flowable]) -> Path:
    SimpleDocTemplate(str(path), pagesize=A4).build(list(content))
    return path


def drawn(path: Path, *pages: Draw, **options: Any) -> Path:
    """A file with a page for each function, which draws it."""
    path.write_bytes(drawn_bytes(*pages, **options))
    return path


def drawn_bytes(*pages: Draw, **options: Any) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, **options)
    for page in pages:
        canvas.setFont("Times-Roman", 11)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def column(lines: Sequence[str], *, left: float = 72, top: float = 740, leading: float = 14) -> Draw:
    """Draws lines one below the other."""

    def draw(canvas: Any) -> None:
        for number, line in enumerate(lines):
            canvas.drawString(left, top - leading * number, line)

    return draw
