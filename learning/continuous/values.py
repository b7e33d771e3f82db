"""What is asked of a holder this week, and how her year stands. Values only."""

from dataclasses import dataclass
from datetime import datetime

from learning.certifications.values import Certification


@dataclass(frozen=True)
class Week:
    """The questions by which a holder keeps a certificate in a week.

    Attributes:
        asked: How many questions of the week she was asked; of ``answered`` the answers count.
        of: How many there are in a week.
        askable: How many there are of which she was not told this week what is right.
    """

    certification: Certification
    certificate_id: str
    asked: int
    answered: int
    of: int
    askable: int

    @property
    def left(self) -> int:
        """How many are still to be answered, as far as there are any to be asked."""
        return max(0, min(self.of - self.answered, self.askable))


@dataclass(frozen=True)
class Outcome:
    """What answers come to.

    Attributes:
        right: How many of the ``answered`` were wholly right.
        unanswered: How many of the floor were counted as wrong, since they were not answered.
        mastery: How probable it is that who answered so has mastered it, 0 to 1.
        passed: Whether that is enough.
    """

    answered: int
    right: int
    unanswered: int
    mastery: float
    passed: bool


@dataclass(frozen=True)
class Year:
    """The last year of a certificate that is kept by practice.

    Attributes:
        begins: What is answered from then on counts, until it ``ends``, which is when the certificate lapses.
        floor: How many answers it takes, as far as she could give so many.
        so_far: By what was answered until now; what is not answered yet counts for nothing.
        at_the_end: What that comes to at the end if nothing more is answered.
    """

    begins: datetime
    ends: datetime
    floor: int
    so_far: Outcome
    at_the_end: Outcome

    @property
    def missing(self) -> int:
        """How many have to be answered still."""
        return max(0, self.floor - self.so_far.answered)


@dataclass(frozen=True)
class Decided:
    """What a holder's year came to; ``renewed_by`` is the certificate that was issued because of it."""

    certificate_id: str
    person: str
    certification_id: str
    begins: datetime
    ends: datetime
    outcome: Outcome
    renewed_by: str | None
    at: datetime
