"""What a certification requires, as a value. Pure; ``reading`` reads it from YAML and from stored data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True)
class Competency:
    """Something that a holder can do; items are written for it."""

    key: str
    title: str


@dataclass(frozen=True)
class Draw:
    """So many items of a competency are drawn for a form."""

    competency: str
    count: int


@dataclass(frozen=True)
class Passing:
    """When an exam is passed.

    Attributes:
        percent: Of all points, 0 to 100: the cut score.
        minimums: Of the points of a competency, 0 to 100, by its key.
    """

    percent: float
    minimums: Mapping[str, float] = field(default_factory=dict)


class RequirementKind(StrEnum):
    """What a certification may require besides its exam."""

    OBSERVED = "observed"
    CONTRIBUTION = "contribution"
    ATTENDANCE = "attendance"
    ENDORSEMENT = "endorsement"


@dataclass(frozen=True)
class Criterion:
    """A line of a rubric, marked for an observed practice."""

    key: str
    title: str


@dataclass(frozen=True)
class Requirement:
    """Something else that is required. ``rubric`` is what an observer marks; ``days`` how long one has for it."""

    key: str
    kind: RequirementKind
    title: str
    rubric: tuple[Criterion, ...] = ()
    days: int | None = None


@dataclass(frozen=True)
class Continuous:
    """How a certificate is kept by a few questions each week, in the last year before it lapses.

    Attributes:
        weekly: So many questions a week.
        floor: So many have to be answered in the year; what is missing counts as answered wrongly.
        sure: It is renewed where it is at least so probable that the holder has mastered it, 0 to 1.
        master: How often who has mastered it answers a question rightly, 0 to 1.
        other: How often who has not does.
    """

    weekly: int
    floor: int
    sure: float = 0.8
    master: float = 0.85
    other: float = 0.55


@dataclass(frozen=True)
class Definition:
    """A certification.

    Attributes:
        draws: The blueprint of a form.
        attempts: How many may be made in one cycle; None for any number.
        waiting_days: From the end of an attempt that was not passed to the next.
        minutes: The time limit before any personal factor; None for none.
        valid_months: After so many a certificate lapses; None for never.
        renewal_days: So many days before that it may be renewed.
        continuous: How it is kept by practice instead of another exam; None where it is not.
    """

    key: str
    title: str
    summary: str
    competencies: tuple[Competency, ...]
    draws: tuple[Draw, ...]
    passing: Passing
    attempts: int | None = None
    waiting_days: int = 0
    minutes: float | None = None
    requirements: tuple[Requirement, ...] = ()
    valid_months: int | None = None
    renewal_days: int = 0
    continuous: Continuous | None = None
