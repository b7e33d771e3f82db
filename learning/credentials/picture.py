"""The face of a certificate as a picture: a drawing (SVG), and the same as an image (PNG).

The same facts give the same picture, byte for byte.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from PIL import Image, ImageDraw

from learning.credentials.face import Face, said_day
from learning.credentials.fonts import BOLD, REGULAR, SERIF_BOLD, filled, fitted, font, wrapped
from learning.credentials.printing import printed

WIDTH, HEIGHT = 1200, 800
INK, MUTED, ACCENT, PAPER, LINE = "#1b2a2f", "#4a5a60", "#0b5d5a", "#fcfbf7", "#c9b37a"
_LEFT, _ROOM = 340, 800
_SEAL = (175, 250, 95)
_CHECK = ((130, 252), (163, 288), (224, 214))
_SIZES, _SPACING = (24, 22, 20, 18, 16), 1.4
# Edges are drawn at this many times the size, then smoothed.
_FINE = 2


@dataclass(frozen=True)
class _Line:
    """A line of text; ``y`` is its baseline."""

    text: str
    x: int
    y: int
    size: int
    name: str
    colour: str


def alternative(face: Face) -> str:
    """What the picture says, for who does not see it."""
    until = f", valid until {said_day(face.expires)}" if face.expires is not None else ""
    issued = f", issued on {said_day(face.issued)}" if face.issued is not None else ""
    return f"Certificate: {face.title}. Held by {face.holder}. Issued by {face.issuer}{issued}{until}."


def svg(face: Face) -> str:
    """The picture as SVG: no script, no style sheet, nothing from elsewhere."""
    x, y, radius = _SEAL
    check = " ".join(f"{one},{two}" for one, two in _CHECK)
    texts = "".join(
        f'<text x="{line.x}" y="{line.y}" font-size="{line.size}" fill="{line.colour}"{_svg_font(line)}>'
        f"{_xml(line.text)}</text>"
        for line in _lines(face)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-labelledby="title"><title id="title">{_xml(alternative(face))}</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
        f'<rect x="24" y="24" width="{WIDTH - 48}" height="{HEIGHT - 48}" fill="none" stroke="{LINE}" '
        f'stroke-width="4"/><rect x="24" y="24" width="14" height="{HEIGHT - 48}" fill="{ACCENT}"/>'
        f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{ACCENT}"/>'
        f'<circle cx="{x}" cy="{y}" r="{radius - 12}" fill="none" stroke="{LINE}" stroke-width="4"/>'
        f'<polyline points="{check}" fill="none" stroke="{PAPER}" stroke-width="18" stroke-linecap="round" '
        f'stroke-linejoin="round"/>{texts}</svg>'
    )


def png(face: Face) -> bytes:
    """The picture as PNG."""
    image = Image.new("RGB", (WIDTH * _FINE, HEIGHT * _FINE), PAPER)
    _draw_shapes(ImageDraw.Draw(image))
    image = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    draw = ImageDraw.Draw(image)
    for line in _lines(printed(face)):
        draw.text((line.x, line.y), line.text, fill=line.colour, font=font(line.name, line.size), anchor="ls")
    written = io.BytesIO()
    image.save(written, "PNG", optimize=False, compress_level=6)
    return written.getvalue()


def _draw_shapes(draw: ImageDraw.ImageDraw) -> None:
    x, y, radius = (one * _FINE for one in _SEAL)
    ring, stroke = radius - 12 * _FINE, 9 * _FINE
    left, top, right, bottom = 24 * _FINE, 24 * _FINE, (WIDTH - 24) * _FINE, (HEIGHT - 24) * _FINE
    draw.rectangle((left, top, right, bottom), outline=LINE, width=4 * _FINE)
    draw.rectangle((left, top, left + 14 * _FINE, bottom), fill=ACCENT)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=ACCENT)
    draw.ellipse((x - ring, y - ring, x + ring, y + ring), outline=LINE, width=4 * _FINE)
    points = [(one * _FINE, two * _FINE) for one, two in _CHECK]
    draw.line(points, fill=PAPER, width=18 * _FINE, joint="curve")
    for one, two in points:
        draw.ellipse((one - stroke, two - stroke, one + stroke, two + stroke), fill=PAPER)


def _lines(face: Face) -> Iterator[_Line]:
    yield _Line("CERTIFICATE", _LEFT, 120, 22, BOLD, ACCENT)
    y = 180
    size, title = fitted(face.title, SERIF_BOLD, 52, _ROOM, most=2)
    for text in title:
        yield _Line(text, _LEFT, y, size, SERIF_BOLD, INK)
        y += size + 12
    yield _Line("is held by", _LEFT, y + 6, 24, REGULAR, MUTED)
    y += 62
    size, holder = fitted(face.holder, BOLD, 42, _ROOM, most=2)
    for text in holder:
        yield _Line(text, _LEFT, y, size, BOLD, INK)
        y += size + 12
    y += 10
    address = wrapped(face.address, REGULAR, 20, _ROOM, most=2)
    foot = HEIGHT - 64 - 28 * len(address)
    told = (f"Issued by {face.issuer}", _dates(face), *_basis(face))
    size, lines = filled(told, REGULAR, _SIZES, _ROOM, foot - 12 - y, spacing=_SPACING)
    for number, text in enumerate(lines):
        yield _Line(text, _LEFT, y + int(number * size * _SPACING), size, REGULAR, INK)
    yield _Line("Verify it at", _LEFT, foot, 20, BOLD, ACCENT)
    for number, text in enumerate(address):
        yield _Line(text, _LEFT, HEIGHT - 64 - 28 * (len(address) - 1 - number), 20, REGULAR, INK)


def _dates(face: Face) -> str:
    issued = f"Issued on {said_day(face.issued)}" if face.issued is not None else ""
    return f"{issued}, valid until {said_day(face.expires)}" if face.expires is not None else issued


def _basis(face: Face) -> list[str]:
    if not face.rests_on:
        return []
    return ["Rests on these guides:", *(f"•  {one.title}, {one.which}" for one in face.rests_on)]


def _svg_font(line: _Line) -> str:
    family = "DejaVu Serif, Georgia, serif" if line.name == SERIF_BOLD else "DejaVu Sans, Verdana, sans-serif"
    return f' font-family="{family}"' + ("" if line.name == REGULAR else ' font-weight="bold"')


def _xml(text: str) -> str:
    """Escaped, without the characters that XML has no place for."""
    return escape("".join(c for c in text if c >= " " and c not in "\ufffe\uffff"))
