"""A learning path as it is stored, and how far a person is on it. Values only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from learning.curriculum.definition import LearningPath, PathStep


@dataclass(frozen=True)
class Path:
    """A path and its newest version; ``number`` counts the versions from 1."""

    id: str
    version_id: str
    number: int
    definition: LearningPath
    retired: bool


@dataclass(frozen=True)
class Since:
    """A path in the version that somebody had before her when she began to change it."""

    path_id: str
    version_id: str


class StepState(StrEnum):
    """Where a person stands with a step: it waits for others, may be done, is handed in, or is done."""

    LOCKED = "locked"
    OPEN = "open"
    HANDED_IN = "handed_in"
    DONE = "done"


@dataclass(frozen=True)
class StepStanding:
    """Where a person stands with a step; ``reached`` of ``of`` where it is counted (practice), else 0 of 0."""

    step: PathStep
    state: StepState
    reached: int = 0
    of: int = 0


@dataclass(frozen=True)
class PathStanding:
    """Where a person stands on a path.

    Attributes:
        since: When she was enrolled; None where she is not.
    """

    path: Path
    steps: tuple[StepStanding, ...]
    since: datetime | None

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(one.state is StepState.DONE for one in self.steps)

    @property
    def next(self) -> StepStanding | None:
        """The first step that may be done now; None where there is none."""
        return next((one for one in self.steps if one.state is StepState.OPEN), None)
