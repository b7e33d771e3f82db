"""Use cases of certifications: one is put, in a new version where it changed, retired, and offered again."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.audit.values import Facts
from knowledge.members.roles import Act
from knowledge.members.service import require
from knowledge.turns import take_turn
from learning.certifications.definition import Definition
from learning.certifications.models import CertificationRow, CertificationVersionRow
from learning.certifications.queries import certification
from learning.certifications.reading import as_data, from_data
from learning.certifications.values import Certification
from learning.errors import CertificationNotFound, ChangedSince
from storage.schema import new_id

SUBJECT = "certification"


def put(
    session: Session, workspace: str, definition: Definition, *, by: str, now: datetime, since: str | None = None
) -> Certification:
    """Have a certification require what a definition says, for whoever begins from now on.

    Where it requires just that already, nothing is added. One that is retired stays so: see ``offer``.

    Args:
        session: The transaction.
        workspace: Whose certification it is.
        definition: What it is to require.
        by: Who wants that.
        now: The time.
        since: The id of the version that was changed into it; None where it does not matter what is newest now.

    Raises:
        NotAllowed: The person may not.
        BadDefinition: The definition can't be kept as it is.
        ChangedSince: Another version than ``since`` is the newest one.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.KEEP_CERTIFICATIONS)
    data = as_data(from_data(as_data(definition)))
    row = _row(session, workspace, definition.key)
    before = certification(session, workspace, definition.key) if row is not None else None
    if before is not None and _hash(as_data(before.definition)) == _hash(data):
        return before
    if since is not None and (before is None or before.version_id != since):
        raise ChangedSince(definition.key)
    if row is None:
        row = CertificationRow(id=new_id(), workspace_id=workspace, key=definition.key, created_at=now, retired_at=None)
        session.add(row)
        session.flush()
    _add_version(session, row, data, before.number + 1 if before is not None else 1, by=by, now=now)
    session.flush()
    after = certification(session, workspace, definition.key)
    facts = _facts(before) if before is not None else None
    _note(session, workspace, Action.CERTIFICATION_CHANGED, after, facts, _facts(after), by=by, now=now)
    return after


def retire(session: Session, workspace: str, key: str, *, by: str, now: datetime) -> Certification:
    """Let nobody begin a certification any more; who has begun may end, and certificates stay as they are.

    Raises:
        NotAllowed: The person may not.
        CertificationNotFound: There is none of this key.
    """
    return _offered(session, workspace, key, Action.CERTIFICATION_RETIRED, retired=True, by=by, now=now)


def offer(session: Session, workspace: str, key: str, *, by: str, now: datetime) -> Certification:
    """Let people begin a certification again that was retired.

    Raises:
        NotAllowed: The person may not.
        CertificationNotFound: There is none of this key.
    """
    return _offered(session, workspace, key, Action.CERTIFICATION_CHANGED, retired=False, by=by, now=now)


def _offered(
    session: Session, workspace: str, key: str, action: Action, *, retired: bool, by: str, now: datetime
) -> Certification:
    take_turn(session, workspace)
    require(session, workspace, by, Act.KEEP_CERTIFICATIONS)
    row = _row(session, workspace, key)
    if row is None:
        raise CertificationNotFound(key)
    before = certification(session, workspace, key)
    if before.retired is retired:
        return before
    row.retired_at = now if retired else None
    session.flush()
    after = certification(session, workspace, key)
    _note(session, workspace, action, after, _facts(before), _facts(after), by=by, now=now)
    return after


def _row(session: Session, workspace: str, key: str) -> CertificationRow | None:
    query = select(CertificationRow).where(CertificationRow.workspace_id == workspace, CertificationRow.key == key)
    return session.scalar(query.execution_options(populate_existing=True))


def _add_version(
    session: Session, row: CertificationRow, data: dict[str, Any], number: int, *, by: str, now: datetime
) -> None:
    session.add(
        CertificationVersionRow(
            id=new_id(),
            workspace_id=row.workspace_id,
            certification_id=row.id,
            number=number,
            definition=data,
            content_hash=_hash(data),
            created_by=by,
            created_at=now,
        )
    )


def _hash(data: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _facts(found: Certification) -> Facts:
    return {"version": found.number, "retired": found.retired}


def _note(
    session: Session,
    workspace: str,
    action: Action,
    subject: Certification,
    before: Facts | None,
    after: Facts,
    *,
    by: str,
    now: datetime,
) -> None:
    record(
        session,
        workspace,
        actor=by,
        action=action,
        subject_kind=SUBJECT,
        subject=subject.id,
        name=subject.definition.title,
        before=before,
        after=after,
        now=now,
    )
