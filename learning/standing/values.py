"""How a certificate stands, and what a change of a guide did to it. Values only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Standing(StrEnum):
    """How a certificate stands today."""

    CURRENT = "current"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    OUTDATED = "outdated"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


class Severity(StrEnum):
    """How much a change of a guide takes from a certificate: a number or a duty changed, or only other words did."""

    MINOR = "minor"
    MAJOR = "major"


@dataclass(frozen=True)
class Outdated:
    """What an edition changed under a certificate.

    Attributes:
        severity: The gravest change that is left; where none is left, the gravest there was.
        passages: Those, on which the certificate rests, whose change is left; all where none is left.
        mended: Whether none is left: a short exam has mended it, or a later edition has overtaken it.
    """

    certificate_id: str
    edition_id: str
    severity: Severity
    passages: tuple[str, ...]
    at: datetime
    mended: bool
