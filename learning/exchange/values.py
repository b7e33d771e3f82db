"""Addresses that show something to whoever has them. Values only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LinkKind(StrEnum):
    """What an address shows: a person's own progress, a cohort, or a person's deadlines as a calendar."""

    PROGRESS = "progress"
    COHORT = "cohort"
    CALENDAR = "calendar"


@dataclass(frozen=True)
class Link:
    """An address that was opened while it holds.

    Attributes:
        person: Who made it: it shows what she may see.
        subject: The id of the cohort that it shows; None where it shows her own.
        ends_at: When it stops; None where it holds until it is revoked.
    """

    workspace: str
    person: str
    kind: LinkKind
    subject: str | None
    made_at: datetime
    ends_at: datetime | None
