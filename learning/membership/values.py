"""Who is in a cohort as what. Values only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Part(StrEnum):
    """What a person is in a cohort; she may be several of these."""

    LEARNER = "learner"
    MENTOR = "mentor"
    COORDINATOR = "coordinator"


@dataclass(frozen=True)
class Member:
    """A person in a cohort, in one part.

    Attributes:
        mentor: Who looks after her, where she is a learner to whom one is assigned.
    """

    person: str
    part: Part
    mentor: str | None
    since: datetime
