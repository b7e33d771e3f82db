"""Use cases of signing keys: one is made, used, retired, known to be compromised.

The newest key that is neither retired nor compromised signs; every key that is not compromised goes on verifying, for
which the newest of them signs the status lists.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc.jwk import OKPKey, RSAKey
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.members.roles import Act
from knowledge.members.service import require
from knowledge.turns import take_turn
from learning.credentials.algorithms import Algorithm
from learning.credentials.key_files import Private, read_key, write_key
from learning.credentials.keyset import RSA_BITS, KeySet, trusted_key
from learning.credentials.models import CertificateRow, SigningKeyRow
from learning.credentials.signing import Signer
from learning.errors import KeyUnusable, NoSigningKey

SUBJECT = "signing key"


@dataclass(frozen=True)
class SigningKey:
    """A key of a workspace, without its private half; ``signs`` says whether it is the one that signs now."""

    id: str
    algorithm: Algorithm
    created_at: datetime
    retired_at: datetime | None
    compromised_at: datetime | None
    signs: bool


def new_key(
    session: Session, workspace: str, folder: Path, algorithm: Algorithm, *, by: str, now: datetime
) -> SigningKey:
    """Make a key, which signs from now on; its private half is written into the folder and nowhere else.

    Raises:
        NotAllowed: The person may not.
        KeyUnusable: Its file can't be written, or others can get into the folder.
    """
    # Before the first statement, with which the transaction begins: it takes up to a second.
    key: Private = (
        Ed25519PrivateKey.generate()
        if algorithm is Algorithm.EDDSA
        else rsa.generate_private_key(public_exponent=65537, key_size=RSA_BITS)
    )
    take_turn(session, workspace)
    require(session, workspace, by, Act.KEEP_CERTIFICATES)
    public = public_jwk(key)
    key_id = hashlib.sha256(repr(sorted(public.items())).encode()).hexdigest()[:16]
    write_key(folder, key_id, key)
    row = SigningKeyRow(id=key_id, workspace_id=workspace, algorithm=algorithm.value, public=public, created_at=now)
    session.add(row)
    _note(session, workspace, key_id, Action.KEY_MADE, {"algorithm": algorithm.value}, by=by, now=now)
    return SigningKey(key_id, algorithm, now, None, None, signs=True)


def retire(session: Session, workspace: str, key_id: str, *, by: str, now: datetime) -> bool:
    """Sign no certificate with a key any more; returns whether that was not so before.

    What it signed goes on verifying: where no other key is left, it still signs the status lists.

    Raises:
        NotAllowed: The person may not.
        KeyUnusable: There is no such key.
    """
    row = _row(session, workspace, key_id, by)
    if row.retired_at is not None:
        return False
    row.retired_at = now
    _note(session, workspace, key_id, Action.KEY_RETIRED, {"state": "retired"}, by=by, now=now)
    return True


def compromise(session: Session, workspace: str, key_id: str, *, since: datetime, by: str, now: datetime) -> bool:
    """Trust nothing more that a key signed from a moment on, nor sign with it; returns whether that is news.

    An earlier moment takes the place of a later one, never the other way round.

    Raises:
        NotAllowed: The person may not.
        KeyUnusable: There is no such key.
    """
    row = _row(session, workspace, key_id, by)
    if row.compromised_at is not None and row.compromised_at <= since:
        return False
    row.compromised_at, row.retired_at = since, row.retired_at or now
    _note(session, workspace, key_id, Action.KEY_COMPROMISED, {"since": since.isoformat()}, by=by, now=now)
    return True


def signed_with(session: Session, workspace: str, key_id: str, *, since: datetime | None = None) -> int:
    """How many certificates a key has signed, as far as the database knows; of those issued from a moment on."""
    query = select(func.count()).select_from(CertificateRow)
    query = query.where(CertificateRow.workspace_id == workspace, CertificateRow.key_id == key_id)
    return session.scalar(query if since is None else query.where(CertificateRow.issued_at >= since)) or 0


def signing_keys(session: Session, workspace: str) -> list[SigningKey]:
    """All keys of a workspace, the newest first."""
    rows = list(session.scalars(_newest_first(workspace)))
    current = next((row.id for row in rows if row.retired_at is None), None)
    return [
        SigningKey(
            row.id, Algorithm(row.algorithm), row.created_at, row.retired_at, row.compromised_at, row.id == current
        )
        for row in rows
    ]


def own_keys(session: Session, workspace: str | None, issuer: str) -> KeySet:
    """The public keys of a workspace, or of all: what is verified with them must come from this issuer."""
    query = _newest_first(workspace)
    keys = (trusted_key(row.id, row.public, compromised_at=row.compromised_at) for row in session.scalars(query))
    return KeySet(tuple(keys), issuer)


def signer(session: Session, workspace: str, folder: Path) -> Signer:
    """The key that signs now.

    Raises:
        NoSigningKey: None was made, or all are retired.
        KeyUnusable: Its file is missing, others can read it, or it is not the one that the database knows.
    """
    return _read(session.scalar(_newest_first(workspace).where(SigningKeyRow.retired_at.is_(None)).limit(1)), folder)


def list_signer(session: Session, workspace: str, folder: Path) -> Signer:
    """The key that signs status lists: the one that signs now, else the newest that is only retired.

    What a retired key signed is to go on verifying, for which others need lists that are signed.

    Raises:
        NoSigningKey: None was made, or all are compromised.
        KeyUnusable: As ``signer`` says.
    """
    query = select(SigningKeyRow).where(SigningKeyRow.workspace_id == workspace, SigningKeyRow.compromised_at.is_(None))
    order = (SigningKeyRow.retired_at.is_not(None), SigningKeyRow.created_at.desc(), SigningKeyRow.id)
    return _read(session.scalar(query.order_by(*order).limit(1)), folder)


def public_jwk(key: Private) -> dict[str, Any]:
    """The public half as a JWK."""
    if isinstance(key, Ed25519PrivateKey):
        return dict(OKPKey.import_key(key.public_key()).as_dict(private=False))
    return dict(RSAKey.import_key(key.public_key()).as_dict(private=False))


def _newest_first(workspace: str | None) -> Any:
    query = select(SigningKeyRow).order_by(SigningKeyRow.created_at.desc(), SigningKeyRow.id)
    return query if workspace is None else query.where(SigningKeyRow.workspace_id == workspace)


def _read(row: SigningKeyRow | None, folder: Path) -> Signer:
    if row is None:
        raise NoSigningKey
    key = read_key(folder, row.id)
    if public_jwk(key) != row.public:
        raise KeyUnusable(row.id, "other_key")
    return Signer(row.id, row.algorithm, key)


def _row(session: Session, workspace: str, key_id: str, by: str) -> SigningKeyRow:
    take_turn(session, workspace)
    require(session, workspace, by, Act.KEEP_CERTIFICATES)
    row = session.get(SigningKeyRow, key_id, populate_existing=True)
    if row is None or row.workspace_id != workspace:
        raise KeyUnusable(key_id, "unknown")
    return row


def _note(
    session: Session, workspace: str, key_id: str, action: Action, after: dict[str, str], *, by: str, now: datetime
) -> None:
    record(
        session,
        workspace,
        actor=by,
        action=action,
        subject_kind=SUBJECT,
        subject=key_id,
        name=key_id,
        after=after,
        now=now,
    )
