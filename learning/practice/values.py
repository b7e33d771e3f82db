"""What a person practised. Values only."""

from dataclasses import dataclass
from datetime import datetime

from learning.items.responses import Response


@dataclass(frozen=True)
class Practised:
    """An item that was shown for practice.

    Attributes:
        tokens: ``(token, key)`` in the order in which options are shown: only tokens are shown to anybody.
        given: What was answered, in the item's own keys; None until it is.
        credit: What that is worth, 0 to 1.
    """

    id: str
    person: str
    certification_id: str
    version_id: str
    tokens: tuple[tuple[str, str], ...]
    shown_at: datetime
    given: Response | None
    credit: float | None
    answered_at: datetime | None

    @property
    def is_answered(self) -> bool:
        """Whether it was answered, and its key may be told."""
        return self.answered_at is not None


@dataclass(frozen=True)
class Met:
    """How a person last met an item in practice; ``credit`` is None where she did not answer."""

    shown_at: datetime
    credit: float | None
