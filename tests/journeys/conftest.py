"""The starter library, taken in once, and a copy of it for each test; a page of a browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect, sync_playwright
from typer.testing import CliRunner

from bot.cli import app
from bot.settings import Transport
from tests.bot.playground.test_page import QUIET
from tests.journeys.workplace import Workplace, copied, workplace

STARTER = Path(__file__).parents[2] / "knowledge/starter"
# In milliseconds. Reading, embedding and checking may take a while on a machine that is busy with other things.
PATIENCE = 30_000


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


@pytest.fixture
def page(local: Workplace) -> Iterator[Page]:
    """A page, for what people do in ``local``; whatever the browser complains about fails the test.

    Opened after the bot, since Playwright keeps an event loop running in which DBOS would not start.
    """
    local.slack.until(lambda: local.slack.connections)
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not installed, so the page can't be looked at.")
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        context.on("console", lambda said: complaints.extend(_complained(said)))
        context.on("weberror", lambda failed: complaints.append(str(failed.error)))
        yield context.new_page()
        expect.set_options(timeout=5_000)
        browser.close()
    assert complaints == []


def _complained(said: ConsoleMessage) -> Iterator[str]:
    # A browser asks every site for an icon; the pages of certificates have none.
    if said.type == "error" and not said.location["url"].endswith("/favicon.ico"):
        yield f"{said.text} {said.location['url']}"
