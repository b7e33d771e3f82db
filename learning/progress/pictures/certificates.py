"""Certificates as a picture: how many are held month by month, and how many lapse."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from learning.analysis.picture import Picture
from learning.progress.pictures.paper import BLUE, INK, ORANGE, drawn, in_words, name_columns, paper, png, say

MOST_MONTHS = 24
LONGEST_NAME = 24
_FEWEST_PLACES = 6


@dataclass(frozen=True)
class Month:
    """A month: how many certificates count at its beginning if none is renewed, and how many lapse in it."""

    name: str
    held: int
    lapsing: int


@dataclass(frozen=True)
class MonthLabels:
    """The words in the picture; ``month`` of the alternative text has places for ``name``, ``held``, ``lapsing``."""

    title: str
    count: str
    held: str
    lapsing: str
    month: str
    more: str
    nothing: str


def certificates_picture(months: Sequence[Month], labels: MonthLabels) -> Picture:
    """The picture of the first ``MOST_MONTHS``."""
    shown = months[:MOST_MONTHS]
    figure, axes = paper(labels.title, 4.6)
    if not any(one.held or one.lapsing for one in shown):
        say(axes, labels.nothing)
        return Picture(png(figure), f"{labels.title}. {labels.nothing}")
    places = range(len(shown))
    axes.plot(places, [one.held for one in shown], color=BLUE, marker="o", linewidth=2, label=labels.held)
    lapsing = [one.lapsing for one in shown]
    axes.bar(places, lapsing, color=ORANGE, edgecolor=INK, hatch="//", width=0.6, label=labels.lapsing)
    _write(axes, shown)
    name_columns(axes, places, [drawn(one.name, at, LONGEST_NAME) for at, one in enumerate(shown, 1)])
    # A single bar would else be as wide as the picture.
    axes.set(xlim=(-0.8, max(len(shown), _FEWEST_PLACES) - 0.2), ylabel=labels.count)
    axes.set(ylim=(0, 1.2 * max(max(one.held, one.lapsing) for one in shown)))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    figure.legend(loc="outside lower center", ncols=2, fontsize=10.5, frameon=False)
    sentences = [labels.month.format(name=one.name, held=one.held, lapsing=one.lapsing) for one in months]
    return Picture(png(figure), in_words(f"{labels.title}.", sentences, labels.more))


def _write(axes: Axes, months: Sequence[Month]) -> None:
    for place, one in enumerate(months):
        marks = [(one.held, BLUE), *([(one.lapsing, INK)] if one.lapsing and one.lapsing != one.held else [])]
        for height, colour in marks:
            axes.annotate(
                str(height), (place, height), (0, 6), textcoords="offset points", ha="center", color=colour, fontsize=10
            )
