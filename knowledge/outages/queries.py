"""Selects over outages of models."""

from sqlalchemy.orm import Session

from knowledge.answering.trace import Fallback
from knowledge.outages.models import LONGEST_NAME, ModelOutageRow
from knowledge.outages.rules import lasts
from knowledge.outages.values import Outage


def outage(session: Session, workspace: str) -> Outage | None:
    """The outage of a workspace's model, from its first failure in a row; None where it answered the last time."""
    row = session.get(ModelOutageRow, workspace)
    if row is None:
        return None
    why = Fallback(row.why)
    return Outage(row.model, why, row.cause, row.began_at, row.last_at, row.failures, row.told_at)


def lasting_outage(session: Session, workspace: str, model: str | None) -> Outage | None:
    """The outage, if somebody has to see to it, and it is of the model that is set."""
    found = outage(session, workspace) if model is not None else None
    return found if found is not None and found.model == (model or "")[:LONGEST_NAME] and lasts(found) else None
