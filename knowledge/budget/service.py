"""Use cases of what models may use: tokens are set aside before a model is asked, and what it used is noted after."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from knowledge.budget.models import TokenUseRow
from knowledge.budget.queries import used_on
from knowledge.budget.rules import day_of, spent
from knowledge.budget.values import Limits, Reserved, Spent
from knowledge.turns import take_turn
from storage.schema import new_id


def reserve(
    session: Session, workspace: str, person: str | None, tokens: int, limits: Limits, *, now: datetime
) -> Reserved | Spent:
    """Set tokens aside for an answer, for today; however many ask at once, the limits hold.

    They count as used until ``settle`` tells how many were, and for good where it never does.

    Args:
        session: The transaction.
        workspace: Where it is asked.
        person: Who asks; None where nobody does, and no person's limit holds.
        tokens: The most that the answer may use.
        limits: Of a day.
        now: The time.
    """
    take_turn(session, workspace)
    day = day_of(now)
    holding = limits if person is not None else replace(limits, person=None)
    over = spent(used_on(session, workspace, day, person), holding, tokens, now)
    if over is not None:
        return over
    row = TokenUseRow(id=new_id(), workspace_id=workspace, day=day, person=person, reserved=tokens)
    session.add(row)
    return Reserved(row.id)


def settle(session: Session, reserved: Reserved, tokens: int) -> None:
    """Note how many tokens a model read and wrote for an answer, 0 where none was reached; the rest is free again."""
    session.execute(update(TokenUseRow).where(TokenUseRow.id == reserved.id).values(used=tokens))
