from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database
from storage.upgrade import upgrade


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    """A SQLite database at the newest revision."""
    database = Database(f"sqlite:///{tmp_path / 'library.sqlite'}")
    upgrade(database)
    yield database
    database.close()
