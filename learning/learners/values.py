"""How a person wants to be reached. Values only."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a person may be written to about without having asked, each of which she can do without."""

    PRACTICE = "practice"
    DEADLINE = "deadline"
    NUDGE = "nudge"
    DIGEST = "digest"


@dataclass(frozen=True)
class Preferences:
    """How a person wants to be reached.

    Attributes:
        zone: Of the IANA database; None for the one that Slack knows.
        daily: How many items she practises a day at most; 0 for none.
        hour: The local hour, 0 to 23, from which her daily items may come.
        quiet_from: From this local hour until ``quiet_until`` nothing is sent; the same twice for no quiet hours.
        paused_until: Through this day nothing is sent of what she has not asked for.
        muted: What she does not want.
        left_at: When she left the workspace; None while she is in it.
    """

    zone: str | None = None
    daily: int = 5
    hour: int = 9
    quiet_from: int = 20
    quiet_until: int = 8
    paused_until: date | None = None
    muted: frozenset[Kind] = frozenset()
    left_at: datetime | None = None


DEFAULT = Preferences()
