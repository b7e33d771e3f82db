"""How a person stands with a requirement. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class RequirementState(StrEnum):
    """Where a person stands with a requirement; with no step it is ``OPEN``."""

    OPEN = "open"
    SUBMITTED = "submitted"
    MET = "met"
    REPEAT = "repeat"
    WAIVED = "waived"


class Mark(StrEnum):
    """What an observer gives a line of a rubric: three marks of growth suggest to repeat."""

    MET = "met"
    GROWTH = "growth"


@dataclass(frozen=True)
class Step:
    """A step towards a requirement: who took it, and what was said."""

    requirement: str
    state: RequirementState
    by: str
    at: datetime
    marks: Mapping[str, Mark] | None = None
    note: str | None = None
    link: str | None = None
    until: date | None = None
