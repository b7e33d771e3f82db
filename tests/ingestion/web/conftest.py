from collections.abc import Iterator

import pytest

from tests.ingestion.web.site import Names, Site, running


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as site:
        yield site


@pytest.fixture
def secure_site() -> Iterator[Site]:
    with running(tls=True) as site:
        yield site


@pytest.fixture
def names() -> Names:
    return Names()
