"""How far a person is: what she has learned, what is due, what is left for her certificates. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from learning.certifications.values import Certification
from learning.continuous.values import Year
from learning.curriculum.values import PathStanding
from learning.learners.hours import day_of
from learning.learners.values import Preferences
from learning.mastery.mastery import Mastery
from learning.past.values import PastCertificate
from learning.practice.values import Today
from learning.requirements.states import RequirementStanding
from learning.standing.queries import Held

# What it takes to answer an item, in seconds, as far as a person is told before she begins.
ITEM_SECONDS = 25


class ExamState(StrEnum):
    """Where a person stands with an exam: still to be taken, begun, or passed, with no certificate for it yet."""

    TO_DO = "to_do"
    OPEN = "open"
    PASSED = "passed"


@dataclass(frozen=True)
class TopicProgress:
    """What a person has learned of a competency.

    Attributes:
        mastery: None where she answered nothing about it.
        read_at: When she last read of it; None where she did not.
    """

    key: str
    title: str
    mastery: Mastery | None
    read_at: datetime | None


@dataclass(frozen=True)
class Way:
    """A certification that a person is on the way to: its certificate is not there yet, or counts no longer.

    Attributes:
        requirements: What else is required, with how she stands with each.
        path: The path that leads to it and that she is on, if she is on one.
    """

    certification: Certification
    exam: ExamState
    requirements: tuple[RequirementStanding, ...]
    path: PathStanding | None

    @property
    def undone(self) -> tuple[str, ...]:
        """The titles of what else is required and still open."""
        return tuple(one.requirement.title for one in self.requirements if not one.is_done)

    @property
    def waits_for_name(self) -> bool:
        """Whether nothing is left but to say the name that is to stand in the certificate."""
        return self.exam is ExamState.PASSED and not self.undone


@dataclass(frozen=True)
class Elsewhere:
    """A certificate from elsewhere that counts, of a certification of which no certificate from here does."""

    certification: Certification
    certificate: PastCertificate


@dataclass(frozen=True)
class Progress:
    """How far a person is.

    Attributes:
        zone: In which she has her days.
        break_until: The last day of the break that she takes; None where she takes none.
        topics: The competencies of what she holds, also from elsewhere, and is on the way to, each once.
        held: Of each certification the newest certificate, the newest first.
        ways: What is left for certificates.
        practised: When she last practised, by the certification's id.
        years: How the years of certificates stand that are kept by practice, by the certificate's id.
        paths: Those that she is on, the one begun last first.
        anything_to_learn: Whether there is a certification or a path that she could begin.
        elsewhere: What she was certified for elsewhere and counts, in the order of the certifications' keys.
    """

    person: str
    today: Today
    zone: ZoneInfo
    break_until: date | None
    topics: tuple[TopicProgress, ...]
    held: tuple[Held, ...]
    ways: tuple[Way, ...]
    practised: Mapping[str, datetime]
    years: Mapping[str, Year]
    paths: tuple[PathStanding, ...]
    preferences: Preferences
    anything_to_learn: bool
    elsewhere: tuple[Elsewhere, ...] = ()

    def day(self, moment: datetime) -> date:
        """The day that it is for her at a moment."""
        return day_of(moment, self.zone)

    @property
    def to_practise(self) -> int:
        """How many items are to be practised today."""
        return self.today.due + self.today.new

    @property
    def minutes(self) -> int:
        """About how many minutes that takes; at least one, where there is anything."""
        return -(-self.to_practise * ITEM_SECONDS // 60)
