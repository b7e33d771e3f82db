"""What is told does not depend on the kind of database: the few tests that try both say so."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.embeddings.runtime import Embedder
from storage.database import Database
from tests.databases import empty_database
from tests.knowledge.library import Library


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database."""
    yield from empty_database(request, tmp_path)


@pytest.fixture
def library(database: Database, tmp_path: Path, embedder: Embedder) -> Iterator[Library]:
    """An empty library."""
    library = Library.open(database, tmp_path, embedder)
    yield library
    library.caches.close()
