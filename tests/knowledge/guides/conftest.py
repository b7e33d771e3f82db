"""A desk for each test about the life of guides."""

import pytest

from storage.database import Database
from tests.knowledge.guides.desk import Desk


@pytest.fixture
def desk(database: Database) -> Desk:
    """A workspace with a person of each role, and no guide."""
    return Desk.open(database)
