"""Use case: a person may take longer for every exam with a time limit."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.members.roles import Act
from knowledge.members.service import require
from knowledge.turns import take_turn
from learning.attempts.models import AttemptRow, TimeFactorRow
from learning.attempts.queries import factor_of
from learning.attempts.timing import LONGEST, NO_LONGER, deadline, minutes_for
from learning.errors import BadFactor
from storage.schema import new_id


def set_factor(
    session: Session,
    workspace: str,
    person: str,
    factor: float,
    *,
    by: str,
    now: datetime,
    note: str | None = None,
) -> float:
    """Let a person take so many times as long from now on; ``NO_LONGER`` takes that away.

    Exams that she has open are lengthened at once, never shortened.

    Args:
        session: The transaction.
        workspace: In which workspace.
        person: Exactly this person.
        factor: 1.5 for half as much time again; from 1 to ``LONGEST``.
        by: Who decides it.
        now: The time.
        note: For whoever keeps these; it is not written into the audit log.

    Returns:
        The factor before. Where it is the same, nothing is written down.

    Raises:
        NotAllowed: The role does not allow it.
        BadFactor: It is not from 1 to ``LONGEST``.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.KEEP_ACCOMMODATIONS)
    if not NO_LONGER <= factor <= LONGEST:
        raise BadFactor(factor)
    before = factor_of(session, workspace, person)
    if before == factor:
        return before
    number = _numbers(session, workspace, person) + 1
    row = TimeFactorRow(id=new_id(), workspace_id=workspace, person=person, number=number, factor=factor)
    row.by, row.at, row.note = by, now, note
    session.add(row)
    _lengthen(session, workspace, person, factor)
    record(
        session,
        workspace,
        actor=by,
        action=Action.TIME_FACTOR_SET,
        subject_kind="person",
        subject=person,
        name=person,
        before={"factor": f"{before:g}"},
        after={"factor": f"{factor:g}"},
        now=now,
    )
    return before


def _numbers(session: Session, workspace: str, person: str) -> int:
    """The number of what was decided last for a person; 0 where nothing was."""
    query = select(func.coalesce(func.max(TimeFactorRow.number), 0)).where(
        TimeFactorRow.workspace_id == workspace, TimeFactorRow.person == person
    )
    return session.execute(query).scalar_one()


def _lengthen(session: Session, workspace: str, person: str, factor: float) -> None:
    query = select(AttemptRow).where(
        AttemptRow.workspace_id == workspace, AttemptRow.person == person, AttemptRow.ended_at.is_(None)
    )
    query = query.where(AttemptRow.minutes.is_not(None), AttemptRow.factor < factor).order_by(AttemptRow.id)
    for row in session.scalars(query.with_for_update(key_share=True).execution_options(populate_existing=True)):
        row.minutes = minutes_for(row.minutes, factor / row.factor)
        row.factor, row.deadline = factor, deadline(row.started_at, row.minutes)
