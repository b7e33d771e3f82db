"""Bytes that deleted rows leave in files are written over, and files are searched for bytes that should be gone."""

import mmap
import sqlite3
from collections.abc import Collection, Iterator
from pathlib import Path

from storage.database import BUSY_TIMEOUT_MS, Database

# Who reads while the file is written anew keeps its write-ahead log; others must not wait for that long.
_WAIT_FOR_READERS_MS = 2_000
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def scrub(database: Database, *, locking: bool = True) -> bool:
    """Leave nothing of deleted and changed rows in the database's own files.

    SQLite writes the file anew and empties its write-ahead log; others wait meanwhile. PostgreSQL gives the tables new
    files without dead rows; its write-ahead log keeps older bytes until its segments are recycled, and backups do.

    Args:
        database: Which.
        locking: Whether PostgreSQL may lock each table meanwhile. Otherwise it only gives the room of dead rows free,
            and their bytes go as others take it.

    Returns:
        Whether it is done; False where somebody else had the database in use, and it has to be done again.
    """
    if not database.is_sqlite:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM (FULL)" if locking else "VACUUM")
        return True
    try:
        with database.undisturbed() as connection:
            return _written_anew(connection.cursor())
    except sqlite3.OperationalError as error:
        # The low byte is the kind of error, see sqlite.org/rescode.html.
        if error.sqlite_errorcode & 0xFF in _BUSY:
            return False
        raise


def _written_anew(cursor: sqlite3.Cursor) -> bool:
    cursor.execute("PRAGMA query_only=OFF")
    cursor.execute("VACUUM")
    cursor.execute(f"PRAGMA busy_timeout={_WAIT_FOR_READERS_MS}")
    try:
        is_busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    return not is_busy


def files_with(folder: Path, needles: Collection[bytes]) -> Iterator[tuple[Path, bytes]]:
    """The files under a folder in which any of these bytes stand, each with which; an unreadable file is an error."""
    for path in sorted(one for one in folder.rglob("*") if one.is_file() and not one.is_symlink()):
        yield from ((path, needle) for needle in sorted(needles) if _holds(path, needle))


def _holds(path: Path, needle: bytes) -> bool:
    if path.stat().st_size == 0:
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as bytes_of:
        return bytes_of.find(needle) != -1
