"""The starter library, taken in once, and a copy of it for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.settings import Transport
from tests.journeys.workplace import Workplace, copied, workplace

STARTER = Path(__file__).parents[2] / "knowledge/starter"


@pytest.fixture(scope="session")
def starter_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory that holds the starter library. Not to be changed."""
    folder = tmp_path_factory.mktemp("starter") / "data"
    taken = CliRunner().invoke(app, ["ingest", str(STARTER)], env={"FIELDWISE_DATA_DIR": str(folder)})
    assert taken.exit_code == 0, taken.output
    return folder


@pytest.fixture
def data_dir(starter_library: Path, tmp_path: Path) -> Path:
    """A data directory of the test's own, with the starter library in it."""
    return copied(starter_library, tmp_path)


@pytest.fixture(scope="module", params=list(Transport))
def office(
    request: pytest.FixtureRequest, starter_library: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workplace]:
    """The bot at work on either transport, for the journeys of one module: each goes its way in threads of its own."""
    with workplace(copied(starter_library, tmp_path_factory.mktemp("office")), transport=request.param) as office:
        yield office
