"""The typeface of certificates: DejaVu, as matplotlib brings it along. It has Latin, Greek and Cyrillic letters."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from unicodedata import bidirectional, category

from PIL import ImageFont
from reportlab.pdfbase.ttfonts import TTFontFile  # type: ignore[import-untyped]

REGULAR, BOLD, SERIF, SERIF_BOLD = "DejaVuSans", "DejaVuSans-Bold", "DejaVuSerif", "DejaVuSerif-Bold"
# Scripts that are written from right to left: letters are only put one after the other here.
_FROM_THE_RIGHT = frozenset({"R", "AL", "AN"})


@lru_cache
def font_file(name: str) -> Path:
    """The file of a font; finding it does not load matplotlib."""
    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        raise FileNotFoundError(name)
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf" / f"{name}.ttf"


@lru_cache(maxsize=64)
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A font in a size, in pixels."""
    return ImageFont.truetype(str(font_file(name)), size)


def is_printable(text: str) -> bool:
    """Whether each weight of the typeface has all letters of a text, and they can be put one after the other."""
    return all(c in _letters() and bidirectional(c) not in _FROM_THE_RIGHT and category(c)[0] != "C" for c in text)


@lru_cache
def _letters() -> frozenset[str]:
    fonts = (TTFontFile(str(font_file(name))) for name in (REGULAR, BOLD, SERIF, SERIF_BOLD))
    return frozenset(map(chr, set.intersection(*(set(one.charToGlyph) for one in fonts))))


def fitted(text: str, name: str, size: int, width: float, *, most: int) -> tuple[int, list[str]]:
    """A text in at most so many lines, as large as it goes: from ``size`` down to half of it, then it is cut."""
    for tried in range(size, size // 2, -2):
        lines = wrapped(text, name, tried, width, most=most + 1)
        if len(lines) <= most:
            return tried, lines
    return size // 2, wrapped(text, name, size // 2, width, most=most)


def wrapped(text: str, name: str, size: int, width: float, *, most: int) -> list[str]:
    """A text in lines of at most this width, at most so many: the last one is cut where there is more.

    A word that is wider than a line is broken. Letters that the typeface lacks count as wide as they are high.
    """
    measured, lines = _measure(name, size), [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if measured(joined) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if lines[-1] and measured(lines[-1] + letter) > width:
                lines.append("")
            lines[-1] += letter
    return lines if len(lines) <= most else [*lines[: most - 1], _cut(lines[most - 1], measured, width)]


def filled(
    entries: Sequence[str], name: str, sizes: Sequence[int], width: float, height: float, *, spacing: float
) -> tuple[int, list[str]]:
    """Entries in lines that fit into a room, in the largest of the sizes in which all of them do.

    Where none is small enough, the last entries give way to a line that says how many they are.

    Args:
        entries: What is listed, each beginning a line.
        name: Of the typeface.
        sizes: Those that may be tried, the largest first.
        width: Of the room.
        height: Of the room.
        spacing: From line to line, in sizes.
    """
    rows, wraps = 0, list[list[str]]()
    for size in sizes:
        rows = int(height // (size * spacing))
        # One row more than there is shows that an entry does not fit.
        wraps = [wrapped(entry, name, size, width, most=max(1, rows + 1)) for entry in entries]
        if sum(map(len, wraps)) <= rows:
            return size, [line for lines in wraps for line in lines]
    return sizes[-1], _with_the_rest_counted(wraps, rows)


def _with_the_rest_counted(wraps: Sequence[Sequence[str]], rows: int) -> list[str]:
    shown: list[str] = []
    for number, lines in enumerate(wraps):
        if number == 0 and len(lines) >= rows:
            return [*lines[: max(0, rows - 1)], "and more, see the page"]
        if len(shown) + len(lines) >= rows:
            return [*shown, f"and {len(wraps) - number} more, see the page"]
        shown += lines
    return shown


def _measure(name: str, size: int) -> Callable[[str], float]:
    drawn = font(name, size)
    return lambda text: drawn.getlength(text) if is_printable(text) else float(size * len(text))


def _cut(line: str, measured: Callable[[str], float], width: float) -> str:
    while line and measured(line + "…") > width:
        line = line[:-1]
    return line.rstrip() + "…"
