from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.bot.web.site import Site, opened
from tests.databases import put_newest


@pytest.fixture
def site(sqlite: Database, tmp_path: Path) -> Site:
    return opened(sqlite, tmp_path)


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    put_newest(tmp_path / "library.sqlite")
    database = Database(f"sqlite:///{tmp_path / 'library.sqlite'}")
    yield database
    database.close()
