"""Selects over policies."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.policies.models import PolicyRow
from knowledge.policies.values import Policy


def policy(session: Session, workspace: str) -> Policy:
    """What a workspace has decided; the defaults where it has not."""
    columns = PolicyRow.second_person, PolicyRow.evidence_scheme, PolicyRow.report_channel
    found = session.execute(select(*columns).where(PolicyRow.workspace_id == workspace)).one_or_none()
    return Policy(*found) if found is not None else Policy()
