"""Uploads as their callers get them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from ingestion.given import GivenDetails


class Stage(StrEnum):
    """How far an upload has come."""

    RECEIVED = "received"
    """It is being fetched."""
    READING = "reading"
    EMBEDDING = "embedding"
    CHECKING = "checking"
    READY = "ready"
    """Its edition is a draft whose own passages were found by search."""
    FAILED = "failed"


# A job works on these; they count against the limits.
UNDER_WAY = (Stage.RECEIVED, Stage.READING, Stage.EMBEDDING, Stage.CHECKING)


@dataclass(frozen=True)
class AsGuide:
    """What an edition is to have as its guide has it.

    Attributes:
        edition_id: The edition of the guide that readers saw, or saw last, when it was handed in.
        details: The names of the details; of ``EditionFacts``.
    """

    edition_id: str
    details: tuple[str, ...]


@dataclass(frozen=True)
class Upload:
    """A file or a web page that a person hands in.

    Attributes:
        name: Of the file; of a page its address.
        source: Where it is fetched from.
        guide_id: The guide of which it is to be an edition; None for a new one, until its edition is stored.
        passages: How many its edition has, once it is stored.
        error: The code of what went wrong; ``facts`` belong to it.
        findings: What a reviewer should look at.
        as_guide: What is to be as its guide has it; None where nothing is.
        channel: Where its progress is shown, in ``message``.
    """

    id: str
    person: str
    name: str
    source: str
    stage: Stage
    guide_id: str | None
    edition_id: str | None
    content_hash: str | None
    passages: int | None
    error: str | None
    facts: Mapping[str, Any]
    given: GivenDetails
    as_guide: AsGuide | None
    findings: Mapping[str, Any]
    channel: str | None
    message: str | None
    created_at: datetime
    changed_at: datetime
