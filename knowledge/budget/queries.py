"""Selects over what is used of models."""

from datetime import date

from sqlalchemy import case, func, literal, select
from sqlalchemy.orm import Session

from knowledge.budget.models import TokenUseRow
from knowledge.budget.values import Used


def used_on(session: Session, workspace: str, day: date, person: str | None = None) -> Used:
    """What went on a day of UTC. Of an answer that is not done, all that was set aside for it counts.

    So it does of one that never was done, as the process died: nobody knows how much a model read and wrote for it.
    """
    tokens = func.coalesce(TokenUseRow.used, TokenUseRow.reserved)
    hers = case((TokenUseRow.person == person, tokens), else_=0) if person is not None else literal(0)
    query = select(func.coalesce(func.sum(hers), 0), func.coalesce(func.sum(tokens), 0)).where(
        TokenUseRow.workspace_id == workspace, TokenUseRow.day == day
    )
    of_person, of_all = session.execute(query).one()
    return Used(int(of_person), int(of_all))
