from pathlib import Path

import pytest

from storage.database import Database
from tests.learning.standing.shelf import Shelf


@pytest.fixture
def shelf(database: Database, tmp_path: Path) -> Shelf:
    """A guide, three items that it proves, and a certification that asks them all."""
    return Shelf.open(database, tmp_path)
