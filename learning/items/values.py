"""An item: what it asks, what proves its key, and where it stands. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Pool(StrEnum):
    """What an item is for. The two never mix."""

    PRACTICE = "practice"
    EXAM = "exam"


class Difficulty(StrEnum):
    """How hard its author takes an item to be; how hard it is, is measured."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class ItemState(StrEnum):
    """Where a version of an item stands. Only what is published is live, and drawn."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    QUARANTINED = "quarantined"
    SUPERSEDED = "superseded"
    RETIRED = "retired"


@dataclass(frozen=True)
class Quote:
    """What an author names as proof.

    Attributes:
        guide: The guide's key.
        text: Words that stand in it; white space does not matter.
    """

    guide: str
    text: str


@dataclass(frozen=True)
class Proof:
    """A quote that stands verbatim in an edition's stored text, from ``start`` to ``end``."""

    edition_id: str
    passage_id: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class ItemDraft:
    """An item as somebody wrote it.

    Attributes:
        key: Names it for good in its workspace: a new draft of the same key is its next version.
        type: A key of ``types.TYPES``.
        content: What that type reads.
        rationale: Why the right answer is right, for whoever missed it.
        scenario_key: Items that share a story share this key, and ``scenario``, its text.
    """

    key: str
    type: str
    pool: Pool
    content: Mapping[str, Any]
    rationale: str
    competency: str
    difficulty: Difficulty
    quotes: tuple[Quote, ...]
    scenario_key: str | None = None
    scenario: str | None = None


@dataclass(frozen=True)
class ItemVersion:
    """A stored version of an item; ``content`` is data that its type reads."""

    id: str
    item_id: str
    key: str
    number: int
    type: str
    pool: Pool
    content: Mapping[str, Any]
    rationale: str
    competency: str
    difficulty: Difficulty
    scenario_key: str | None
    scenario: str | None
    proofs: tuple[Proof, ...]
    state: ItemState
    created_by: str
    created_at: datetime


@dataclass(frozen=True)
class Candidate:
    """A live item that may be drawn.

    Attributes:
        exposure: In how many of the latest attempts, of anybody, any version of it was shown.
    """

    item_id: str
    version_id: str
    competency: str
    scenario_key: str | None
    exposure: int
