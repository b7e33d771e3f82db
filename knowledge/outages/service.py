"""Use cases of outages: a model failed, it answered, people were told."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from knowledge.answering.trace import Fallback
from knowledge.outages.models import LONGEST_CAUSE, LONGEST_NAME, ModelOutageRow
from knowledge.outages.queries import outage
from knowledge.outages.rules import after_failure
from knowledge.turns import take_turn


def failed(session: Session, workspace: str, model: str, why: Fallback, cause: str, *, now: datetime) -> None:
    """Note that a model gave nothing.

    Args:
        session: The transaction.
        workspace: Where it was asked.
        model: Provider and name.
        why: What came of it.
        cause: In the program's own words: none of a prompt, a key or a model.
        now: The time.
    """
    take_turn(session, workspace)
    found = after_failure(outage(session, workspace), model[:LONGEST_NAME], why, cause[:LONGEST_CAUSE], now)
    row = ModelOutageRow(
        workspace_id=workspace,
        model=found.model,
        why=found.why.value,
        cause=found.cause,
        began_at=found.began,
        last_at=found.last,
        failures=found.failures,
        told_at=found.told,
    )
    session.merge(row)


def answered(session: Session, workspace: str) -> None:
    """Note that the model answered: an outage, if there was one, is over."""
    take_turn(session, workspace)
    session.execute(delete(ModelOutageRow).where(ModelOutageRow.workspace_id == workspace))


def told(session: Session, workspace: str, began: datetime, *, now: datetime) -> None:
    """Note that people were told of the outage that began then; another one is not taken for told."""
    take_turn(session, workspace)
    same = (ModelOutageRow.workspace_id == workspace) & (ModelOutageRow.began_at == began)
    session.execute(update(ModelOutageRow).where(same).values(told_at=now))
