"""How far a person is on a path, given what is known of her. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from learning.curriculum.definition import PathStep, StepKind
from learning.curriculum.values import Path, PathStanding, StepStanding, StepState
from learning.requirements.states import DONE
from learning.requirements.values import RequirementState


@dataclass(frozen=True)
class Supply:
    """What there is on a path for everybody; ``items`` counts the items for practice, by competency."""

    items: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Facts:
    """What is known of a person on a path.

    Attributes:
        since: When she was enrolled; None where she is not.
        marked: The keys of the steps that she marked as read or thought about.
        right: How many different items she has answered rightly in practice, by competency.
        passed: Whether she has passed the exam of the path's certification.
        requirements: How she stands with the certification's requirements, by key; those that nothing was done for
            are missing.
    """

    since: datetime | None = None
    marked: frozenset[str] = frozenset()
    right: Mapping[str, int] = field(default_factory=dict)
    passed: bool = False
    requirements: Mapping[str, RequirementState] = field(default_factory=dict)


def standing_on(path: Path, facts: Facts, supply: Supply) -> PathStanding:
    """How far she is.

    What is done is done, whatever was to come before it; what is not done waits until all is done that comes before.
    """
    own = {step.key: _counted(step, facts, supply) for step in path.definition.steps}
    done = {key for key, one in own.items() if one.state is StepState.DONE}
    steps = tuple(_waiting(own[step.key], done) for step in path.definition.steps)
    return PathStanding(path, steps, facts.since)


def _waiting(one: StepStanding, done: set[str]) -> StepStanding:
    is_open = one.state is not StepState.OPEN or done.issuperset(one.step.after)
    return one if is_open else StepStanding(one.step, StepState.LOCKED, one.reached, one.of)


def _counted(step: PathStep, facts: Facts, supply: Supply) -> StepStanding:
    match step.kind:
        case StepKind.PRACTICE:
            return _practised(step, facts, supply)
        case StepKind.QUIZ:
            return StepStanding(step, StepState.DONE if facts.passed else StepState.OPEN)
        case StepKind.OBSERVED:
            return StepStanding(step, _required(facts.requirements.get(step.requirement or "")))
        case _:
            return StepStanding(step, StepState.DONE if step.key in facts.marked else StepState.OPEN)


def _practised(step: PathStep, facts: Facts, supply: Supply) -> StepStanding:
    competency = step.competency or ""
    right = facts.right.get(competency, 0)
    # Items may have been retired since the path was written: nobody is held up for what there is not any more.
    of = max(1, min(step.count, max(right, supply.items.get(competency, 0))))
    return StepStanding(step, StepState.DONE if right >= of else StepState.OPEN, min(right, of), of)


def _required(state: RequirementState | None) -> StepState:
    if state in DONE:
        return StepState.DONE
    return StepState.HANDED_IN if state is RequirementState.SUBMITTED else StepState.OPEN
