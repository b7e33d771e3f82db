import pytest

from storage.database import Database
from tests.learning.items.bank import Bank


@pytest.fixture
def bank(database: Database) -> Bank:
    """An empty bank beside a guide."""
    return Bank.open(database)
