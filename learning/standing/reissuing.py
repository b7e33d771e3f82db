"""Use cases after a key was compromised: the certificates that it signed are issued anew, and their holders told.

A certificate that is issued anew has the same facts and the same days, another address, another place in the status
lists and the key that signs now. The one before is revoked, so that one of the two counts; nobody else sees the new one
before its holder shows it.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.members.roles import Act
from knowledge.members.service import require
from knowledge.turns import take_turn
from learning.certifications.queries import certification_at
from learning.credentials.achievement import profile
from learning.credentials.issuer import Purpose
from learning.credentials.issuing import Issuing
from learning.credentials.keys import own_keys, signer
from learning.credentials.models import CertificateBasisRow, CertificateRow, CertificateStepRow, SigningKeyRow
from learning.credentials.opening import open_token
from learning.credentials.queries import basis_of, certificate, certificates, count_of, is_taken, token_of
from learning.credentials.service import SUBJECT, revoke
from learning.credentials.signing import sign
from learning.credentials.status_list import free_index, status_entry
from learning.credentials.values import Certificate, CertificateStep
from learning.errors import KeyUnusable
from learning.standing.models import OutdatedRow
from storage.database import Database
from storage.schema import new_id

REASON = "Issued anew, since its key is compromised."
# What signing adds to a credential.
_REGISTERED = frozenset({"iss", "jti", "nbf", "exp", "sub"})
_TRIES = 5
# Of one that was renewed by practice its holder is told otherwise.
_NOTHING_TO_TELL = (CertificateStep.HOLDER_TOLD, CertificateStep.REVOKED, CertificateStep.RENEWED)


@dataclass(frozen=True)
class _Signed:
    """A certificate as it is issued anew."""

    before: Certificate
    slug: str
    status_index: int
    key_id: str
    jwt: str


def to_reissue(session: Session, workspace: str, now: datetime) -> list[Certificate]:
    """The certificates that would count but for their key, the newest first; one that is suspended waits."""
    query = select(SigningKeyRow.id).where(
        SigningKeyRow.workspace_id == workspace, SigningKeyRow.compromised_at.is_not(None)
    )
    keys = set(session.scalars(query))
    found = certificates(session, workspace) if keys else []
    return [one for one in found if one.key_id in keys and _counts(one, now)]


def reissue(
    database: Database, workspace: str, certificate_id: str, *, using: Issuing, by: str, now: datetime
) -> Certificate | None:
    """Issue a certificate anew with the key that signs now; None where that is not to be done any more.

    Nothing is signed inside a transaction.

    Raises:
        NotAllowed: The person may not.
        CertificateNotFound: There is no such certificate.
        NoSigningKey: There is no key to sign with.
        KeyUnusable: The key can't be used.
    """
    for _ in range(_TRIES - 1):
        # Somebody else may be quicker: with the place in the list, or with taking the key out of use.
        with suppress(IntegrityError, KeyUnusable):
            return _reissue_once(database, workspace, certificate_id, using, by, now)
    return _reissue_once(database, workspace, certificate_id, using, by, now)


def untold(session: Session, workspace: str) -> list[str]:
    """The certificates that were issued anew, of which their holders were not told; one statement."""
    told = exists().where(
        CertificateStepRow.certificate_id == CertificateRow.id,
        CertificateStepRow.step.in_([step.value for step in _NOTHING_TO_TELL]),
    )
    query = select(CertificateRow.id).where(CertificateRow.workspace_id == workspace, CertificateRow.copy > 1, ~told)
    return list(session.scalars(query.order_by(CertificateRow.issued_at, CertificateRow.id)))


def holder_told(session: Session, workspace: str, certificate_id: str, *, by: str, now: datetime) -> None:
    """Keep that a holder was told.

    Raises:
        CertificateNotFound: There is no such certificate.
    """
    take_turn(session, workspace)
    certificate(session, workspace, certificate_id)
    last = select(func.max(CertificateStepRow.number)).where(CertificateStepRow.certificate_id == certificate_id)
    _step(session, workspace, certificate_id, (session.scalar(last) or 0) + 1, CertificateStep.HOLDER_TOLD, by, now)


def _reissue_once(
    database: Database, workspace: str, certificate_id: str, using: Issuing, by: str, now: datetime
) -> Certificate | None:
    with database.reading() as session:
        require(session, workspace, by, Act.KEEP_CERTIFICATES)
        signed = _sign(session, workspace, certificate(session, workspace, certificate_id), using)
    with database.transaction() as session:
        take_turn(session, workspace)
        if certificate_id not in {one.id for one in to_reissue(session, workspace, now)}:
            return None
        key = session.get_one(SigningKeyRow, signed.key_id, populate_existing=True)
        if key.retired_at is not None:
            raise KeyUnusable(key.id, "retired")
        return _store(session, workspace, signed, by, now)


def _sign(session: Session, workspace: str, before: Certificate, using: Issuing) -> _Signed:
    slug = f"{using.dice.getrandbits(128):032x}"
    index = free_index(count_of(session, workspace), lambda one: is_taken(session, workspace, one), using.dice)
    by = signer(session, workspace, using.keys)
    anew = {
        **_facts(session, workspace, before),
        "id": using.issuer.certificate(slug),
        "issuer": profile(using.issuer),
        "credentialStatus": [status_entry(using.issuer, workspace, purpose, index) for purpose in Purpose],
    }
    return _Signed(before, slug, index, by.key_id, sign(anew, by, key_address=using.issuer.key(by.key_id)))


def _facts(session: Session, workspace: str, before: Certificate) -> Mapping[str, Any]:
    """What is certified, as it was signed; only as it is stored here, since whoever has the key can sign anything."""
    keys = own_keys(session, workspace, "")
    said = open_token(token_of(session, workspace, before.id), keys).claims
    return {name: value for name, value in said.items() if name not in _REGISTERED}


def _counts(one: Certificate, now: datetime) -> bool:
    return not (one.revoked or one.suspended or (one.expires_at is not None and one.expires_at <= now))


def _store(session: Session, workspace: str, signed: _Signed, by: str, now: datetime) -> Certificate:
    before, certificate_id = signed.before, new_id()
    copies = select(func.max(CertificateRow.copy)).where(CertificateRow.attempt_id == before.attempt_id)
    session.add(
        CertificateRow(
            id=certificate_id,
            workspace_id=workspace,
            slug=signed.slug,
            certification_id=before.certification_id,
            certification_version_id=before.certification_version_id,
            attempt_id=before.attempt_id,
            copy=(session.scalar(copies) or 0) + 1,
            person=before.person,
            name=before.name,
            issued_at=now,
            expires_at=before.expires_at,
            status_index=signed.status_index,
            key_id=signed.key_id,
            jwt=signed.jwt,
        )
    )
    session.flush()
    _step(session, workspace, certificate_id, 1, CertificateStep.ISSUED, by, now)
    _rest(session, workspace, before.id, certificate_id)
    title = certification_at(session, workspace, before.certification_version_id).definition.title
    record(
        session,
        workspace,
        actor=by,
        action=Action.CERTIFICATE_ISSUED,
        subject_kind=SUBJECT,
        subject=certificate_id,
        name=title,
        now=now,
    )
    revoke(session, workspace, before.id, reason=REASON, by=by, now=now)
    return certificate(session, workspace, certificate_id)


def _rest(session: Session, workspace: str, before: str, anew: str) -> None:
    """Let it rest on what the one before rests on; what has outdated that, and may just be being mended, is its now."""
    session.add_all(
        CertificateBasisRow(certificate_id=anew, passage_id=passage, workspace_id=workspace, edition_id=edition)
        for passage, edition in basis_of(session, workspace, before)
    )
    session.execute(update(OutdatedRow).where(OutdatedRow.certificate_id == before).values(certificate_id=anew))


def _step(
    session: Session, workspace: str, certificate_id: str, number: int, step: CertificateStep, by: str, now: datetime
) -> None:
    place = {"certificate_id": certificate_id, "number": number, "workspace_id": workspace}
    session.add(CertificateStepRow(**place, step=step.value, by=by, at=now, reason=None))
