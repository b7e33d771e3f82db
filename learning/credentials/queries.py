"""Selects over certificates. How one stands is folded from its steps."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, undefer

from knowledge.members.roles import ERASED
from learning.credentials.issuer import Purpose
from learning.credentials.models import CertificateBasisRow, CertificateRow, CertificateStepRow, SigningKeyRow
from learning.credentials.opening import stated_id
from learning.credentials.values import Certificate, CertificateStep
from learning.errors import CertificateNotFound
from storage.parts import in_parts

_BEGINS = {CertificateStep.SUSPENDED, CertificateStep.REVOKED}


@dataclass(frozen=True)
class Shown:
    """A certificate as the public pages need it.

    Attributes:
        jwt: The signed token.
    """

    workspace: str
    certificate: Certificate
    jwt: str


@dataclass(frozen=True)
class CertificateFilter:
    """Which certificates are asked for; what is None does not matter."""

    certification_id: str | None = None
    person: str | None = None
    people: Collection[str] | None = None


ALL = CertificateFilter()


def certificate(session: Session, workspace: str, certificate_id: str) -> Certificate:
    """The certificate with this id.

    Raises:
        CertificateNotFound: There is none.
    """
    found = _values(session, _certificates(workspace).where(CertificateRow.id == certificate_id))
    if not found:
        raise CertificateNotFound(certificate_id)
    return found[0]


def certificates(session: Session, workspace: str, asked: CertificateFilter = ALL) -> list[Certificate]:
    """Those that are asked for, the newest first; none of somebody who was erased.

    In two statements, and one more for each 10,000.
    """
    query = _certificates(workspace).where(~CertificateRow.person.startswith(ERASED))
    if asked.certification_id is not None:
        query = query.where(CertificateRow.certification_id == asked.certification_id)
    if asked.person is not None:
        query = query.where(CertificateRow.person == asked.person)
    if asked.people is not None:
        query = query.where(CertificateRow.person.in_(asked.people))
    return _values(session, query)


def certificates_of(session: Session, workspace: str, person: str) -> list[Certificate]:
    """All that a person holds or held, the newest first."""
    return certificates(session, workspace, CertificateFilter(person=person))


def certificate_for(session: Session, workspace: str, attempt_id: str) -> Certificate | None:
    """The certificate that an attempt led to."""
    found = _values(session, _certificates(workspace).where(CertificateRow.attempt_id == attempt_id))
    return found[0] if found else None


def newest_address(session: Session, workspace: str) -> str | None:
    """The issuer's address as it is signed into the certificate issued last; None where none was issued."""
    query = select(CertificateRow.slug, CertificateRow.jwt).where(
        CertificateRow.workspace_id == workspace, ~CertificateRow.person.startswith(ERASED)
    )
    newest = session.execute(query.order_by(CertificateRow.issued_at.desc(), CertificateRow.id.desc()).limit(1)).first()
    if newest is None:
        return None
    return (stated_id(newest.jwt) or "").removesuffix(f"/c/{newest.slug}")


def basis_of(session: Session, workspace: str, certificate_id: str) -> list[tuple[str, str]]:
    """The passages on which a certificate rests, each with its edition."""
    query = select(CertificateBasisRow.passage_id, CertificateBasisRow.edition_id).where(
        CertificateBasisRow.workspace_id == workspace, CertificateBasisRow.certificate_id == certificate_id
    )
    rows = session.execute(query.order_by(CertificateBasisRow.edition_id, CertificateBasisRow.passage_id))
    return [(passage, edition) for passage, edition in rows]


def token_of(session: Session, workspace: str, certificate_id: str) -> str:
    """The signed token of a certificate.

    Raises:
        CertificateNotFound: There is none.
    """
    query = select(CertificateRow.jwt).where(
        CertificateRow.workspace_id == workspace, CertificateRow.id == certificate_id
    )
    found = session.scalar(query)
    if found is None:
        raise CertificateNotFound(certificate_id)
    return found


def shown(session: Session, slug: str) -> Shown | None:
    """The certificate with this address where its holder lets anybody see it, else None; in two statements."""
    query = _with_key().where(CertificateRow.slug == slug).options(undefer(CertificateRow.jwt))
    found = session.execute(query).first()
    if found is None:
        return None
    row, compromised_at = found
    value = certificate_value(row, compromised_at, _steps(session, [row.id]).get(row.id, ()))
    return Shown(row.workspace_id, value, row.jwt) if value.public else None


def status_bits(session: Session, workspace: str, purpose: Purpose) -> frozenset[int]:
    """The places of the certificates that are revoked, or suspended."""
    touched = exists().where(
        CertificateStepRow.certificate_id == CertificateRow.id,
        CertificateStepRow.step.in_([step.value for step in _BEGINS]),
    )
    found = _values(session, _certificates(workspace).where(touched))
    revoked = purpose is Purpose.REVOCATION
    return frozenset(one.status_index for one in found if (one.revoked if revoked else one.suspended))


def count_of(session: Session, workspace: str) -> int:
    """How many certificates were ever issued."""
    query = select(func.count()).select_from(CertificateRow).where(CertificateRow.workspace_id == workspace)
    return session.scalar(query) or 0


def is_taken(session: Session, workspace: str, index: int) -> bool:
    """Whether a certificate has this place in the status lists."""
    query = select(CertificateRow.id).where(
        CertificateRow.workspace_id == workspace, CertificateRow.status_index == index
    )
    return session.scalar(query) is not None


def _certificates(workspace: str) -> Select[CertificateRow, datetime | None]:
    query = _with_key().where(CertificateRow.workspace_id == workspace)
    return query.order_by(CertificateRow.issued_at.desc(), CertificateRow.id.desc())


def _with_key() -> Select[CertificateRow, datetime | None]:
    """Certificates, each with when its key was compromised."""
    key = SigningKeyRow.id == CertificateRow.key_id
    return select(CertificateRow, SigningKeyRow.compromised_at).join(SigningKeyRow, key)


def _values(session: Session, query: Select[CertificateRow, datetime | None]) -> list[Certificate]:
    rows = session.execute(query).all()
    steps = _steps(session, [row.id for row, _ in rows])
    return [certificate_value(row, compromised_at, steps.get(row.id, ())) for row, compromised_at in rows]


def _steps(session: Session, ids: Sequence[str]) -> Mapping[str, list[CertificateStepRow]]:
    found: dict[str, list[CertificateStepRow]] = {}
    for some in in_parts(ids):
        query = select(CertificateStepRow).where(CertificateStepRow.certificate_id.in_(some))
        for step in session.scalars(query.order_by(CertificateStepRow.number)):
            found.setdefault(step.certificate_id, []).append(step)
    return found


def certificate_value(
    row: CertificateRow, compromised_at: datetime | None, steps: Iterable[CertificateStepRow]
) -> Certificate:
    """A row, with its steps in their order, as the value that leaves this package."""
    suspended = revoked = public = renewed = False
    reason: str | None = None
    for taken in steps:
        step = CertificateStep(taken.step)
        revoked = revoked or step is CertificateStep.REVOKED
        renewed = renewed or step is CertificateStep.RENEWED
        if step in (CertificateStep.SUSPENDED, CertificateStep.REINSTATED):
            suspended = step is CertificateStep.SUSPENDED
        if step in (CertificateStep.MADE_PUBLIC, CertificateStep.MADE_PRIVATE):
            public = step is CertificateStep.MADE_PUBLIC
        if step in (*_BEGINS, CertificateStep.REINSTATED):
            reason = taken.reason if step in _BEGINS else None
    return Certificate(
        id=row.id,
        slug=row.slug,
        certification_id=row.certification_id,
        certification_version_id=row.certification_version_id,
        attempt_id=row.attempt_id,
        person=row.person,
        name=row.name,
        issued_at=row.issued_at,
        expires_at=row.expires_at,
        status_index=row.status_index,
        key_id=row.key_id,
        suspended=suspended,
        revoked=revoked,
        reason=reason,
        public=public,
        distrusted=compromised_at is not None and row.issued_at >= compromised_at,
        issued_anew=row.copy > 1 and not renewed,
    )
