"""What happened, as a statement of the Experience API (xAPI 1.0.3) tells it. Values only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

Statement = dict[str, Any]


class Kind(StrEnum):
    """What kind of thing happened; with the id of its row it names a statement for good."""

    PRACTISED = "practised"
    RESULT = "result"
    CERTIFICATE = "certificate"
    READ = "read"
    OBSERVED = "observed"


class Verb(StrEnum):
    """What a person did; the value is how it is displayed."""

    ANSWERED = "answered"
    PASSED = "passed"
    FAILED = "failed"
    EARNED = "earned"
    LOST = "lost"
    EXPERIENCED = "experienced"
    WAIVED = "waived"


class ThingType(StrEnum):
    """What a thing is."""

    QUESTION = "question"
    EXAM = "exam"
    CERTIFICATE = "certificate"
    STEP = "step"
    OBSERVATION = "observation"
    EDITION = "edition"
    GUIDE = "guide"


@dataclass(frozen=True)
class Thing:
    """What something was done to, or in connection with what.

    Attributes:
        path: Below the issuer's address; names it for good.
        name: How it is called, in whatever language.
    """

    path: str
    type: ThingType
    name: str


@dataclass(frozen=True)
class Outcome:
    """What came of it.

    Attributes:
        share: Of what could be reached, 0 to 1.
        points: The same in points, of ``of``; None where there are no points.
    """

    success: bool | None = None
    share: float | None = None
    points: float | None = None
    of: float | None = None
    duration: timedelta | None = None


@dataclass(frozen=True)
class Happened:
    """Something that a person did, or that was decided on what she did.

    Attributes:
        row: With ``kind``, names it for good.
        instructor: Who decided; None where nobody in particular did.
        sitting: The id of the attempt that it belongs to.
        corrects: The ``row`` of what of the same kind this corrects.
        parent: What ``object`` is a part of.
        rests_on: The editions of guides that it rests on.
    """

    kind: Kind
    row: str
    person: str
    verb: Verb
    object: Thing
    at: datetime
    outcome: Outcome | None = None
    instructor: str | None = None
    sitting: str | None = None
    corrects: str | None = None
    parent: Thing | None = None
    rests_on: tuple[Thing, ...] = ()
