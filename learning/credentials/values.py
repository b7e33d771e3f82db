"""A certificate as it is stored, and what a verifier says. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class CertificateStep(StrEnum):
    """What may become of a certificate."""

    ISSUED = "issued"
    SUSPENDED = "suspended"
    REINSTATED = "reinstated"
    REVOKED = "revoked"
    MADE_PUBLIC = "made_public"
    MADE_PRIVATE = "made_private"
    HOLDER_TOLD = "holder_told"
    RENEWED = "renewed"


@dataclass(frozen=True)
class Certificate:
    """A signed certificate of a person.

    Attributes:
        slug: In its public address; says nothing of its holder.
        name: Of the holder, as it was signed.
        public: Whether its holder lets anybody with the address see it.
        distrusted: Whether it was issued when somebody else may have had its key.
        issued_anew: Whether it is in place of one of the same days whose key was compromised.
    """

    id: str
    slug: str
    certification_id: str
    certification_version_id: str
    attempt_id: str
    person: str
    name: str
    issued_at: datetime
    expires_at: datetime | None
    status_index: int
    key_id: str
    suspended: bool
    revoked: bool
    reason: str | None
    public: bool
    distrusted: bool = False
    issued_anew: bool = False


class Verdict(StrEnum):
    """What a verifier says. Whatever could not be checked is never ``VALID``."""

    VALID = "valid"
    INVALID = "invalid"
    NOT_VERIFIED = "not_verified"


class Why(StrEnum):
    """Why a credential is not simply valid, or what is to be known of one that is."""

    NO_CREDENTIAL = "no_credential"
    TOO_LARGE = "too_large"
    MALFORMED = "malformed"
    ALGORITHM_REFUSED = "algorithm_refused"
    KEY_UNKNOWN = "key_unknown"
    KEY_COMPROMISED = "key_compromised"
    SIGNATURE_WRONG = "signature_wrong"
    WRONG_TYPE = "wrong_type"
    WRONG_ISSUER = "wrong_issuer"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    STATUS_UNKNOWN = "status_unknown"
    PROOF_NOT_SUPPORTED = "proof_not_supported"


@dataclass(frozen=True)
class Verified:
    """What came of a verification; ``claims`` are only those whose signature was found right."""

    verdict: Verdict
    why: tuple[Why, ...]
    claims: Mapping[str, Any] | None
    key_id: str | None = None
