"""Bringing the schema up to date, and refusing to work on one that is not."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DatabaseError

from storage.database import Database
from storage.errors import SchemaOutdated, SchemaUnknown

# Kept here so that asking a question does not import alembic; a test compares it with the migrations.
HEAD = "0008"
_MIGRATIONS = Path(__file__).parent / "migrations"


def revision(database: Database) -> str | None:
    """The schema's revision; None for an empty database.

    Raises:
        DatabaseUnreachable: There is no such server or folder, or it is not ours to open.
    """
    try:
        with database.engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except DatabaseError as error:
        raise database.unreachable(error) from error


def require_current(database: Database) -> None:
    """Do nothing when the schema is this program's.

    Raises:
        SchemaOutdated: It is older, or there is none; ``upgrade`` mends it.
        SchemaUnknown: It is newer: the program must be updated.
    """
    found = revision(database)
    if found == HEAD:
        return
    if found is None or found < HEAD:
        raise SchemaOutdated(found=found, needed=HEAD)
    raise SchemaUnknown(found=found)


def upgrade(database: Database) -> tuple[str | None, str]:
    """Run the missing migrations, all or none; returns the revisions before and after."""
    before = revision(database)
    if before is not None and before > HEAD:
        raise SchemaUnknown(found=before)
    if before != HEAD:
        with database.engine.begin() as connection:
            run_migrations(connection, "head")
    return before, HEAD


def upgrade_url(url: str) -> tuple[str | None, str]:
    """Upgrade the database at this URL; see ``upgrade``."""
    database = Database(url)
    try:
        return upgrade(database)
    finally:
        database.close()


def create_if_empty(url: str) -> None:
    """Give an empty database its tables; leave any other as it is."""
    database = Database(url)
    try:
        if revision(database) is None:
            upgrade(database)
    finally:
        database.close()


def run_migrations(connection: Connection, target: str) -> None:
    """Migrate up to a revision inside the connection's own transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, target)
