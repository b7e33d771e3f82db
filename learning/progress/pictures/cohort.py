"""A cohort as a picture: people by topics, each square with the sign of a level."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap

from learning.analysis.picture import Picture
from learning.progress.pictures.levels import LOOKS
from learning.progress.pictures.paper import (
    GROUND,
    INK,
    drawn,
    in_words,
    name_columns,
    name_rows,
    paper,
    png,
    say,
    shortened,
)

# More rows than these are no longer legible in a message.
MOST_PEOPLE = 40
MOST_TOPICS = 16
_LONGEST_PERSON, _LONGEST_TOPIC = 26, 24


@dataclass(frozen=True)
class Line:
    """A person of a cohort; ``levels`` are hers in the order of the topics, 0 where it can't be told yet, to 3."""

    person: str
    levels: tuple[int, ...]


@dataclass(frozen=True)
class HeatLabels:
    """The words in the picture.

    Attributes:
        levels: From 0 to 3.
        some: Says that not all people are in it, with places for ``shown`` and ``of``; ``topics`` the same of topics.
        more: With a place for ``n``.
    """

    title: str
    levels: tuple[str, str, str, str]
    some: str
    topics: str
    more: str
    nothing: str


def heat_picture(topics: Sequence[str], lines: Sequence[Line], labels: HeatLabels) -> Picture:
    """The picture; the first ``MOST_PEOPLE`` and ``MOST_TOPICS`` are in it, and it says so where there are more."""
    shown, columns = lines[:MOST_PEOPLE], topics[:MOST_TOPICS]
    figure, axes = paper(labels.title, 3.4 + 0.3 * len(shown))
    if not shown or not columns:
        say(axes, labels.nothing)
        return Picture(png(figure), heat_words(topics, lines, labels))
    _squares(axes, [line.levels[: len(columns)] for line in shown])
    axes.set(xlim=(0, len(columns)), ylim=(len(shown), 0))
    rows = [drawn(line.person, number, _LONGEST_PERSON) for number, line in enumerate(shown, 1)]
    heads = [drawn(topic, number, _LONGEST_TOPIC) for number, topic in enumerate(columns, 1)]
    name_rows(axes, [row + 0.5 for row in range(len(shown))], rows, size=10)
    name_columns(axes, [column + 0.5 for column in range(len(columns))], heads)
    axes.tick_params(length=0)
    figure.supxlabel(_key(labels, _some(topics, lines, labels)), fontsize=10.5, color=INK, parse_math=False)
    return Picture(png(figure), heat_words(topics, lines, labels))


def heat_words(topics: Sequence[str], lines: Sequence[Line], labels: HeatLabels) -> str:
    """What the picture shows, in words, and nothing that is not in it."""
    title = " ".join(part for part in (f"{labels.title}.", _some(topics, lines, labels)) if part)
    shown = topics[:MOST_TOPICS]
    sentences = [_sentence(line, shown, labels) for line in lines[:MOST_PEOPLE]] if topics else []
    return in_words(title, sentences or [labels.nothing], labels.more)


def _squares(axes: Axes, levels: Sequence[Sequence[int]]) -> None:
    colours = ListedColormap([LOOKS[level].colour for level in sorted(LOOKS)])
    axes.pcolormesh(levels, cmap=colours, vmin=0, vmax=len(LOOKS), edgecolor=GROUND, linewidth=2)
    for row, line in enumerate(levels):
        for column, level in enumerate(line):
            look = LOOKS[level]
            where = column + 0.5, row + 0.52
            sign = axes.text(*where, look.sign, color=look.ink, ha="center", va="center", fontsize=11)
            # It stands within its square: to measure each takes a third of the time.
            sign.set_in_layout(False)


def _key(labels: HeatLabels, some: str) -> str:
    key = "     ".join(f"{LOOKS[level].sign} {shortened(words, 24)}" for level, words in enumerate(labels.levels))
    return f"{key}\n{some}" if some else key


def _some(topics: Sequence[str], lines: Sequence[Line], labels: HeatLabels) -> str:
    found = ((labels.some, MOST_PEOPLE, len(lines)), (labels.topics, MOST_TOPICS, len(topics)))
    return " ".join(words.format(shown=most, of=count) for words, most, count in found if count > most)


def _sentence(line: Line, topics: Sequence[str], labels: HeatLabels) -> str:
    each = (f"{topic} {labels.levels[level]}" for topic, level in zip(topics, line.levels, strict=False))
    return f"{line.person}: {', '.join(each)}."
