from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.embeddings.runtime import Embedder
from storage.database import Database
from tests.knowledge.library import Library


@pytest.fixture
def library(database: Database, tmp_path: Path, embedder: Embedder) -> Iterator[Library]:
    """An empty library."""
    library = Library.open(database, tmp_path, embedder)
    yield library
    library.caches.close()
