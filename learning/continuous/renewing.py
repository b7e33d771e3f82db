"""Use case: the year of a holder is decided on, and what she keeps by practice is renewed.

A certificate that is renewed so is the next copy of the same attempt: it certifies the same, from when the one before
lapses. It rests on what that one rests on and on what proves the questions that were answered, so that a change of any
of that outdates it. The one before stays as it is: lapsed, and part of the history.
"""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.members.roles import OPERATOR
from knowledge.turns import take_turn
from learning.certifications.definition import Continuous
from learning.certifications.queries import certification_at, certification_of
from learning.continuous.answers import Span, counted, passages
from learning.continuous.asking import askable, askable_for
from learning.continuous.deciding import asked_since, at_the_end, begins, reachable
from learning.continuous.models import ContinuousYearRow
from learning.continuous.queries import decided, is_due
from learning.continuous.values import Decided, Outcome
from learning.credentials.achievement import Award, credential
from learning.credentials.issuing import Issuing, require_in_use, rests_on
from learning.credentials.keys import signer
from learning.credentials.models import CertificateBasisRow, CertificateRow, CertificateStepRow
from learning.credentials.queries import basis_of, certificate, count_of, is_taken
from learning.credentials.service import SUBJECT
from learning.credentials.signing import Signer, sign
from learning.credentials.status_list import free_index
from learning.credentials.validity import expires_at
from learning.credentials.values import Certificate, CertificateStep
from learning.errors import KeyUnusable
from learning.practice.values import OPEN
from learning.standing.models import OutdatedRow
from storage.database import Database
from storage.schema import new_id

_TRIES = 5


@dataclass(frozen=True)
class _Over:
    """A year that is over, before it is decided on."""

    certificate: Certificate
    span: Span
    rule: Continuous
    months: int | None
    outcome: Outcome


@dataclass(frozen=True)
class _Ready:
    """A certificate as it is to be renewed, before it is signed."""

    award: Award
    basis: frozenset[tuple[str, str]]
    signer: Signer


def decide(
    database: Database,
    workspace: str,
    certificate_id: str,
    *,
    using: Callable[[], Issuing],
    now: datetime,
    audiences: Collection[str] = OPEN.audiences,
) -> Decided | None:
    """Decide, once, what the year of a certificate came to; where that is enough, another one is issued for the next.

    Nothing is signed inside a transaction, not even in one that reads.

    Args:
        database: Where it is kept.
        workspace: Whose certificate it is.
        certificate_id: Of the certificate that has lapsed.
        using: Gives the issuer and its keys; not asked where nothing is to be signed.
        now: The time.
        audiences: Those whose guides the holder may read: of others she was asked nothing.

    Returns:
        What was decided, now or before; None where there is nothing to decide (``queries.due``).

    Raises:
        NoSigningKey: There is no key to sign with.
        KeyUnusable: The key can't be used.
        LearningError: As ``using`` raises it.
    """
    for _ in range(_TRIES - 1):
        # Somebody else may be quicker: with the place in the list, or with taking the key out of use.
        with suppress(IntegrityError, KeyUnusable):
            return _decide_once(database, workspace, certificate_id, using, now, audiences)
    return _decide_once(database, workspace, certificate_id, using, now, audiences)


def holder_told(session: Session, workspace: str, certificate_id: str, *, now: datetime) -> None:
    """Keep that a holder was told what her year came to."""
    of_it = (ContinuousYearRow.workspace_id == workspace, ContinuousYearRow.certificate_id == certificate_id)
    session.execute(update(ContinuousYearRow).where(*of_it, ContinuousYearRow.told_at.is_(None)).values(told_at=now))


def _decide_once(
    database: Database,
    workspace: str,
    certificate_id: str,
    using: Callable[[], Issuing],
    now: datetime,
    audiences: Collection[str],
) -> Decided | None:
    with database.reading() as session:
        over = _over(session, workspace, certificate_id, now, audiences)
        if over is None:
            return decided(session, workspace, certificate_id)
    ready, token = None, ""
    if over.outcome.passed:
        issuing = using()
        with database.reading() as session:
            ready = _prepare(session, workspace, over, issuing)
        address = issuing.issuer.key(ready.signer.key_id)
        token = sign(credential(ready.award, issuing.issuer), ready.signer, key_address=address)
    with database.transaction() as session:
        take_turn(session, workspace)
        if is_due(session, workspace, certificate_id, now):
            renewed_by = _renew(session, workspace, certificate_id, ready, token, now) if ready is not None else None
            _note(session, workspace, over, renewed_by, now)
        return decided(session, workspace, certificate_id)


def _over(
    session: Session, workspace: str, certificate_id: str, now: datetime, audiences: Collection[str]
) -> _Over | None:
    if not is_due(session, workspace, certificate_id, now):
        return None
    found = certificate(session, workspace, certificate_id)
    definition = certification_of(session, workspace, found.certification_id).definition
    if definition.continuous is None or found.expires_at is None:
        return None
    span = Span(found.person, found.certification_id, begins(found.expires_at), found.expires_at)
    counts = {competency: count for competency, count in session.execute(askable(workspace, audiences))}
    answers = counted(session, workspace, span)
    there = max(askable_for(definition, counts), len({item for item, _ in answers}))
    rule = reachable(definition.continuous, there, asked_since(found, span.ends), span.ends)
    outcome = at_the_end([right for _, right in answers], rule)
    return _Over(found, span, rule, definition.valid_months, outcome)


def _prepare(session: Session, workspace: str, over: _Over, using: Issuing) -> _Ready:
    before = over.certificate
    basis = frozenset(basis_of(session, workspace, before.id)) | passages(session, workspace, over.span)
    version = certification_at(session, workspace, before.certification_version_id)
    award = Award(
        slug=f"{using.dice.getrandbits(128):032x}",
        workspace=workspace,
        certification=version.definition,
        number=version.number,
        name=before.name,
        rests_on=rests_on(session, basis, using.schemes),
        since=over.span.ends,
        expires_at=expires_at(over.months, since=over.span.ends),
        status_index=free_index(
            count_of(session, workspace), lambda index: is_taken(session, workspace, index), using.dice
        ),
        kept=over.rule,
    )
    return _Ready(award, basis, signer(session, workspace, using.keys))


def _renew(session: Session, workspace: str, certificate_id: str, ready: _Ready, token: str, now: datetime) -> str:
    require_in_use(session, ready.signer)
    # Read again: since it was signed, its holder may have hidden it from others.
    before, award, renewed_id = certificate(session, workspace, certificate_id), ready.award, new_id()
    copies = select(func.max(CertificateRow.copy)).where(CertificateRow.attempt_id == before.attempt_id)
    session.add(
        CertificateRow(
            id=renewed_id,
            workspace_id=workspace,
            slug=award.slug,
            certification_id=before.certification_id,
            certification_version_id=before.certification_version_id,
            attempt_id=before.attempt_id,
            copy=(session.scalar(copies) or 0) + 1,
            person=before.person,
            name=before.name,
            issued_at=now,
            expires_at=award.expires_at,
            status_index=award.status_index,
            key_id=ready.signer.key_id,
            jwt=token,
        )
    )
    session.flush()
    session.add_all(
        CertificateBasisRow(certificate_id=renewed_id, passage_id=passage, workspace_id=workspace, edition_id=edition)
        for passage, edition in ready.basis
    )
    # What has outdated the one before, and may just be being mended, is its now.
    session.execute(
        update(OutdatedRow).where(OutdatedRow.certificate_id == before.id).values(certificate_id=renewed_id)
    )
    _record(session, workspace, before, renewed_id, award.certification.title, now)
    return renewed_id


def _record(session: Session, workspace: str, before: Certificate, renewed_id: str, title: str, now: datetime) -> None:
    """Take its first steps, and note them. Who lets others see it goes on doing so: its new address is known to nobody.

    Args:
        session: The transaction.
        workspace: Whose it is.
        before: The certificate that is renewed, as it stands now.
        renewed_id: The one in its place.
        title: Of the certification.
        now: The time.
    """
    steps, actions = [CertificateStep.ISSUED, CertificateStep.RENEWED], [Action.CERTIFICATE_RENEWED]
    if before.public:
        steps.append(CertificateStep.MADE_PUBLIC)
        actions.append(Action.CERTIFICATE_SHOWN)
    _add_steps(session, workspace, renewed_id, steps, now)
    for action in actions:
        record(
            session,
            workspace,
            actor=before.person,
            action=action,
            subject_kind=SUBJECT,
            subject=renewed_id,
            name=title,
            now=now,
        )


def _add_steps(
    session: Session, workspace: str, certificate_id: str, steps: list[CertificateStep], now: datetime
) -> None:
    session.add_all(
        CertificateStepRow(
            certificate_id=certificate_id,
            number=number,
            workspace_id=workspace,
            step=step.value,
            by=OPERATOR,
            at=now,
        )
        for number, step in enumerate(steps, start=1)
    )


def _note(session: Session, workspace: str, over: _Over, renewed_by: str | None, now: datetime) -> None:
    outcome, span = over.outcome, over.span
    session.add(
        ContinuousYearRow(
            id=new_id(),
            workspace_id=workspace,
            person=span.person,
            certification_id=span.certification_id,
            certificate_id=over.certificate.id,
            begins=span.begins,
            ends=span.ends,
            answered=outcome.answered,
            right=outcome.right,
            unanswered=outcome.unanswered,
            mastery=outcome.mastery,
            passed=outcome.passed,
            renewed_by=renewed_by,
            at=now,
            told_at=None,
        )
    )
    session.flush()
