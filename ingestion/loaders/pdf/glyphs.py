"""The characters of a PDF page, and how each is set."""

import ctypes
import math
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

# PDFium's mark for a hyphen at a line's end, after which it leaves out the line break.
LINE_END_HYPHEN = "\x02"
_UNKNOWN = "\ufffd"
_USUAL_CONTROLS = frozenset("\t\n\r" + LINE_END_HYPHEN)
_FEW_CONTROLS = 0.02
_FORCED_BOLD = 1 << 18
_BOLD_WEIGHT = 600
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
# Symbol fonts that hold the bullets of office programs map them into the private use area.
_BULLETS = str.maketrans(dict.fromkeys("\uf0b7\uf0a7\uf076\uf0fc\uf0d8\uf06e\uf071\uf0a8\uf02d", "•"))


@dataclass(frozen=True)
class Glyph:
    """Where a character stands, in points in the frame in which it is upright.

    Attributes:
        turn: Quarter turns anticlockwise by which it is rotated on the page.
    """

    left: float
    right: float
    baseline: float
    size: float
    turn: int


def characters(text_page: pypdfium2.PdfTextPage) -> str:
    """The characters of a page, one for each glyph or space; U+FFFD where there is no such code."""
    codes = (pdfium.FPDFText_GetUnicode(text_page, index) for index in range(text_page.count_chars()))
    return "".join(chr(code) if code <= 0x10FFFF else _UNKNOWN for code in codes).translate(_BULLETS)


def is_unreadable(text_page: pypdfium2.PdfTextPage, text: str) -> bool:
    """Whether most of the page's characters have no known meaning, or are only numbers of glyphs."""
    letters = [c for c in text if c > " "]
    unknown = sum(c == _UNKNOWN or "\ue000" <= c <= "\uf8ff" for c in letters)
    if 2 * unknown > len(letters):
        return True
    # Glyphs are numbered from low on, so that some come out as control characters.
    controls = sum(c < " " and c not in _USUAL_CONTROLS for c in text)
    if controls == 0 or controls < _FEW_CONTROLS * len(text):
        return False
    guessed = sum(pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1 for index in range(len(text)))
    return bool(2 * guessed > len(text))


def glyph(text_page: pypdfium2.PdfTextPage, index: int) -> Glyph:
    matrix, box = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetMatrix(text_page, index, matrix)
    pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
    pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
    angle = math.atan2(matrix.b, matrix.a)
    turn = round(angle / (math.pi / 2)) % 4 if math.isfinite(angle) else 0
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    left, baseline = _upright(x.value, y.value, turn)
    right = max(_upright(box.left, box.bottom, turn)[0], _upright(box.right, box.top, turn)[0])
    size = round(pdfium.FPDFText_GetFontSize(text_page, index) * scale, 1)
    return Glyph(left, max(left, right), baseline, size, turn)


def is_bold(text_page: pypdfium2.PdfTextPage, index: int) -> bool:
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text_page, index, name, len(name), flags)
    if flags.value & _FORCED_BOLD or pdfium.FPDFText_GetFontWeight(text_page, index) >= _BOLD_WEIGHT:
        return True
    words = name.value.decode("utf-8", "replace").lower()
    return any(bold in words for bold in _BOLD_NAMES)


def _upright(x: float, y: float, turn: int) -> tuple[float, float]:
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]
