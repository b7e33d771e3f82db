import pytest

from tests.learning.attempts.conftest import hall, sqlite_hall
from tests.learning.attempts.hall import Hall
from tests.learning.results.desk import Desk
from tests.learning.standing.conftest import shelf

__all__ = ["hall", "shelf", "sqlite_hall"]


@pytest.fixture
def desk(hall: Hall) -> Desk:
    """A desk over a database of each kind. An exam of four is passed with three."""
    return Desk.open(hall)
