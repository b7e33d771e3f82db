from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.databases import put_newest


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    """A SQLite database at the newest revision."""
    put_newest(tmp_path / "library.sqlite")
    database = Database(f"sqlite:///{tmp_path / 'library.sqlite'}")
    yield database
    database.close()
