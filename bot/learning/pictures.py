"""Pictures of progress in a reader's language, two drawn at a time, and the same in words, which takes no time."""

import threading
from collections.abc import Iterable, Mapping, Sequence

from bot.texts import Texts
from learning.analysis.picture import Picture
from learning.cohorts.values import Overview
from learning.mastery.mastery import Level, Mastery
from learning.progress.months import MonthCount
from learning.progress.pictures.certificates import Month, MonthLabels, certificates_picture
from learning.progress.pictures.cohort import HeatLabels, Line, heat_picture, heat_words
from learning.progress.pictures.own import OwnLabels, Topic, own_picture, own_words
from learning.progress.pictures.weak import GroupTopic, WeakLabels, weak_picture, weak_words
from learning.progress.values import TopicProgress

_LEVELS = tuple(Level)
# To draw takes all of a core: who asks the bot something must not wait for many pictures.
_DRAWING = threading.BoundedSemaphore(2)


def own_chart(topics: Iterable[TopicProgress], texts: Texts) -> Picture:
    """What a person has learned."""
    with _DRAWING:
        return own_picture([_topic(one) for one in topics], _own_labels(texts))


def own_said(topics: Iterable[TopicProgress], texts: Texts) -> str:
    """What ``own_chart`` shows."""
    return own_words([_topic(one) for one in topics], _own_labels(texts))


def cohort_chart(overview: Overview, names: Mapping[str, str], texts: Texts) -> Picture:
    """Who of a cohort knows what, as far as its viewer sees it; ``names`` are how people are called."""
    with _DRAWING:
        return heat_picture(_titles(overview), _lines(overview, names), _heat_labels(overview, texts))


def cohort_said(overview: Overview, names: Mapping[str, str], texts: Texts) -> str:
    """What ``cohort_chart`` shows."""
    return heat_words(_titles(overview), _lines(overview, names), _heat_labels(overview, texts))


def weak_chart(overview: Overview, texts: Texts) -> Picture:
    """Which topics a cohort does not know yet; nothing of so few people that they could be told from it."""
    with _DRAWING:
        return weak_picture(_group_topics(overview), _weak_labels(texts))


def weak_said(overview: Overview, texts: Texts) -> str:
    """What ``weak_chart`` shows."""
    return weak_words(_group_topics(overview), _weak_labels(texts))


def months_chart(months: Sequence[MonthCount], texts: Texts) -> Picture:
    """How many certificates count, and lapse, month by month."""
    said = texts.progress
    labels = MonthLabels(
        title=said.picture_months,
        count=said.picture_months_count,
        held=said.picture_months_held,
        lapsing=said.picture_months_lapsing,
        month=said.picture_month,
        more=said.picture_months_more,
        nothing=said.picture_months_nothing,
    )
    with _DRAWING:
        return certificates_picture([Month(texts.month(one.first), one.held, one.lapsing) for one in months], labels)


def competencies_of(overview: Overview) -> tuple[str, ...]:
    """The competencies that anybody in a cohort answered anything about, by title."""
    found = {key for one in overview.lines for key in one.mastery}
    return tuple(sorted(found, key=lambda key: (overview.titles.get(key, key), key)))


def _titles(overview: Overview) -> list[str]:
    return [overview.titles.get(key, key) for key in competencies_of(overview)]


def _lines(overview: Overview, names: Mapping[str, str]) -> list[Line]:
    keys = competencies_of(overview)
    return [
        Line(names.get(one.person, one.person), tuple(_level(one.mastery.get(key)) for key in keys))
        for one in overview.lines
    ]


def _level(mastery: Mastery | None) -> int:
    """A level as a number, 0 for nothing to 3."""
    return _LEVELS.index(mastery.level) if mastery is not None else 0


def _topic(one: TopicProgress) -> Topic:
    mastery = one.mastery
    if mastery is None or not mastery.n:
        return Topic(one.title, 0, None, None, None)
    return Topic(one.title, _level(mastery), mastery.estimate, mastery.low, mastery.high)


def _group_topics(overview: Overview) -> list[GroupTopic]:
    return [
        GroupTopic(one.title, one.percent / 100 if one.percent is not None else None, one.answered)
        for one in overview.topics
    ]


def _levels(texts: Texts) -> tuple[str, str, str, str]:
    one, two, three, four = (texts.progress.levels[level] for level in _LEVELS)
    return one, two, three, four


def _own_labels(texts: Texts) -> OwnLabels:
    said = texts.progress
    return OwnLabels(
        title=said.picture_own,
        axis=said.picture_own_axis,
        levels=_levels(texts),
        topic=said.picture_own_topic,
        more=said.picture_more_topics,
        nothing=said.picture_own_nothing,
    )


def _heat_labels(overview: Overview, texts: Texts) -> HeatLabels:
    said = texts.progress
    return HeatLabels(
        title=said.picture_cohort.format(name=overview.cohort.name),
        levels=_levels(texts),
        some=said.picture_cohort_some,
        topics=said.picture_cohort_topics,
        more=said.picture_cohort_more,
        nothing=said.picture_cohort_nothing,
    )


def _weak_labels(texts: Texts) -> WeakLabels:
    said = texts.progress
    return WeakLabels(
        title=said.picture_weak,
        axis=said.picture_weak_axis,
        bar=said.picture_weak_bar,
        few=said.picture_weak_few,
        more=said.picture_more_topics,
        nothing=said.picture_weak_nothing,
    )
