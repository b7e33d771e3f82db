"""Use cases of certificates: suspended, reinstated, revoked; shown to everybody by who holds it, and hidden again."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.audit.values import Facts
from knowledge.members.roles import Act
from knowledge.members.service import require
from knowledge.turns import take_turn
from knowledge.wording import LONGEST_REASON, plain
from learning.certifications.queries import certification_at
from learning.credentials.models import CertificateStepRow
from learning.credentials.queries import certificate
from learning.credentials.values import Certificate, CertificateStep
from learning.errors import NotTheHolder, ReasonMissing

SUBJECT = "certificate"


def suspend(session: Session, workspace: str, certificate_id: str, *, reason: str, by: str, now: datetime) -> bool:
    """Let a certificate not count until it is reinstated; returns whether that was not so before.

    Raises:
        NotAllowed: The person may not.
        CertificateNotFound: There is no such certificate.
        ReasonMissing: No reason was given.
    """
    found = _kept(session, workspace, certificate_id, by)
    because = _reason(reason)
    if found.suspended or found.revoked:
        return False
    _take(session, workspace, found, CertificateStep.SUSPENDED, reason=because, by=by, now=now)
    return True


def reinstate(session: Session, workspace: str, certificate_id: str, *, by: str, now: datetime) -> bool:
    """Let a suspended certificate count again; returns whether it was suspended. One that is revoked stays so.

    Raises:
        NotAllowed: The person may not.
        CertificateNotFound: There is no such certificate.
    """
    found = _kept(session, workspace, certificate_id, by)
    if not found.suspended or found.revoked:
        return False
    _take(session, workspace, found, CertificateStep.REINSTATED, by=by, now=now)
    return True


def revoke(session: Session, workspace: str, certificate_id: str, *, reason: str, by: str, now: datetime) -> bool:
    """Let a certificate never count again; returns whether that was not so before.

    Raises:
        NotAllowed: The person may not.
        CertificateNotFound: There is no such certificate.
        ReasonMissing: No reason was given.
    """
    found = _kept(session, workspace, certificate_id, by)
    because = _reason(reason)
    if found.revoked:
        return False
    _take(session, workspace, found, CertificateStep.REVOKED, reason=because, by=by, now=now)
    return True


def make_public(session: Session, workspace: str, certificate_id: str, *, by: str, now: datetime) -> bool:
    """Show a certificate to everybody who has its address; returns whether it was not shown before.

    Raises:
        CertificateNotFound: There is no such certificate.
        NotTheHolder: It is not this person's.
    """
    return _show(session, workspace, certificate_id, CertificateStep.MADE_PUBLIC, by=by, now=now)


def make_private(session: Session, workspace: str, certificate_id: str, *, by: str, now: datetime) -> bool:
    """Show a certificate to nobody any more; returns whether it was shown before.

    Raises:
        CertificateNotFound: There is no such certificate.
        NotTheHolder: It is not this person's.
    """
    return _show(session, workspace, certificate_id, CertificateStep.MADE_PRIVATE, by=by, now=now)


def _show(
    session: Session, workspace: str, certificate_id: str, step: CertificateStep, *, by: str, now: datetime
) -> bool:
    take_turn(session, workspace)
    found = certificate(session, workspace, certificate_id)
    if found.person != by:
        raise NotTheHolder(by)
    if found.public == (step is CertificateStep.MADE_PUBLIC):
        return False
    _take(session, workspace, found, step, by=by, now=now)
    return True


def _kept(session: Session, workspace: str, certificate_id: str, by: str) -> Certificate:
    take_turn(session, workspace)
    require(session, workspace, by, Act.KEEP_CERTIFICATES)
    return certificate(session, workspace, certificate_id)


def _reason(said: str) -> str:
    reason = plain(said)[:LONGEST_REASON]
    if not reason:
        raise ReasonMissing
    return reason


_ACTIONS = {
    CertificateStep.SUSPENDED: Action.CERTIFICATE_SUSPENDED,
    CertificateStep.REINSTATED: Action.CERTIFICATE_REINSTATED,
    CertificateStep.REVOKED: Action.CERTIFICATE_REVOKED,
    CertificateStep.MADE_PUBLIC: Action.CERTIFICATE_SHOWN,
    CertificateStep.MADE_PRIVATE: Action.CERTIFICATE_HIDDEN,
}


def _take(
    session: Session,
    workspace: str,
    found: Certificate,
    step: CertificateStep,
    *,
    reason: str | None = None,
    by: str,
    now: datetime,
) -> None:
    last = select(func.max(CertificateStepRow.number)).where(CertificateStepRow.certificate_id == found.id)
    session.add(
        CertificateStepRow(
            certificate_id=found.id,
            number=(session.scalar(last) or 0) + 1,
            workspace_id=workspace,
            step=step.value,
            by=by,
            at=now,
            reason=reason,
        )
    )
    after: Facts = {"state": step.value, **({"reason": reason} if reason is not None else {})}
    record(
        session,
        workspace,
        actor=by,
        action=_ACTIONS[step],
        subject_kind=SUBJECT,
        subject=found.id,
        name=certification_at(session, workspace, found.certification_version_id).definition.title,
        after=after,
        now=now,
    )
