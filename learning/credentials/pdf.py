"""A certificate on paper: one page, a code that leads to the page where it is verified, and the signed token attached.

The same facts and the same token give the same bytes.
"""

import io
from collections.abc import Iterator, Sequence

import segno
from reportlab.lib.colors import HexColor  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4, landscape  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfdoc, pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from learning.credentials.extracting import ATTACHED
from learning.credentials.face import Face, said_day
from learning.credentials.fonts import BOLD, REGULAR, SERIF, SERIF_BOLD, filled, fitted, font_file
from learning.credentials.picture import ACCENT, INK, LINE, MUTED, PAPER
from learning.credentials.printing import printed

_WIDTH, _HEIGHT = landscape(A4)
_MARGIN, _LEFT = 28, 72
_QR = 104
_ROOM = _WIDTH - 2 * _LEFT
# Above this height is what is certified, below it what it rests on.
_RULE = 248
# Between these heights is what it rests on.
_COLUMNS, _FOOT = 230.0, 104.0
_SPACING = 1.35


def pdf(face: Face, token: str) -> bytes:
    """The certificate as a PDF of one page in A4."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(_WIDTH, _HEIGHT), invariant=1, lang="en")
    _register()
    canvas.setTitle(f"{face.title}: {face.holder}")
    canvas.setAuthor(face.issuer)
    canvas.setSubject(face.address)
    canvas.setCreator("Fieldwise")
    shown = printed(face)
    _draw_frame(canvas)
    _draw_who(canvas, shown)
    _draw_what(canvas, shown)
    _draw_code(canvas, face)
    _attach(canvas, token)
    canvas.showPage()
    canvas.save()
    return written.getvalue()


def _register() -> None:
    for name in (REGULAR, BOLD, SERIF, SERIF_BOLD):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(font_file(name))))


def _draw_frame(canvas: Canvas) -> None:
    canvas.setFillColor(HexColor(PAPER))
    canvas.rect(0, 0, _WIDTH, _HEIGHT, stroke=0, fill=1)
    canvas.setStrokeColor(HexColor(LINE))
    for inset, width in ((_MARGIN, 2.2), (_MARGIN + 6, 0.6)):
        canvas.setLineWidth(width)
        canvas.rect(inset, inset, _WIDTH - 2 * inset, _HEIGHT - 2 * inset, stroke=1, fill=0)


def _draw_seal(canvas: Canvas, x: float, y: float, radius: float) -> None:
    canvas.setFillColor(HexColor(ACCENT))
    canvas.circle(x, y, radius, stroke=0, fill=1)
    canvas.setLineWidth(1.2)
    canvas.circle(x, y, radius * 0.86, stroke=1, fill=0)
    canvas.saveState()
    canvas.setStrokeColor(HexColor(PAPER))
    canvas.setLineWidth(radius * 0.17)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    path = canvas.beginPath()
    path.moveTo(x - radius * 0.46, y - radius * 0.02)
    path.lineTo(x - radius * 0.12, y - radius * 0.38)
    path.lineTo(x + radius * 0.5, y + radius * 0.36)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()


def _draw_who(canvas: Canvas, face: Face) -> None:
    top = _HEIGHT - 128
    _draw_seal(canvas, _WIDTH / 2, _HEIGHT - 84, 26)
    _write(canvas, ["C E R T I F I C A T E"], top, BOLD, 12, ACCENT)
    size, title = fitted(face.title, SERIF_BOLD, 32, _ROOM, most=2)
    top = _write(canvas, title, top - 12 - size, SERIF_BOLD, size, INK)
    top = _write(canvas, ["This certifies that"], top - 2, SERIF, 13, MUTED)
    size, holder = fitted(face.holder, SERIF_BOLD, 26, _ROOM, most=2)
    top = _write(canvas, holder, top - 16, SERIF_BOLD, size, INK) + 4
    said = f"has met all that {face.issuer} requires for it. {face.criteria}"
    size, lines = filled([said], SERIF, (11, 10, 9, 8), _ROOM - 40, top - _RULE, spacing=_SPACING)
    _write(canvas, lines, top, SERIF, size, INK)


def _draw_what(canvas: Canvas, face: Face) -> None:
    canvas.setStrokeColor(HexColor(LINE))
    canvas.setLineWidth(0.8)
    canvas.line(_LEFT, _RULE, _WIDTH - _LEFT, _RULE)
    column = (_ROOM - _QR - 60) / 2
    _column(canvas, "Competencies", [f"•  {one}" for one in face.competencies], _LEFT, column)
    _column(canvas, "Rests on these guides", list(_basis(face)), _LEFT + column + 24, column)


def _column(canvas: Canvas, title: str, entries: Sequence[str], x: float, width: float) -> None:
    y = _COLUMNS
    _line(canvas, title, x, y, BOLD, 10.5, ACCENT)
    y -= 4
    size, lines = filled(entries, REGULAR, (9, 8, 7), width, y - _FOOT, spacing=_SPACING)
    for text in lines:
        y -= size * _SPACING
        _line(canvas, text, x, y, REGULAR, size, INK)


def _basis(face: Face) -> Iterator[str]:
    for one in face.rests_on:
        evidence = f"; evidence: {one.evidence}" if one.evidence is not None else ""
        yield f"•  {one.title}, {one.which}{evidence}"


def _draw_code(canvas: Canvas, face: Face) -> None:
    x, y = _WIDTH - _LEFT - _QR, 134
    matrix = [list(row) for row in segno.make(face.address, error="m", micro=False).matrix]
    cell = _QR / len(matrix)
    canvas.setFillColor(HexColor(INK))
    for row, cells in enumerate(matrix):
        for place, dark in enumerate(cells):
            if dark:
                canvas.rect(x + place * cell, y + _QR - (row + 1) * cell, cell, cell, stroke=0, fill=1)
    dates = [f"Issued on {said_day(face.issued)}"] if face.issued is not None else []
    dates += [f"valid until {said_day(face.expires)}" if face.expires is not None else "valid without end"]
    _line(canvas, ", ".join(dates), _LEFT, 92, BOLD, 10, INK)
    _line(canvas, f"Verify it at {face.address}", _LEFT, 74, REGULAR, 8.5, INK)
    signed = "The signed credential is attached to this file: Open Badges 3.0, for any verifier."
    _line(canvas, signed, _LEFT, 60, REGULAR, 7.5, MUTED)


def _attach(canvas: Canvas, token: str) -> None:
    """Attach the token, so that the file can be verified without the page that it leads to."""
    # reportlab has no call for this; these are the objects of the PDF standard (ISO 32000, 7.11.4).
    document = canvas._doc
    name = pdfdoc.PDFName
    stream = pdfdoc.PDFStream(
        pdfdoc.PDFDictionary({"Type": name("EmbeddedFile"), "Subtype": name("application/jwt")}), token
    )
    file = document.Reference(stream)
    spec = pdfdoc.PDFDictionary(
        {
            "Type": name("Filespec"),
            "F": pdfdoc.PDFString(ATTACHED),
            "UF": pdfdoc.PDFString(ATTACHED),
            "EF": pdfdoc.PDFDictionary({"F": file, "UF": file}),
            "AFRelationship": name("Data"),
        }
    )
    attached = pdfdoc.PDFArray([pdfdoc.PDFString(ATTACHED), document.Reference(spec)])
    files = pdfdoc.PDFDictionary({"Names": attached})
    document.Catalog.Names = document.Reference(pdfdoc.PDFDictionary({"EmbeddedFiles": files}))


def _write(canvas: Canvas, lines: Sequence[str], y: float, name: str, size: float, colour: str) -> float:
    """Write lines in the middle of the page; returns where the next may begin."""
    canvas.setFillColor(HexColor(colour))
    canvas.setFont(name, size)
    for line in lines:
        canvas.drawCentredString(_WIDTH / 2, y, line)
        y -= size * _SPACING
    return y


def _line(canvas: Canvas, text: str, x: float, y: float, name: str, size: float, colour: str) -> None:
    canvas.setFillColor(HexColor(colour))
    canvas.setFont(name, size)
    canvas.drawString(x, y, text)
