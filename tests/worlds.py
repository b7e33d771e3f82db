"""What many tests begin with: written once for each kind of database, then copied."""

import copy
import sqlite3
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar

from sqlalchemy import func, inspect, select

from storage.database import Database
from storage.schema import Workspace

World = TypeVar("World")
Contents = Mapping[str, bytes] | sqlite3.Connection
# In place of the database, in what is kept.
_DATABASE = object()


def written_once(build: Callable[..., World]) -> Callable[..., World]:
    """A function or class method that fills a database, and returns what says what is in it.

    It is called once for each kind of database. Later, a database that has no workspace yet gets a copy of what was
    written then, and the call a copy of what it returned. One that has a workspace is filled by another call.
    """
    kept: dict[tuple[Hashable, bool], tuple[Any, Contents]] = {}

    @wraps(build)
    def opened(*given: Any) -> World:
        *classes, database = given
        if _is_begun(database):
            return build(*given)
        key = (tuple(classes), database.is_sqlite)
        if key not in kept:
            first = build(*given)
            kept[key] = (copy.deepcopy(first, {id(database): _DATABASE}), _contents(database))
            return first
        world, contents = kept[key]
        _fill(database, contents)
        another: World = copy.deepcopy(world, {id(_DATABASE): database})
        return another

    return opened


def _is_begun(database: Database) -> bool:
    with database.reading() as session:
        return bool(session.scalar(select(func.count()).select_from(Workspace)))


def _contents(database: Database) -> Contents:
    if database.is_sqlite:
        kept = sqlite3.connect(":memory:", check_same_thread=False)
        with database.undisturbed() as connection:
            connection.backup(kept)
        return kept
    tables = [name for name in inspect(database.engine).get_table_names() if name != "alembic_version"]
    with _cursor(database) as cursor:
        rows = {name: _read(cursor, name) for name in tables}
    return {name: data for name, data in rows.items() if data}


def _fill(database: Database, contents: Contents) -> None:
    if isinstance(contents, sqlite3.Connection):
        with database.undisturbed() as connection:
            connection.execute("PRAGMA query_only=OFF")
            contents.backup(connection)
        return
    with _cursor(database) as cursor:
        # Whichever table comes first: what points to the rows of another one is not looked at.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for name, data in contents.items():
            with cursor.copy(f'COPY "{name}" FROM STDIN') as copying:
                copying.write(data)


def _read(cursor: Any, table: str) -> bytes:
    with cursor.copy(f'COPY "{table}" TO STDOUT') as copying:
        return b"".join(copying)


@contextmanager
def _cursor(database: Database) -> Iterator[Any]:
    """Psycopg's own, in a transaction."""
    with database.engine.begin() as connection:
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor:
            yield cursor
