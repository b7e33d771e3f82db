import pytest

from storage.database import Database
from tests.learning.cohorts.campus import Campus


@pytest.fixture
def campus(database: Database) -> Campus:
    """A campus over a database of each kind."""
    return Campus.open(database)
