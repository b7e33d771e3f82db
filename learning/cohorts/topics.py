"""Which competencies the learners of a cohort don't know yet. Pure."""

from collections.abc import Collection, Iterable, Mapping

from learning.cohorts.suppression import percent
from learning.cohorts.values import Topic
from learning.mastery.mastery import Mastery


def weak_topics(
    shown: Iterable[Mapping[str, Mastery]], titles: Mapping[str, str], only: Collection[str]
) -> tuple[Topic, ...]:
    """How learners get on with competencies, the weakest first, as far as anybody answered anything.

    Args:
        shown: What each learner has shown, by competency.
        titles: What competencies are called.
        only: The competencies that matter.
    """
    by_topic: dict[str, list[Mastery]] = {}
    for one in shown:
        for competency, mastery in one.items():
            if mastery.n and competency in only:
                by_topic.setdefault(competency, []).append(mastery)
    found = [_topic(competency, titles, masteries) for competency, masteries in by_topic.items()]
    return tuple(sorted(found, key=lambda one: (-one.weak / one.answered, one.title, one.competency)))


def _topic(competency: str, titles: Mapping[str, str], masteries: Collection[Mastery]) -> Topic:
    answered, weak = len(masteries), sum(one.is_weak for one in masteries)
    return Topic(competency, titles.get(competency, competency), answered, weak, percent(weak, answered))
