"""How a person may come to stand with a requirement, and by when. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from learning.certifications.definition import Criterion, Requirement
from learning.requirements.values import Mark, RequirementState, Step

GROWTH_TO_REPEAT = 3
DONE = frozenset({RequirementState.MET, RequirementState.WAIVED})
_ANYTHING_DECIDED = frozenset({RequirementState.MET, RequirementState.REPEAT, RequirementState.WAIVED})
# What is decided can be decided anew, as a correction; only what is not done can be handed in.
_NEXT = {
    RequirementState.OPEN: _ANYTHING_DECIDED | {RequirementState.SUBMITTED},
    RequirementState.SUBMITTED: _ANYTHING_DECIDED | {RequirementState.SUBMITTED},
    RequirementState.REPEAT: _ANYTHING_DECIDED | {RequirementState.SUBMITTED},
    RequirementState.MET: frozenset({RequirementState.MET, RequirementState.REPEAT}),
    RequirementState.WAIVED: frozenset({RequirementState.MET, RequirementState.REPEAT}),
}


@dataclass(frozen=True)
class RequirementStanding:
    """How a person stands with one requirement.

    Attributes:
        steps: What was done for it, the first first.
        due: The last day for it; None where there is none, or none yet.
    """

    requirement: Requirement
    state: RequirementState
    steps: tuple[Step, ...]
    due: date | None

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.state in DONE

    @property
    def decision(self) -> Step | None:
        """The last decision, where nothing was handed in since."""
        return next(iter(self.decided_since(0)), None) if self.state in _ANYTHING_DECIDED else None

    def decided_since(self, seen: int) -> tuple[Step, ...]:
        """What was decided after the first ``seen`` steps, the last first; more time is no decision."""
        return tuple(one for one in reversed(self.steps[seen:]) if one.state in _ANYTHING_DECIDED and one.until is None)

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been done by now."""
        return not self.is_done and self.due is not None and today > self.due


def may_become(before: RequirementState, after: RequirementState) -> bool:
    """Whether a step may lead from one state to the other."""
    return after in _NEXT[before]


def suggested(marks: Mapping[str, Mark]) -> RequirementState:
    """What the marks of a rubric suggest; the observer decides."""
    growth = sum(mark is Mark.GROWTH for mark in marks.values())
    return RequirementState.REPEAT if growth >= GROWTH_TO_REPEAT else RequirementState.MET


def unmarked(rubric: Collection[Criterion], marks: Mapping[str, Mark]) -> tuple[str, ...]:
    """The lines of a rubric that have no mark, and the marks that belong to no line."""
    return tuple(sorted({criterion.key for criterion in rubric} ^ marks.keys()))


def standing_of(requirement: Requirement, steps: Sequence[Step], begun: date | None) -> RequirementStanding:
    """How a person stands with a requirement who has taken these steps, and began the certification on that day."""
    until = [step.until for step in steps if step.until is not None]
    counted = begun + timedelta(days=requirement.days) if begun is not None and requirement.days is not None else None
    state = steps[-1].state if steps else RequirementState.OPEN
    return RequirementStanding(requirement, state, tuple(steps), until[-1] if until else counted)
