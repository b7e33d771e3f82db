"""What a person holds, and what she has earned and not been given yet. Pure.

It is told by the same rules as ``credentials.earned`` tells in SQL of everybody, which says them in words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from learning.attempts.rules import Past
from learning.attempts.values import Kind
from learning.certifications.values import Certification
from learning.credentials.earned import Earned, undone
from learning.credentials.values import Certificate, CertificateStep
from learning.requirements.values import Step
from learning.standing.queries import Held, stands
from learning.standing.values import Outdated

LEADING = frozenset({Kind.EXAM, Kind.RENEWAL})


@dataclass(frozen=True)
class Life:
    """A certificate and what became of it, the first step first; ``copy`` counts those of its attempt from 1."""

    certificate: Certificate
    copy: int
    steps: tuple[tuple[CertificateStep, datetime], ...]

    @property
    def is_suspended(self) -> bool:
        """Whether it was suspended, and neither reinstated nor revoked since."""
        turns = [step for step, _ in self.steps if step in _TURNS]
        return bool(turns) and turns[-1] is CertificateStep.SUSPENDED


_TURNS = frozenset({CertificateStep.SUSPENDED, CertificateStep.REINSTATED, CertificateStep.REVOKED})


def held(
    lives: Sequence[Life],
    certifications: Mapping[str, Certification],
    outdated: Mapping[str, tuple[Outdated, ...]],
    now: datetime,
) -> tuple[Held, ...]:
    """Of each certification the certificate that was issued last, the newest first, and how it stands.

    Args:
        lives: All certificates of a person, the newest first.
        certifications: By id.
        outdated: What guides changed under a certificate, by its id.
        now: The time.
    """
    newest: dict[str, Certificate] = {}
    for life in lives:
        newest.setdefault(life.certificate.certification_id, life.certificate)
    return tuple(
        stands(one, certifications[one.certification_id], outdated.get(one.id, ()), now) for one in newest.values()
    )


def earned(
    attempts: Sequence[Past],
    lives: Sequence[Life],
    begun: Mapping[str, Certification],
    steps: Mapping[str, Mapping[str, Sequence[Step]]],
    person: str,
) -> tuple[Earned, ...]:
    """The exams that she passed and that lead to a certificate there is not yet, the first passed first.

    Args:
        attempts: All attempts of the person.
        lives: All her certificates.
        begun: The certification as it was when an attempt was begun, by the attempt's id.
        steps: Hers towards requirements, by the certification's id and the requirement.
        person: Who she is.
    """
    found = [one for one in attempts if one.ended_at is not None and _leads(one, attempts, lives)]
    return tuple(
        Earned(one.attempt_id, person, version, one.ended_at, undone(version, steps.get(one.certification_id, {})))
        for one in sorted(found, key=lambda one: (one.ended_at, one.attempt_id))
        if one.ended_at is not None and (version := begun[one.attempt_id])
    )


def _leads(one: Past, attempts: Sequence[Past], lives: Sequence[Life]) -> bool:
    if not _is_passed(one) or one.ended_at is None:
        return False
    siblings = [other for other in attempts if other.certification_id == one.certification_id]
    if any(_is_passed(other) and other.number > one.number for other in siblings):
        return False
    later = {other.attempt_id for other in siblings if other.number >= one.number}
    own = [life for life in lives if life.certificate.certification_id == one.certification_id]
    if any(life.certificate.attempt_id in later or life.is_suspended for life in own):
        return False
    return not any(_is_revoked_since(life, one.ended_at) and not _is_issued_anew(life, own) for life in own)


def _is_passed(one: Past) -> bool:
    return one.kind in LEADING and one.passed is True


def _is_revoked_since(life: Life, moment: datetime) -> bool:
    return any(step is CertificateStep.REVOKED and at > moment for step, at in life.steps)


def _is_issued_anew(life: Life, own: Sequence[Life]) -> bool:
    return any(other.certificate.attempt_id == life.certificate.attempt_id and other.copy > life.copy for other in own)
