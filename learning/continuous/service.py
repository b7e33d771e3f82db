"""Use case of continuous recertification: the next question by which a holder keeps a certificate."""

from collections.abc import Callable
from datetime import datetime
from random import Random

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from knowledge.turns import take_turn
from learning.attempts.tokens import new_token
from learning.continuous.deciding import week_begins
from learning.continuous.queries import this_week
from learning.practice import service as practice
from learning.practice.models import PracticeRow
from learning.practice.queries import practice_value, practised
from learning.practice.values import OPEN, Practised, Purpose, Scope


def next_item(
    session: Session,
    workspace: str,
    certification_id: str,
    person: str,
    *,
    practice_id: str,
    now: datetime,
    dice: Random,
    token: Callable[[], str] = new_token,
    scope: Scope = OPEN,
) -> Practised | None:
    """Ask the next question of the week; None where none is left of it, or there is none at all.

    It is chosen, shown and answered as any other for practice, and is none of which she was told this week what is
    right. One that she was asked this week and did not answer comes first: so none is lost, and no more than one waits.
    What is answered after its week is practice, and keeps no certificate.

    Args:
        session: The transaction.
        workspace: Whose certification it is.
        certification_id: Of the certificate that is kept.
        person: Its holder.
        practice_id: The id that the question is to have: where one has it already, that is shown again.
        now: The time.
        dice: What chance is drawn from.
        token: Gives a new token for an option.
        scope: From what she is asked.

    Raises:
        AttemptOpen: An exam of the person is open.
        ItemNotFound: The id is another person's.
    """
    take_turn(session, workspace)
    if session.get(PracticeRow, practice_id) is not None:
        return practised(session, workspace, practice_id, person)
    weeks = this_week(session, workspace, person, now, scope.audiences)
    found = next((one for one in weeks if one.certification.id == certification_id), None)
    if found is None or not found.left:
        return None
    waiting = _waiting(session, workspace, certification_id, person, now)
    if waiting is not None:
        return waiting
    return practice.show(
        session,
        workspace,
        found.certification,
        person,
        practice_id=practice_id,
        now=now,
        dice=dice,
        token=token,
        purpose=Purpose.CONTINUOUS,
        scope=scope,
        since=week_begins(now),
    )


def _waiting(session: Session, workspace: str, certification_id: str, person: str, now: datetime) -> Practised | None:
    """The question that waits for an answer; none of which she was told what is right meanwhile."""
    told = aliased(PracticeRow)
    is_told = exists().where(
        told.workspace_id == workspace,
        told.person == person,
        told.item_id == PracticeRow.item_id,
        told.answered_at >= week_begins(now),
    )
    query = (
        select(PracticeRow)
        .where(PracticeRow.workspace_id == workspace, PracticeRow.person == person)
        .where(PracticeRow.certification_id == certification_id, PracticeRow.purpose == Purpose.CONTINUOUS.value)
        .where(PracticeRow.answered_at.is_(None), PracticeRow.shown_at >= week_begins(now), ~is_told)
        .order_by(PracticeRow.shown_at, PracticeRow.id)
        .limit(1)
    )
    row = session.scalar(query)
    return practice_value(row) if row is not None else None
