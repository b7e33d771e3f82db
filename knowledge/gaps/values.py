"""What others see of a gap. Values only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge.guides.drafts import EVERYBODY


class GapState(StrEnum):
    """How far a gap is from being closed.

    ``ASKED``: people were asked to answer. ``ANSWERED``: a person answered, and the guides don't yet. ``CLOSED``: each
    of its questions is answered, or somebody said so. ``SET_ASIDE``: it is nothing for the guides.
    """

    OPEN = "open"
    ASKED = "asked"
    ANSWERED = "answered"
    CLOSED = "closed"
    SET_ASIDE = "set_aside"


# What nobody is done with.
UNDONE = (GapState.OPEN, GapState.ASKED, GapState.ANSWERED)


class Why(StrEnum):
    """Why a question belongs to a gap."""

    UNANSWERED = "unanswered"
    UNHELPFUL = "unhelpful"
    WANTED = "wanted"


@dataclass(frozen=True)
class GapQuestion:
    """A question of a gap.

    Attributes:
        channel: Where it was asked, with ``moment`` and ``root``; who may be told an answer depends on it.
        text: What it asks, as it was understood.
        unseen: Whether nobody but the asker saw it asked.
        is_settled: Whether its newest answer answers it, and nobody says that this did not help.
        told_at: When its asker was told last that it is answered.
        is_shown: Whether those who look after the library may read it: it was asked where everybody may read, or its
            asker wants a person to answer.
        news_at: Since when there is an answer that its asker is to be told of.
    """

    id: str
    channel: str
    moment: str
    root: str
    asker: str
    text: str
    asked_at: datetime
    why: Why
    unseen: bool
    is_settled: bool
    told_at: datetime | None
    is_shown: bool = True
    news_at: datetime | None = None

    @property
    def is_told(self) -> bool:
        """Whether its asker was told of the last answer that she was to be told of."""
        return self.told_at is not None and (self.news_at is None or self.told_at >= self.news_at)


@dataclass(frozen=True)
class Asked:
    """Somebody who was asked to answer, and who wanted it."""

    person: str
    by: str
    at: datetime
    declined_at: datetime | None


@dataclass(frozen=True)
class GivenByPerson:
    """What a person answered; ``standard_id`` where it is kept as a standard answer too.

    Attributes:
        answers: The ids of the questions that it answers, which are not all of its gap.
        audience: Whom it is for, as a guide's.
    """

    id: str
    by: str
    text: str
    at: datetime
    standard_id: str | None
    answers: tuple[str, ...] = ()
    audience: str = EVERYBODY


@dataclass(frozen=True)
class GivenToOwner:
    """A gap that was given to its owner ``at`` this time by somebody who is not in Slack; she is yet to be told."""

    gap_id: str
    person: str
    at: datetime


@dataclass(frozen=True)
class GapSummary:
    """A gap as lists show it.

    Attributes:
        title: Of its questions that may be shown the one nearest the middle; empty where none may.
        owner: Who sees to it.
        state: Since ``state_since``.
        questions: How many it has; ``unsettled`` are those that are not answered yet.
        askers: How many people asked.
        since: When it was asked first, and ``latest`` when last.
    """

    id: str
    title: str
    owner: str | None
    state: GapState
    state_since: datetime
    questions: int
    unsettled: int
    askers: int
    since: datetime
    latest: datetime


@dataclass(frozen=True)
class Gap:
    """All of one gap: questions, who was asked and answers each the oldest first."""

    summary: GapSummary
    questions: tuple[GapQuestion, ...]
    asked: tuple[Asked, ...]
    answers: tuple[GivenByPerson, ...]

    @property
    def waiting(self) -> tuple[str, ...]:
        """Who was asked and has neither answered since nor handed it on."""
        return tuple(one.person for one in self.asked if one.declined_at is None and not self._has_answered(one))

    def _has_answered(self, asked: Asked) -> bool:
        return any(said.by == asked.person and said.at >= asked.at for said in self.answers)


@dataclass(frozen=True)
class Topic:
    """Whom a gap's topic belongs to, nearest first: the people who answer for the guides that are nearest to it.

    Attributes:
        owners: At most three.
        keepers: Those whose role lets them close gaps; they are asked where nobody answers for such a guide.
    """

    owners: tuple[str, ...]
    keepers: tuple[str, ...]

    @property
    def people(self) -> tuple[str, ...]:
        """Whom to ask first."""
        return self.owners or self.keepers

    def others(self) -> tuple[str, ...]:
        """All who may be asked, in the order in which they are."""
        return tuple(dict.fromkeys([*self.owners, *self.keepers]))
