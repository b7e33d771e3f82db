"""One at a time, for all machines that share a database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from storage.database import Database
from storage.errors import LibraryBusy

# Names the lock among all advisory locks of the database: "fieldw" in ASCII.
CHANGING = 0x6669656C6477
# The next name: who runs the bot.
SERVING = CHANGING + 1
_LOCK_NOT_AVAILABLE = "55P03"


@contextmanager
def only_one(database: Database, *, wait: float, lock: int = CHANGING) -> Iterator[None]:
    """Be the only process, on any machine, that is inside this for the database, while inside.

    On PostgreSQL a connection of its own holds an advisory lock, which the server takes back when the process
    dies. A SQLite file lies on one machine, where locks of files do the same: nothing is done for it.

    Args:
        database: Which database.
        wait: How many seconds to wait for another process.
        lock: What for; processes inside for something else are no matter.

    Raises:
        LibraryBusy: Another process was inside for longer.
        DatabaseUnreachable: There is no such server.
    """
    if database.is_sqlite:
        yield
        return
    connection = _locked(database, wait, lock)
    try:
        yield
    finally:
        connection.close()


def _locked(database: Database, wait: float, lock: int) -> Connection:
    try:
        # Outside a transaction, which a server may end when it stands idle for long.
        connection = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    except DatabaseError as error:
        raise database.unreachable(error) from error
    # Not of the pool any more: closing it gives the lock back, however it is closed.
    connection.detach()
    try:
        # 0 would mean for ever.
        connection.execute(text(f"SET lock_timeout = {max(1, round(wait * 1000))}"))
        connection.execute(text("SELECT pg_advisory_lock(:name)"), {"name": lock})
    except DatabaseError as error:
        connection.close()
        if getattr(error.orig, "sqlstate", None) == _LOCK_NOT_AVAILABLE:
            raise LibraryBusy from error
        raise database.unreachable(error) from error
    return connection
