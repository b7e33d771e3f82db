"""Pictures of an analysis, each with a text that says the same. On their own ground, they are legible on any."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from learning.analysis.values import AnalysisReport, ItemReport

GROUND, INK, LINES = "#ffffff", "#1d1c1d", "#8a8a8a"
FINE, SUSPECT, CUT = "#1264a3", "#c01343", "#b35900"
_LONGEST_NAME = 24
_INCHES, _DPI = (8.0, 5.0), 150


@dataclass(frozen=True)
class ItemLabels:
    """The words in a picture of items; the alternative text has places for ``n``, ``items`` and ``suspects``."""

    title: str
    facility: str
    discrimination: str
    fine: str
    suspect: str
    alt: str
    nothing: str


@dataclass(frozen=True)
class ScoreLabels:
    """The words in a picture of scores; the alternative text has places for ``n``, ``passed``, ``cut``, ``mean``."""

    title: str
    score: str
    people: str
    cut: str
    alt: str
    nothing: str


@dataclass(frozen=True)
class _Placed:
    number: int
    item: ItemReport
    x: float
    y: float


@dataclass(frozen=True)
class Picture:
    """A PNG, and what it shows in words."""

    png: bytes
    alt: str


def items_picture(report: AnalysisReport, labels: ItemLabels) -> Picture:
    """How hard each item is, and how well it tells people apart.

    Each is marked with its number in ``report.items``, from 1; suspects bear their names. Items of which nothing can be
    told are not in it.
    """
    figure, axes = _paper(labels.title)
    placed = [
        _Placed(number, item, item.statistics.facility, item.statistics.item_rest)
        for number, item in enumerate(report.items, 1)
        if item.statistics.facility is not None and item.statistics.item_rest is not None
    ]
    axes.axhline(0, color=LINES, linewidth=1)
    _scatter(axes, [one for one in placed if not one.item.probably_miskeyed], "o", FINE, labels.fine)
    suspects = [one for one in placed if one.item.probably_miskeyed]
    _scatter(axes, suspects, "D", SUSPECT, labels.suspect)
    for one in suspects:
        _name(axes, one)
    axes.set(xlabel=labels.facility, ylabel=labels.discrimination, xlim=(-0.05, 1.05))
    axes.legend(loc="best", framealpha=0.9, markerscale=0.6)
    named = ", ".join(item.key for item in report.probably_miskeyed)
    return Picture(
        _png(figure), labels.alt.format(n=report.form.n, items=len(placed), suspects=named or labels.nothing)
    )


def scores_picture(report: AnalysisReport, labels: ScoreLabels) -> Picture:
    """How many people came to which score, and where the cut is."""
    figure, axes = _paper(labels.title)
    axes.hist(
        [round(share, 6) for share in report.shares],
        bins=[5 * step for step in range(21)],
        color=FINE,
        edgecolor=GROUND,
    )
    axes.axvline(report.cut, color=CUT, linewidth=2, linestyle="--", label=labels.cut.format(cut=f"{report.cut:g}"))
    axes.set(xlabel=labels.score, ylabel=labels.people, xlim=(0, 100))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.legend(loc="upper left", framealpha=0.9)
    if not report.shares:
        return Picture(_png(figure), labels.nothing)
    mean = sum(report.shares) / len(report.shares)
    alt = labels.alt.format(n=report.form.n, passed=report.passed, cut=f"{report.cut:g}", mean=f"{mean:.0f}")
    return Picture(_png(figure), alt)


def _paper(title: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=_INCHES, dpi=_DPI, facecolor=GROUND, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot(facecolor=GROUND)
    axes.set_title(title, color=INK, parse_math=False)
    axes.tick_params(colors=INK)
    axes.xaxis.label.set_color(INK)
    axes.yaxis.label.set_color(INK)
    return figure, axes


def _scatter(axes: Axes, placed: Sequence[_Placed], marker: str, colour: str, label: str) -> None:
    places = [one.x for one in placed], [one.y for one in placed]
    axes.scatter(*places, marker=marker, color=colour, edgecolors=GROUND, label=label, s=190)
    for one in placed:
        axes.text(one.x, one.y, str(one.number), color=GROUND, fontsize=7, ha="center", va="center_baseline")


def _name(axes: Axes, placed: _Placed) -> None:
    key = placed.item.key
    text = key if len(key) <= _LONGEST_NAME else f"{key[: _LONGEST_NAME - 1]}…"
    side: Literal["left", "right"] = "left" if placed.x < 0.5 else "right"
    aside = 10 if side == "left" else -10
    place, offset = (placed.x, placed.y), (aside, 0)
    name = axes.annotate(text, place, offset, textcoords="offset points", ha=side, va="center", parse_math=False)
    name.set(fontsize=9, color=INK)


def _png(figure: Figure) -> bytes:
    file = io.BytesIO()
    figure.savefig(file, format="png")
    return file.getvalue()
