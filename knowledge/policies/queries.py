"""Selects over policies."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.policies.models import PolicyRow
from knowledge.policies.values import Policy


def policy(session: Session, workspace: str) -> Policy:
    """What a workspace has decided; the defaults where it has not."""
    query = select(PolicyRow.second_person, PolicyRow.evidence_scheme).where(PolicyRow.workspace_id == workspace)
    found = session.execute(query).one_or_none()
    return Policy(found.second_person, found.evidence_scheme) if found is not None else Policy()
