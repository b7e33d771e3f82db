"""What others see of freshness. Values only."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from knowledge.freshness.states import Freshness


class Outcome(StrEnum):
    """How a review ended: nothing had to change, a new edition was published, or the guide was withdrawn."""

    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Review:
    """Somebody looked, or is looking, whether an edition still holds.

    Attributes:
        ended_at: None while it goes on; and so all that follows.
        note: What the person says of it.
        next_review: Until when the edition holds now; None where it was not reviewed to its end.
    """

    id: str
    guide_id: str
    edition_id: str
    begun_by: str
    begun_at: datetime
    ended_by: str | None = None
    ended_at: datetime | None = None
    outcome: Outcome | None = None
    note: str | None = None
    next_review: date | None = None


@dataclass(frozen=True)
class GuideFreshness:
    """How a guide stands, with the edition that readers see, or saw last.

    Attributes:
        owner: Who answers for it.
        next_review: Until when it holds: as the last review of this edition says, else as the edition does.
        open_review: The review that goes on, if there is one.
    """

    guide_id: str
    edition_id: str
    title: str
    label: str
    owner: str | None
    next_review: date | None
    state: Freshness
    open_review: Review | None


@dataclass(frozen=True)
class Claim:
    """The right to send a reminder.

    Attributes:
        at: Since when somebody has it; no message was posted before.
        first: Whether nobody had it before: then nothing was posted yet.
    """

    at: datetime
    first: bool


@dataclass(frozen=True)
class LinkedText:
    """Where links of a guide that readers see may stand."""

    guide_id: str
    title: str
    owner: str | None
    source_url: str | None
    text: str


@dataclass(frozen=True)
class FailingLink:
    """A link that was not there when it was looked at last, with all checks since it was there.

    Attributes:
        checks: When it was looked at, and whether it was alive; oldest first.
        problem: What was wrong the last time, a code.
        told_at: When it was told last to those who answered for guides that held it then.
    """

    url: str
    checks: tuple[tuple[datetime, bool | None], ...]
    problem: str
    told_at: datetime | None


@dataclass(frozen=True)
class DeadLink:
    """A link that leads nowhere any more, in a guide that readers see.

    Attributes:
        owner: Who answers for the guide.
        problem: What is wrong with it: ``status_404``, ``status_410`` or ``name_unknown``.
        since: When it first failed.
        found: When it failed again, so that it counts as dead.
        told: Whether it was told to those who answer for this guide.
    """

    guide_id: str
    title: str
    owner: str | None
    url: str
    problem: str
    since: datetime
    found: datetime
    told: bool
