"""A certificate, who issues it, and the keys that sign it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from learning.certifications.definition import Competency, Definition, Draw, Passing, Requirement, RequirementKind
from learning.credentials.achievement import Award, RestsOn, credential
from learning.credentials.issuer import Issuer, Purpose
from learning.credentials.keys import public_jwk
from learning.credentials.keyset import KeySet, trusted_key
from learning.credentials.signing import Signer, sign
from learning.credentials.statuses import StatusEntry
from learning.credentials.values import Verified
from learning.credentials.verifying import verify

# Independent verifiers look at the clock on the wall: it has to lie between these.
ISSUED = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
EXPIRES = datetime(2125, 3, 1, 9, 30, tzinfo=UTC)
NOW = datetime(2025, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)
ISSUER = Issuer("https://badges.example.org", "Amber Alliance")
WORKSPACE = "0198a3b0-0000-7000-8000-000000000001"

DEFINITION = Definition(
    key="mentor-essentials",
    title="Mentor essentials",
    summary="What a mentor does in the first year.",
    competencies=(Competency("begin", "Begin a match"), Competency("safety", "Keep young people safe")),
    draws=(Draw("begin", 6), Draw("safety", 4)),
    passing=Passing(80.0, {"safety": 75.0}),
    requirements=(Requirement("visit", RequirementKind.OBSERVED, "A first meeting"),),
    valid_months=24,
)
AWARD = Award(
    slug="0f" * 16,
    workspace=WORKSPACE,
    certification=DEFINITION,
    number=3,
    name="Amara Łukasiewicz & Söhne <b>",
    rests_on=(
        RestsOn("Elements of practice", "4th edition", date(2015, 9, 1), "Well supported (CEBC)"),
        RestsOn("Closing a match", "2024", None, None),
    ),
    since=ISSUED,
    expires_at=EXPIRES,
    status_index=77,
)


def signer(algorithm: str = "EdDSA", name: str = "a1") -> Signer:
    """A key of its own for each algorithm and name."""
    return _signer(algorithm, name)


@cache
def _signer(algorithm: str, name: str) -> Signer:
    if algorithm == "RS256":
        return Signer(name, algorithm, rsa.generate_private_key(public_exponent=65537, key_size=2048))
    return Signer(name, algorithm, Ed25519PrivateKey.generate())


def keys(*signers: Signer, issuer: str | None = ISSUER.id, compromised_at: datetime | None = None) -> KeySet:
    """Their public halves, trusted."""
    found = (trusted_key(s.key_id, public_jwk(s.private), compromised_at=compromised_at) for s in signers)
    return KeySet(tuple(found), issuer)


def pem(using: Signer) -> bytes:
    """The public half as other programs read it."""
    return using.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def claims(**changes: Any) -> dict[str, Any]:
    """The certificate as a credential, with something changed: a field of the award, else a member of the JSON."""
    of_award = {name: value for name, value in changes.items() if hasattr(AWARD, name)}
    made = credential(replace(AWARD, **of_award), ISSUER)
    return {**made, **{name: value for name, value in changes.items() if name not in of_award}}


def token(using: Signer | None = None, **changes: Any) -> str:
    """The signed certificate."""
    by = using or signer()
    return sign(claims(**changes), by, key_address=ISSUER.key(by.key_id))


@dataclass
class Statuses:
    """A source of statuses: what is set, and whether it can be asked."""

    bits: Mapping[Purpose, bool | None] = field(default_factory=dict)

    def is_set(self, entry: StatusEntry) -> bool | None:
        assert entry.index == AWARD.status_index
        return self.bits.get(entry.purpose, False)


def verified(data: str | bytes, by: KeySet | None = None, **how: Any) -> Verified:
    """What comes of a verification by the signer's key, where nothing is revoked."""
    content = data.encode() if isinstance(data, str) else data
    return verify(content, by or keys(signer()), **{"now": NOW, "status": Statuses(), **how})
