"""What goes wrong on learning paths, in cohorts, and with what people prefer."""

from collections.abc import Sequence
from datetime import date

from learning.errors.error import LearningError
from learning.errors.flaws import Found


class ZoneUnknown(LearningError):
    """There is no time zone of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(name[:80])
        self.name = name[:80]


class BadHours(LearningError):
    """An hour is a number from 0 to 23, and nobody practises more than so many items a day."""

    def __init__(self, what: str, number: int) -> None:
        super().__init__(f"{what}: {number}")
        self.what, self.number = what, number


class PersonErased(LearningError):
    """This stands for somebody who was erased: there is nothing of hers any more."""

    def __init__(self, pseudonym: str) -> None:
        super().__init__(pseudonym)
        self.pseudonym = pseudonym


class BadPath(LearningError):
    """A learning path can't be taken as it was written."""

    def __init__(self, key: str, flaws: Sequence[Found]) -> None:
        super().__init__(f"{key}: {[(one.flaw.value, one.where, one.fact) for one in flaws]}")
        self.key, self.flaws = key, tuple(flaws)


class PathThere(LearningError):
    """There is a learning path of this key already, so it can't be a new one."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class PathKeyFixed(LearningError):
    """The key of a learning path is what it is known by, and stays."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class PathNotFound(LearningError):
    """There is no such learning path, or nobody new may begin it."""

    def __init__(self, wanted: str) -> None:
        super().__init__(wanted[:80])
        self.wanted = wanted[:80]


class NotOnPath(LearningError):
    """The person is not on this learning path."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class StepNotFound(LearningError):
    """A learning path has no such step, or none that a person marks as done herself."""

    def __init__(self, step: str) -> None:
        super().__init__(step[:80])
        self.step = step[:80]


class StepLocked(LearningError):
    """Steps come before this one that are not done yet."""

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self.step = step


class NothingToRead(LearningError):
    """The person can read nothing of what a step asks to read, so she has not read it."""

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self.step = step


class NoteMissing(LearningError):
    """Whoever reflects on something writes down what she thinks."""


class CohortNotFound(LearningError):
    """There is no such cohort, or it has ended."""

    def __init__(self, wanted: str) -> None:
        super().__init__(wanted[:80])
        self.wanted = wanted[:80]


class CohortNameMissing(LearningError):
    """A cohort has no name."""


class CohortEmpty(LearningError):
    """A cohort would have no learner, or nobody was named who could be added."""


class CohortFull(LearningError):
    """A cohort has so many learners at most."""

    def __init__(self, most: int, wanted: int) -> None:
        super().__init__(f"{wanted} of {most}")
        self.most, self.wanted = most, wanted


class NotInCohort(LearningError):
    """A person is not in a cohort as what she would have to be."""

    def __init__(self, person: str) -> None:
        super().__init__(person)
        self.person = person


class DueOver(LearningError):
    """The last day for a goal is over already."""

    def __init__(self, due: date) -> None:
        super().__init__(due.isoformat())
        self.due = due


class OwnMentor(LearningError):
    """Nobody looks after herself."""

    def __init__(self, person: str) -> None:
        super().__init__(person)
        self.person = person


class TooManyGoals(LearningError):
    """A cohort has as many goals as it may have."""

    def __init__(self, most: int) -> None:
        super().__init__(str(most))
        self.most = most


class GoalGone(LearningError):
    """There is no such certification or path that people may begin, or the cohort has no such goal."""


class WordsMissing(LearningError):
    """A note or a nudge says nothing, or too much."""

    def __init__(self, most: int) -> None:
        super().__init__(str(most))
        self.most = most


class NobodyToNudge(LearningError):
    """A nudge would reach nobody."""


class NoteGone(LearningError):
    """There is no such note any more."""
