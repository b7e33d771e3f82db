"""What files become does not depend on the kind of database: the tests that try both say so."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import empty_database


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database."""
    yield from empty_database(request, tmp_path)
