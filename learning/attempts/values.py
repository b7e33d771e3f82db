"""An attempt, what was answered, and what it came to. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from learning.items.responses import Response


class Kind(StrEnum):
    """What an attempt is for: a certificate, the renewal of one, or only what guides changed since."""

    EXAM = "exam"
    RENEWAL = "renewal"
    DELTA = "delta"


class Ending(StrEnum):
    """How an attempt ended."""

    SUBMITTED = "submitted"
    TIME = "time"


@dataclass(frozen=True)
class Slot:
    """An item in its place.

    Attributes:
        position: From 1.
        tokens: ``(token, key)`` in the order in which options are shown: only tokens are shown to anybody.
        given: What was answered last, if anything was.
    """

    position: int
    version_id: str
    competency: str
    tokens: tuple[tuple[str, str], ...]
    given: Response | None = None


@dataclass(frozen=True)
class Attempt:
    """One sitting of a person.

    Attributes:
        number: Of this person's attempts at this certification, from 1.
        minutes: The time limit with the personal factor in it; None for none.
        deadline: When the time is up, without grace.
        channel: With ``message``, where in Slack it is shown.
    """

    id: str
    certification_id: str
    certification_version_id: str
    person: str
    number: int
    kind: Kind
    started_at: datetime
    minutes: float | None
    factor: float
    deadline: datetime | None
    ended_at: datetime | None
    ending: Ending | None
    channel: str | None
    message: str | None
    slots: tuple[Slot, ...]

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.ended_at is None


class Recording(StrEnum):
    """What became of an answer: stored; stored before by the same act; too late; the attempt has ended; not hers."""

    RECORDED = "recorded"
    SAME = "same"
    LATE = "late"
    ENDED = "ended"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class Recorded:
    """What became of an answer, and what is stored now: this is to be shown."""

    recording: Recording
    given: Response | None


@dataclass(frozen=True)
class Score:
    """Points by item and in all; a credit is 0 to 1, None where the item was dropped by a regrade.

    Attributes:
        by_competency: Points and of how many, by competency.
    """

    credits: tuple[float | None, ...]
    points: float
    of: float
    by_competency: Mapping[str, tuple[float, float]]

    @property
    def percent(self) -> float:
        """Of all points, 0 to 100; 0 where there are none."""
        return 100 * self.points / self.of if self.of else 0.0


@dataclass(frozen=True)
class Result:
    """What an attempt came to. ``number`` counts from 1; a regrade adds a later one."""

    attempt_id: str
    number: int
    score: Score
    passed: bool
    at: datetime
    regrade_id: str | None = None
