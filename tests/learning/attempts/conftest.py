from collections.abc import Iterator

import pytest

from storage.database import Database
from storage.upgrade import upgrade
from tests.learning.attempts.hall import Hall


@pytest.fixture
def hall(database: Database) -> Hall:
    """A hall over a database of each kind."""
    return Hall.open(database)


@pytest.fixture(scope="module")
def sqlite_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """One hall for the tests of a module: each lets other people sit in it."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('hall') / 'library.sqlite'}")
    upgrade(database)
    yield Hall.open(database)
    database.close()


@pytest.fixture
def room(sqlite_hall: Hall) -> Hall:
    """That hall, with the certification as it is unless a test says otherwise."""
    sqlite_hall.certify()
    return sqlite_hall
