"""What all pictures of progress have in common: their own ground, legible on any, and a text that says the same."""

import io
from collections.abc import Sequence
from functools import lru_cache
from unicodedata import category

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from reportlab.pdfbase.ttfonts import TTFontFile  # type: ignore[import-untyped]

from learning.credentials.fonts import REGULAR, font_file

GROUND, INK, LINES, FAINT = "#ffffff", "#1d1c1d", "#8a8a8a", "#e4e4e4"
BLUE, DARK, ORANGE = "#1264a3", "#0b3d66", "#b35900"
# Slack takes a longer text for no picture.
LONGEST_ALT = 2_000
LONGEST_TITLE = 70
_WIDTH, _DPI = 8.0, 150


def paper(title: str, height: float) -> tuple[Figure, Axes]:
    """A sheet of this height in inches, with one pair of axes."""
    figure = Figure(figsize=(_WIDTH, height), dpi=_DPI, facecolor=GROUND, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot(facecolor=GROUND)
    axes.set_title(shortened(_without_gaps(title), LONGEST_TITLE), color=INK, fontsize=14, parse_math=False, pad=12)
    axes.tick_params(colors=INK, labelsize=11)
    axes.xaxis.label.set_color(INK)
    axes.yaxis.label.set_color(INK)
    for side in axes.spines.values():
        side.set_color(LINES)
    return figure, axes


def name_rows(axes: Axes, places: Sequence[float], names: Sequence[str], size: float = 11) -> None:
    """Write names at the left, as they are: no sign in them means anything."""
    axes.set_yticks(places, names, fontsize=size)
    for label in axes.get_yticklabels():
        label.set_parse_math(False)


def name_columns(axes: Axes, places: Sequence[float], names: Sequence[str]) -> None:
    """Write names below, as they are."""
    axes.set_xticks(places, names, rotation=40, ha="right", fontsize=10.5)
    for label in axes.get_xticklabels():
        label.set_parse_math(False)


def say(axes: Axes, words: str) -> None:
    """Write in the middle of a picture why there is nothing in it."""
    axes.set_axis_off()
    text = axes.text(0.5, 0.5, words, ha="center", va="center", transform=axes.transAxes, parse_math=False, wrap=True)
    text.set(fontsize=13, color=INK)


def note(figure: Figure, left_out: int, more: str) -> None:
    """Write at the top right of a picture of how many there is nothing in it; ``more`` has a place for ``n``."""
    if left_out:
        words = more.format(n=left_out)
        figure.suptitle(words, x=0.99, ha="right", fontsize=10.5, color=INK, parse_math=False)


def png(figure: Figure) -> bytes:
    """The picture as a file."""
    file = io.BytesIO()
    figure.savefig(file, format="png")
    return file.getvalue()


def drawn(name: str, number: int, longest: int) -> str:
    """A name as it can stand in a picture: cut where it is long, and its number where the typeface lacks letters."""
    line = " ".join(name.split())
    return shortened(line, longest) if is_drawable(line) else f"{number}."


def is_drawable(text: str) -> bool:
    """Whether the typeface has every letter of a text; those that join or go from the right are set as they should."""
    return bool(text) and all(letter in _letters() and category(letter)[0] != "C" for letter in text)


def _without_gaps(text: str) -> str:
    """A text without the letters that the typeface lacks: the words beside the picture have them."""
    return "".join(letter for letter in text if is_drawable(letter))


def shortened(text: str, longest: int) -> str:
    """A text of at most so many letters."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def in_words(title: str, sentences: Sequence[str], more: str, left_out: int = 0) -> str:
    """What a picture shows, in as many sentences as Slack takes; ``more`` has a place for ``n`` that are left out.

    So many are left out of the picture itself.
    """
    said = title
    for number, sentence in enumerate(sentences):
        left = more.format(n=len(sentences) - number + left_out)
        if len(said) + len(sentence) + len(left) + 2 > LONGEST_ALT:
            return f"{said} {left}"
        said = f"{said} {sentence}"
    return f"{said} {more.format(n=left_out)}" if left_out else said


@lru_cache
def _letters() -> frozenset[str]:
    return frozenset(map(chr, TTFontFile(str(font_file(REGULAR))).charToGlyph))
