"""Selects over the audit log."""

from collections.abc import Iterator
from contextlib import closing

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from knowledge.audit.chain import FIRST, entry_hash
from knowledge.audit.models import AuditRow
from knowledge.audit.values import EVERYTHING, Entry, Filter, Seal
from knowledge.wording import plain

STREAM_ROWS = 1_000


def entries(
    session: Session, workspace: str, asked: Filter = EVERYTHING, *, limit: int, before_number: int | None = None
) -> list[Entry]:
    """The newest entries that are asked for, newest first.

    ``before_number`` is the number of the last entry of the page before: the next page begins below it.
    """
    query = select(AuditRow).where(AuditRow.workspace_id == workspace, *_conditions(workspace, asked))
    if before_number is not None:
        query = query.where(AuditRow.number < before_number)
    return [_entry(row) for row in session.scalars(query.order_by(AuditRow.number.desc()).limit(limit))]


def seal(session: Session, workspace: str, number: int | None = None) -> Seal | None:
    """What is noted of the entry of this number, or of the last one; None where there is none."""
    query = select(AuditRow.number, AuditRow.hash).where(AuditRow.workspace_id == workspace)
    if number is not None:
        query = query.where(AuditRow.number == number)
    found = session.execute(query.order_by(AuditRow.number.desc()).limit(1)).one_or_none()
    return Seal(*found) if found is not None else None


def broken_at(session: Session, workspace: str) -> int | None:
    """The number of the first entry that was changed, or before which one is missing.

    None where each follows on the one before as it was written. Entries taken out at the end, and a log that was
    written anew from some entry on, are found only by a ``seal`` that was noted before.
    """
    query = select(AuditRow).where(AuditRow.workspace_id == workspace).order_by(AuditRow.number)
    previous = FIRST
    with closing(session.scalars(query.execution_options(yield_per=STREAM_ROWS))) as rows:
        for row in rows:
            fits = row.previous_hash == previous and row.hash == entry_hash(previous, workspace, row.id, _entry(row))
            if not fits:
                return row.number
            previous = row.hash
    return None


def _conditions(workspace: str, asked: Filter) -> Iterator[ColumnElement[bool]]:
    if asked.actor is not None:
        yield AuditRow.actor == plain(asked.actor)
    if asked.action is not None:
        yield AuditRow.action == plain(asked.action)
    if asked.subject is not None:
        subject = plain(asked.subject)
        here = select(AuditRow.number).where(AuditRow.workspace_id == workspace)
        # As one condition, an index on the one or the other is not used while the newest entries are looked for.
        found = here.where(AuditRow.subject == subject).union(here.where(AuditRow.name == subject))
        yield AuditRow.number.in_(found)
    if asked.since is not None:
        yield AuditRow.at >= asked.since
    if asked.until is not None:
        yield AuditRow.at < asked.until


def _entry(row: AuditRow) -> Entry:
    return Entry(
        number=row.number,
        at=row.at,
        actor=row.actor,
        action=row.action,
        subject_kind=row.subject_kind,
        subject=row.subject,
        name=row.name,
        before=row.before,
        after=row.after,
    )
