"""Attempts end: one is scored and closed, and those whose time is long up are closed for whoever left them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from learning.attempts.models import AttemptRow, ResultRow
from learning.attempts.queries import slots_of
from learning.attempts.scoring import passed, score
from learning.attempts.timing import DELIVERY, GRACE, ended_at, is_over, last_delivery
from learning.attempts.values import Ending, Result
from learning.certifications.queries import certification_at
from learning.items.contents import contents
from storage.schema import is_id

MOST_AT_ONCE = 50


def locked(session: Session, workspace: str, attempt_id: str) -> AttemptRow | None:
    """An attempt that nobody else answers or ends until this transaction ends; None where there is none."""
    if not is_id(attempt_id):
        return None
    query = select(AttemptRow).where(AttemptRow.workspace_id == workspace, AttemptRow.id == attempt_id)
    return session.scalar(query.with_for_update(key_share=True).execution_options(populate_existing=True))


def close(session: Session, row: AttemptRow, *, now: datetime) -> Result:
    """Score what an open attempt's person answered last, and end it: at its deadline where that is over."""
    found = certification_at(session, row.workspace_id, row.certification_version_id)
    slots = slots_of(session, [row.id]).get(row.id, ())
    scored = score(slots, contents(session, row.workspace_id, [slot.version_id for slot in slots]))
    made = Result(row.id, 1, scored, passed(scored, found.definition.passing), now)
    row.ended_at = ended_at(row.started_at, row.deadline, now)
    row.ended = (Ending.TIME if is_over(row.deadline, now) else Ending.SUBMITTED).value
    session.add(
        ResultRow(
            attempt_id=row.id,
            number=made.number,
            workspace_id=row.workspace_id,
            credits=list(scored.credits),
            points=scored.points,
            of=scored.of,
            passed=made.passed,
            regrade_id=None,
            at=now,
        )
    )
    session.flush()
    return made


def close_where_due(session: Session, workspace: str, attempt_ids: Sequence[str], *, now: datetime) -> list[str]:
    """Close those of these attempts for which no click that counts can come any more; returns their ids."""
    closed = []
    for attempt_id in attempt_ids:
        row = locked(session, workspace, attempt_id)
        if row is not None and row.ended_at is None and row.deadline is not None and now > last_delivery(row.deadline):
            close(session, row, now=now)
            closed.append(attempt_id)
    return closed


def overdue(
    session: Session, workspace: str, *, person: str | None = None, now: datetime, most: int = MOST_AT_ONCE
) -> list[str]:
    """The ids of attempts, of one person or of anybody, that ``close_where_due`` closes now, those due first first."""
    query = (
        select(AttemptRow.id)
        .where(AttemptRow.workspace_id == workspace, AttemptRow.ended_at.is_(None))
        .where(AttemptRow.deadline < now - GRACE - DELIVERY)
        .order_by(AttemptRow.deadline, AttemptRow.id)
        .limit(most)
    )
    if person is not None:
        query = query.where(AttemptRow.person == person)
    return list(session.scalars(query))
