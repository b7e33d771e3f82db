"""The engine, and the one place that commits."""

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

from storage.errors import DatabaseAddressUnusable, DatabaseUnreachable

BUSY_TIMEOUT_MS = 30_000
SQLITE = {"sqlite", "sqlite+pysqlite"}
POSTGRESQL = {"postgresql+psycopg"}
_PASSING_IN_SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}
# Classes of SQLSTATE: connection, rollback, resources, lock, intervention of an operator.
_PASSING_IN_POSTGRESQL = {"08", "40", "53", "55", "57"}


class Database:
    """A database, SQLite or PostgreSQL, given by its URL.

    ``transaction()`` is the only committer of the project. Never call Slack, a model or an index inside it.
    """

    def __init__(self, url: str) -> None:
        """Prepare the engine; connects on first use only.

        Raises:
            DatabaseAddressUnusable: The URL can't be read, or names neither SQLite nor PostgreSQL.
        """
        try:
            self.url = make_url(normalised(url))
            self.engine = _engine(self.url)
        except (ArgumentError, ImportError, ValueError):
            # What they say may hold a piece of the password.
            raise DatabaseAddressUnusable from None
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        # SQLite lets one write at a time, and has the others look again after pauses of up to a tenth of a second:
        # those of one process wait for each other here, and go on at once.
        self._turn = threading.Lock() if self.is_sqlite else nullcontext()

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @property
    def address(self) -> str:
        """The URL without any password."""
        shown = self.url.difference_update_query(["password", "sslpassword"])
        return shown.render_as_string(hide_password=True)

    def unreachable(self, error: DatabaseError) -> DatabaseUnreachable:
        """What the driver says of a connection that failed, as an error that names the database."""
        return DatabaseUnreachable(self.address, " ".join(str(error.orig).split()))

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Read and write; commits on leaving, rolls back on an error."""
        with self._turn, self._sessions() as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Read one consistent snapshot; the database refuses writes."""
        options: dict[str, Any] = {"fieldwise_reading": True}
        if not self.is_sqlite:
            options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self._sessions() as session:
            session.connection(execution_options=options)
            yield session

    @contextmanager
    def undisturbed(self) -> Iterator[sqlite3.Connection]:
        """A bare connection to SQLite, outside of any transaction; who writes in this process waits meanwhile."""
        with self._turn:
            # A connection of SQLAlchemy always begins a transaction here.
            pooled = self.engine.raw_connection()
            try:
                connection: Any = pooled.driver_connection
                yield connection
            finally:
                pooled.close()

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def passes_by_itself(error: BaseException) -> bool:
    """Whether a database's error is one that goes away with time: it can't be reached, is busy, or has no room.

    A statement that the database does not understand is none of these.
    """
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    if isinstance(error.orig, sqlite3.Error):
        # The low byte is the kind of error, see sqlite.org/rescode.html.
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in _PASSING_IN_SQLITE
    state = getattr(error.orig, "sqlstate", None)
    return isinstance(error, OperationalError) and (state is None or state[:2] in _PASSING_IN_POSTGRESQL)


def insert_missing(session: Session, table: type[DeclarativeBase], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert those of the rows whose key is not there yet, in one statement."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    if rows:
        session.execute(insert(table).on_conflict_do_nothing(), rows)


def normalised(url: str) -> str:
    """Name the driver where a URL does not: ``postgresql://`` means psycopg 3 here."""
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _engine(url: URL) -> Engine:
    # What a statement was given is what people wrote: an error must not carry it into a log.
    if url.drivername in POSTGRESQL:
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    if url.drivername not in SQLITE:
        raise DatabaseAddressUnusable
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own transaction control would begin too late to take the write lock up front.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("fieldwise_reading", False)
    # Said at every beginning: the pool hands the connection from readers to writers.
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reading else 'OFF'}")
    # A read that upgrades to a write can fail at once with "database is locked"; IMMEDIATE waits instead.
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
