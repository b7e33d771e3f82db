"""A workspace with people in it, for tests of what they hand in."""

from datetime import UTC, datetime

from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from storage.database import Database
from storage.workspaces import LOCAL, ensure_workspace

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
AMARA, BEN, CARMEN, DEV = "U0AMARA", "U0BEN", "U0CARMEN", "U0DEV"
ROLES = {AMARA: Role.ADMIN, BEN: Role.EDITOR, CARMEN: Role.REVIEWER}


def staffed(database: Database) -> str:
    """A workspace in which Amara is an admin, Ben an editor and Carmen a reviewer; Dev is a learner."""
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
        for person, role in ROLES.items():
            give_role(session, workspace, person, role, by=OPERATOR, now=NOW)
    return workspace
