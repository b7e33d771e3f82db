"""Workspaces: whose rows are whose."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.errors import WorkspaceMissing
from storage.schema import Workspace

LOCAL = "local"


def workspace_id(session: Session, name: str) -> str | None:
    """The id of the workspace with this name, or None."""
    return session.scalar(select(Workspace.id).where(Workspace.name == name))


def require_workspace(session: Session, name: str) -> str:
    """The id of the workspace with this name.

    Raises:
        WorkspaceMissing: There is none.
    """
    found = workspace_id(session, name)
    if found is None:
        raise WorkspaceMissing(name)
    return found


def ensure_workspace(session: Session, name: str, *, now: datetime) -> str:
    """The id of the workspace with this name, made if there is none."""
    found = workspace_id(session, name)
    if found is not None:
        return found
    workspace = Workspace(name=name, created_at=now)
    session.add(workspace)
    session.flush()
    return workspace.id
