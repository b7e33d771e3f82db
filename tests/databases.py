"""Databases of both kinds, each test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from storage.database import normalised
from storage.schema import new_id

BOTH = ("sqlite", "postgresql")
# For a test in a folder whose others are run on one of them.
on_both = pytest.mark.parametrize("database_url", BOTH, indirect=True)


def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database of the kind that ``request`` asks for."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'library.sqlite'}"
        return
    server = normalised(request.getfixturevalue("postgres_url"))
    name = f"t{new_id().replace('-', '')}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.replace("/postgres?", f"/{name}?", 1)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()
