"""What a person practised. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from knowledge.guides.drafts import EVERYBODY
from learning.items.responses import Response
from learning.practice.scheduling import Memory
from learning.practice.streaks import Streak


class Purpose(StrEnum):
    """Why an item was asked: somebody wanted to practise, a path asks for it, it was due, or it keeps a certificate."""

    FREE = "free"
    PATH = "path"
    DUE = "due"
    CONTINUOUS = "continuous"


class Added(StrEnum):
    """Why a person is asked an item again: she practised it, asked about its passage, or missed a sibling of it."""

    PRACTISED = "practised"
    ASKED = "asked"
    SIBLING = "sibling"


@dataclass(frozen=True)
class Scope:
    """From what a person is asked.

    Attributes:
        audiences: Those whose guides she may read: nothing is asked that rests on another guide.
        towards: The competencies that she works towards, each with the id of the certification for which: new items of
            these come by themselves, as those do of competencies in which she has cards.
    """

    audiences: tuple[str, ...] = (EVERYBODY,)
    towards: Mapping[str, str] = field(default_factory=dict)


# From what anybody is asked.
OPEN = Scope()


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
    item_id: str
    competency: str
    purpose: Purpose
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


@dataclass(frozen=True)
class Card:
    """An item that a person is asked again and again.

    Attributes:
        version_id: The version of the item that is asked now.
        memory: How well she remembers it; None where she has not answered it, or not since its passage changed.
        due: From when on she is to be asked.
    """

    item_id: str
    version_id: str
    certification_id: str
    competency: str
    memory: Memory | None
    due: datetime


@dataclass(frozen=True)
class Counts:
    """What waits for a person, whatever she takes on a day.

    Attributes:
        due: Items that she knows and that are due.
        new: Items that she may be asked for the first time.
        begun_today: Items that she was asked for the first time on her day.
        next_due: When the next is due of those that are not yet; None where there is none.
    """

    due: int
    new: int
    begun_today: int
    next_due: datetime | None


@dataclass(frozen=True)
class Today:
    """What there is to practise for a person on her day.

    Attributes:
        due: So many items of those she knows are due and still to be asked today, within what she takes on a day.
        new: So many new ones are to be asked besides.
        answered_today: So many she answered today.
        next_due: When there is something after what is asked today; None where there is nothing.
    """

    due: int
    new: int
    answered_today: int
    streak: Streak
    next_due: datetime | None
