import pytest

from knowledge.members.roles import Role
from storage.database import Database
from storage.workspaces import LOCAL, ensure_workspace
from tests.knowledge.freshness.guides import EDITOR, NOW, Shelf


@pytest.fixture
def shelf(database: Database) -> Shelf:
    """An empty library with an editor."""
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
    shelf = Shelf(database, workspace)
    shelf.give(EDITOR, Role.EDITOR)
    return shelf
