"""A person's own progress as a picture: a bar per topic, with how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import fill

from matplotlib.axes import Axes
from matplotlib.patches import Patch

from learning.analysis.picture import Picture
from learning.progress.pictures.levels import LOOKS
from learning.progress.pictures.paper import GROUND, INK, drawn, in_words, name_rows, note, paper, png, say

# A longer line under the picture would leave it.
LONGEST_LINE = 48
MOST_TOPICS = 24
_LONGEST_NAME = 34


@dataclass(frozen=True)
class Topic:
    """How well a person masters a topic.

    Attributes:
        level: 0 where it can't be told yet, to 3.
        low: With ``high``, between which shares of answers, 0 to 1, her mastery likely is; None where nothing was
            answered.
    """

    name: str
    level: int
    estimate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class OwnLabels:
    """The words in the picture.

    Attributes:
        levels: From 0 to 3.
        topic: Of the alternative text, with places for ``name``, ``level``, ``percent``, ``low`` and ``high``.
        more: With a place for ``n``.
    """

    title: str
    axis: str
    levels: tuple[str, str, str, str]
    topic: str
    more: str
    nothing: str


def own_picture(topics: Sequence[Topic], labels: OwnLabels) -> Picture:
    """The picture; the first ``MOST_TOPICS`` are in it."""
    shown = topics[:MOST_TOPICS]
    figure, axes = paper(labels.title, 2.1 + 0.42 * len(shown))
    if not shown:
        say(axes, labels.nothing)
        return Picture(png(figure), own_words(topics, labels))
    for place, topic in enumerate(shown):
        _bar(axes, place, topic)
    name_rows(axes, range(len(shown)), [drawn(one.name, at, _LONGEST_NAME) for at, one in enumerate(shown, 1)])
    axes.set(xlim=(0, 102), ylim=(len(shown) - 0.4, -0.6), xlabel=fill(labels.axis, LONGEST_LINE))
    axes.set_xticks(range(0, 101, 25), [f"{share} %" for share in range(0, 101, 25)])
    used = sorted({one.level for one in shown})
    patches = [_patch(level, labels.levels[level]) for level in used]
    figure.legend(handles=patches, loc="outside lower center", ncols=4, fontsize=10, frameon=False)
    note(figure, len(topics) - len(shown), labels.more)
    return Picture(png(figure), own_words(topics, labels))


def own_words(topics: Sequence[Topic], labels: OwnLabels) -> str:
    """What the picture shows, in words, and nothing that is not in it."""
    sentences = [_sentence(one, labels) for one in topics[:MOST_TOPICS]] or [labels.nothing]
    return in_words(f"{labels.title}.", sentences, labels.more, max(len(topics) - MOST_TOPICS, 0))


def _bar(axes: Axes, place: int, topic: Topic) -> None:
    if topic.estimate is None or topic.low is None or topic.high is None:
        axes.text(1, place, LOOKS[0].sign, va="center", color=INK, fontsize=12)
        return
    look, share = LOOKS[topic.level], 100 * topic.estimate
    axes.barh(place, share, height=0.62, color=look.colour, edgecolor=INK, linewidth=0.8, hatch=look.pattern)
    bounds = [[max(0.0, share - 100 * topic.low)], [max(0.0, 100 * topic.high - share)]]
    # Twice, so that it is seen on the bar as well as beside it.
    axes.errorbar(share, place, xerr=bounds, ecolor=GROUND, elinewidth=4, capsize=6, capthick=4, fmt="none")
    axes.errorbar(share, place, xerr=bounds, ecolor=INK, elinewidth=1.6, capsize=5, capthick=1.6, fmt="none")


def _patch(level: int, words: str) -> Patch:
    look = LOOKS[level]
    return Patch(facecolor=look.colour, edgecolor=INK, hatch=look.pattern, label=words)


def _sentence(topic: Topic, labels: OwnLabels) -> str:
    level = labels.levels[topic.level]
    if topic.estimate is None or topic.low is None or topic.high is None:
        return f"{topic.name}: {level}."
    shares = {"percent": topic.estimate, "low": topic.low, "high": topic.high}
    return labels.topic.format(name=topic.name, level=level, **{key: f"{100 * one:.0f}" for key, one in shares.items()})
