"""What a person is to be written to about. Values only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from learning.learners.values import Kind


class Outcome(StrEnum):
    """What became of a notice.

    It was sent; there was nothing left to say; she did not want it; she had left; Slack did not let it through for
    days; it could not be made.
    """

    SENT = "sent"
    MOOT = "moot"
    UNWANTED = "unwanted"
    LEFT = "left"
    REFUSED = "refused"
    FAILED = "failed"


class Stage(StrEnum):
    """How near the end of a certificate is: it may be renewed, two weeks are left, three days are."""

    WINDOW = "w"
    WEEKS = "14"
    DAYS = "3"


@dataclass(frozen=True)
class Notice:
    """That a person is to be written to about something in a period, not before ``send_at``.

    Attributes:
        period: Of practice the local day (``2026-11-26``), of a digest the month (``2026-11``), of a deadline what
            lapses, and its stage (``<certificate's id>:14``), of a goal its last day too (``<its id>:g14:2026-12-24``).
        failed_at: When it could not be sent first; None where nothing stood in its way.
    """

    id: str
    person: str
    kind: Kind
    period: str
    send_at: datetime
    failed_at: datetime | None = None
    outcome: Outcome | None = None

    @property
    def subject(self) -> tuple[str, str, str]:
        """What the notice is about, its stage, and the last day of a goal, of a deadline."""
        about, stage, day, *_ = *self.period.split(":"), "", ""
        return about, stage, day


@dataclass(frozen=True)
class Planned:
    """A notice that is to be: once for the person, the kind and the period."""

    person: str
    kind: Kind
    period: str
    send_at: datetime


@dataclass(frozen=True)
class Lapsing:
    """A certificate that lapses; ``renewable_from`` is when it may be renewed first."""

    certificate_id: str
    person: str
    issued_at: datetime
    renewable_from: datetime
    expires_at: datetime
