from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.databases import empty_database
from tests.learning.practice.gym import Gym


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database."""
    yield from empty_database(request, tmp_path)


@pytest.fixture
def gym(database: Database, tmp_path: Path) -> Gym:
    """Six items for practice, two on each passage of a guide."""
    return Gym.open(database, tmp_path)
