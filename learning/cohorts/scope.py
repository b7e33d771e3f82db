"""Who may see and do what in a cohort. Pure.

Whoever keeps cohorts and a cohort's coordinators see all its learners, a mentor those who are assigned to her, a
learner herself, and everybody else nothing. What there is to see of a learner is what she is to reach, how far she is,
and what she has shown that she knows; what she asked and what was answered is nobody's but hers.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from learning.membership.values import Member, Part


@dataclass(frozen=True)
class Scope:
    """What a person may see and do in a cohort.

    Attributes:
        viewer: The person.
        keeps: Whether she keeps cohorts: she also says who coordinates.
        coordinates: Whether she is a coordinator of it; ``mentors`` and ``learns`` say the same of the other parts.
        assigned: The learners who are assigned to her as their mentor; without herself.
        learners: All its learners.
    """

    viewer: str
    keeps: bool
    coordinates: bool
    mentors: bool
    assigned: frozenset[str]
    learns: bool
    learners: frozenset[str]

    @property
    def sees_cohort(self) -> bool:
        """Whether she sees that there is this cohort, its name and what its learners are to reach."""
        return self.changes or self.mentors or self.learns

    @property
    def changes(self) -> bool:
        """Whether she may change who is in it and what is to be reached, and end it."""
        return self.keeps or self.coordinates

    @property
    def looks_after_some(self) -> bool:
        """Whether she is there to look after others: figures of the group are for these only."""
        return self.changes or self.mentors

    @property
    def appoints(self) -> bool:
        """Whether she may say who coordinates it: else a coordinator could make coordinators of everybody."""
        return self.keeps

    @property
    def seen(self) -> frozenset[str]:
        """The learners whose goals and standing she sees."""
        if self.changes:
            return self.learners
        return self.assigned | ({self.viewer} if self.learns else frozenset())

    @property
    def looked_after(self) -> frozenset[str]:
        """The learners whom she may nudge, and about whom she may write and read notes: never herself."""
        return self.seen - {self.viewer}


def scope_of(viewer: str, *, keeps: bool, members: Collection[Member]) -> Scope:
    """What a person may see and do in a cohort with these members; ``keeps`` is whether her role keeps cohorts."""
    learners = [one for one in members if one.part is Part.LEARNER]
    is_mentor = _is(viewer, Part.MENTOR, members)
    return Scope(
        viewer=viewer,
        keeps=keeps,
        coordinates=_is(viewer, Part.COORDINATOR, members),
        mentors=is_mentor,
        assigned=frozenset(one.person for one in learners if is_mentor and one.mentor == viewer) - {viewer},
        learns=_is(viewer, Part.LEARNER, members),
        learners=frozenset(one.person for one in learners),
    )


def _is(person: str, part: Part, members: Iterable[Member]) -> bool:
    return any(one.person == person and one.part is part for one in members)
