"""Weak topics as a picture: which share of a group surely does not know each yet, the highest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from learning.analysis.picture import Picture
from learning.progress.pictures.paper import BLUE, INK, drawn, in_words, name_rows, note, paper, png, say

MOST_TOPICS = 20
_LONGEST_NAME = 34


@dataclass(frozen=True)
class GroupTopic:
    """How a group does on a topic; ``share`` is 0 to 1, None where too few of the ``people`` that answered to tell."""

    name: str
    share: float | None
    people: int


@dataclass(frozen=True)
class WeakLabels:
    """The words in the picture.

    Attributes:
        bar: Beside a bar, with places for ``percent`` and ``people``; ``few`` where too few answered.
        more: With a place for ``n``.
    """

    title: str
    axis: str
    bar: str
    few: str
    more: str
    nothing: str


def weak_picture(topics: Sequence[GroupTopic], labels: WeakLabels) -> Picture:
    """The picture of the first ``MOST_TOPICS``."""
    shown = topics[:MOST_TOPICS]
    figure, axes = paper(labels.title, 1.9 + 0.42 * len(shown))
    if not shown:
        say(axes, labels.nothing)
        return Picture(png(figure), weak_words(topics, labels))
    for place, topic in enumerate(shown):
        share = 100 * topic.share if topic.share is not None else 0.0
        axes.barh(place, share, height=0.62, color=BLUE, edgecolor=INK, linewidth=0.8)
        axes.text(share + 1, place, _said(topic, labels), va="center", color=INK, fontsize=10.5, parse_math=False)
    name_rows(axes, range(len(shown)), [drawn(one.name, at, _LONGEST_NAME) for at, one in enumerate(shown, 1)])
    # What is said beside a bar that is full needs its room.
    axes.set(xlim=(0, 180), ylim=(len(shown) - 0.4, -0.6), xlabel=labels.axis)
    axes.set_xticks(range(0, 101, 25), [f"{share} %" for share in range(0, 101, 25)])
    note(figure, len(topics) - len(shown), labels.more)
    return Picture(png(figure), weak_words(topics, labels))


def weak_words(topics: Sequence[GroupTopic], labels: WeakLabels) -> str:
    """What the picture shows, in words, and nothing that is not in it."""
    sentences = [f"{one.name}: {_said(one, labels)}." for one in topics[:MOST_TOPICS]] or [labels.nothing]
    return in_words(f"{labels.title}.", sentences, labels.more, max(len(topics) - MOST_TOPICS, 0))


def _said(topic: GroupTopic, labels: WeakLabels) -> str:
    if topic.share is None:
        return labels.few
    return labels.bar.format(percent=f"{100 * topic.share:.0f}", people=topic.people)
