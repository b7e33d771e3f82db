from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database
from storage.upgrade import upgrade
from tests.bot.web.site import Site, opened


@pytest.fixture
def site(sqlite: Database, tmp_path: Path) -> Site:
    return opened(sqlite, tmp_path)


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'library.sqlite'}")
    upgrade(database)
    yield database
    database.close()
