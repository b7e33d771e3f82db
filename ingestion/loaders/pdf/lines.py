"""A line of a PDF's page, with where and how it is set. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

# Two words or lines are level if their baselines differ by less, in letter heights: superscripts are.
SAME_LINE = 0.45


@dataclass(frozen=True)
class Line:
    """A line, or one cell of it where wide gaps divide it.

    Attributes:
        page: Number of the page from 1.
        left: Where it begins, in points, and so on. All places are in the frame in which the text is upright:
            ``baseline`` grows upwards.
        size: Height of most of its letters in points.
        bold: Whether all of its words are.
        turn: Quarter turns anticlockwise by which its text is rotated on the page.
        breaks_word: Whether it ends with a hyphen after which the word goes on.
    """

    page: int
    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool = False
    turn: int = 0
    breaks_word: bool = False

    def is_level_with(self, other: "Line") -> bool:
        """Whether both stand on one line of one page."""
        near = abs(self.baseline - other.baseline) < SAME_LINE * max(self.size, other.size)
        return near and self.page == other.page and self.turn == other.turn


@dataclass(frozen=True)
class Heading:
    """A heading among lines: those from ``start`` up to ``end``."""

    start: int
    end: int
    level: int


def body_size(lines: Iterable[Line]) -> float:
    """The size of most letters; 0 without lines."""
    letters = Counter[float]()
    for line in lines:
        letters[line.size] += len(line.text)
    return max(letters, key=lambda size: (letters[size], size), default=0.0)
