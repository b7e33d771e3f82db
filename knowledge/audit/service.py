"""Use cases of the audit log: an act is written down, or that somebody was refused one."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.chain import FIRST, entry_hash
from knowledge.audit.models import AuditRow
from knowledge.audit.values import Entry, Facts, Refused
from knowledge.errors import NotAllowed
from knowledge.turns import take_turn
from storage.database import Database
from storage.schema import new_id

NAME_CHARACTERS = 500


def record(
    session: Session,
    workspace: str,
    *,
    actor: str,
    action: Action,
    subject_kind: str,
    subject: str,
    name: str,
    before: Facts | None = None,
    after: Facts | None = None,
    now: datetime,
) -> None:
    """Write an act down, in the transaction that does it.

    Args:
        session: The transaction.
        workspace: Whose library it was done to.
        actor: Who did it.
        action: What was done.
        subject_kind: What kind of thing it was done to.
        subject: The id of that thing.
        name: How the thing is called now; a long one is cut.
        before: Facts as they were: states, roles, dates; never a guide's text, never a token.
        after: The same as they are now.
        now: The time.
    """
    take_turn(session, workspace)
    last = session.execute(
        select(AuditRow.number, AuditRow.hash)
        .where(AuditRow.workspace_id == workspace)
        .order_by(AuditRow.number.desc())
        .limit(1)
    ).one_or_none()
    number, previous = (last.number + 1, last.hash) if last is not None else (1, FIRST)
    entry = Entry(
        number=number,
        at=now,
        actor=actor,
        action=action.value,
        subject_kind=subject_kind,
        subject=subject,
        name=name[:NAME_CHARACTERS],
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
    )
    row = AuditRow(id=new_id(), workspace_id=workspace, previous_hash=previous, **asdict(entry))
    row.hash = entry_hash(previous, workspace, row.id, entry)
    session.add(row)


def record_refusal(database: Database, workspace: str, error: NotAllowed, refused: Refused, *, now: datetime) -> None:
    """Write down that a person was refused an act, in a transaction of its own: that of the act was rolled back."""
    with database.transaction() as session:
        record(
            session,
            workspace,
            actor=error.person,
            action=Action.REFUSED,
            subject_kind=refused.subject_kind,
            subject=refused.subject,
            name=refused.name,
            after={"act": error.act, "role": error.role, **refused.facts},
            now=now,
        )
