"""Databases of both kinds, each test's own."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import create_engine, text

from storage.database import normalised
from storage.schema import new_id
from storage.upgrade import upgrade_url

BOTH = ("sqlite", "postgresql")
# For a test in a folder whose others are run on one of them.
on_both = pytest.mark.parametrize("database_url", BOTH, indirect=True)
# On the tests' server: at the newest revision, and never written to.
NEWEST = "newest"
# Copied file by file: through the log, as it is otherwise done, it takes ten times as long.
COPIED = f"TEMPLATE {NEWEST} STRATEGY FILE_COPY"


def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database of the kind that ``request`` asks for.

    It is empty, except for a test that asks for a ``database``: that gets a copy of what the migrations build, which
    takes a fifth of the time of building it anew.
    """
    is_empty = "database" not in request.fixturenames
    if request.param == "sqlite":
        file = tmp_path / "library.sqlite"
        if not is_empty:
            put_newest(file)
        yield f"sqlite:///{file}"
        return
    server = request.getfixturevalue("postgres_url" if is_empty else "newest_on_postgres")
    name = f"t{new_id().replace('-', '')}"
    run_alone(server, f"CREATE DATABASE {name}" if is_empty else f"CREATE DATABASE {name} {COPIED}")
    yield database_on(server, name)
    run_alone(server, f"DROP DATABASE {name} WITH (FORCE)")


def put_newest(file: Path) -> None:
    """Write a SQLite database at the newest revision, with nothing in it, unless there is one already."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        file.write_bytes(_newest())


def database_on(server: str, name: str) -> str:
    """The URL of a database on a PostgreSQL server that is given by the URL of another one."""
    return normalised(server).replace("/postgres?", f"/{name}?", 1)


def run_alone(server: str, statement: str) -> None:
    """Have a PostgreSQL server run a statement that can't be part of a transaction."""
    admin = create_engine(normalised(server), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(statement))
    admin.dispose()


@cache
def _newest() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "library.sqlite"
        upgrade_url(f"sqlite:///{file}")
        return file.read_bytes()
