"""How certificates stand is found for as many of them as there may ever be."""

from learning.standing.queries import outdated_rows
from storage.database import Database
from storage.schema import new_id
from storage.workspaces import LOCAL, ensure_workspace
from tests.databases import on_both
from tests.learning.attempts.hall import NOW


@on_both
def test_a_statement_never_names_more_certificates_than_a_database_takes(database: Database) -> None:
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
        # PostgreSQL takes 65,535 parameters.
        assert outdated_rows(session, workspace, [new_id() for _ in range(66_000)]) == {}
