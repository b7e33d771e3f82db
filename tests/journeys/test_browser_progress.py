"""The page of a learner's progress in a browser: by day and by night, read aloud, on a narrow screen, by keyboard."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from bot.linking import linked_pages
from bot.settings import Settings
from bot.texts.english import ENGLISH
from bot.web.app import pages_app
from evals.workload.histories import fill
from learning.exchange.links import make_link
from learning.exchange.values import LinkKind
from storage.database import Database
from storage.upgrade import upgrade
from storage.workspaces import LOCAL, ensure_workspace
from tests.bot.web.test_certificates import contrast
from tests.journeys.browser_certificate import COLOURS, NARROW, shows_each_picture
from tests.journeys.http_server import serving
from tests.journeys.workplace import BEN, Workplace, scripted, workplace

SAID = ENGLISH.progress
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Workplace]:
    """A workplace with learners, whose pages are served."""
    database, now = Database(Settings(data_dir=tmp_path, database_url=None).database), datetime.now(UTC)
    upgrade(database)
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=now)
    fill(database, workspace, [BEN], answers=60, now=now)
    database.close()
    pages = pages_app([])
    with serving(pages) as address, workplace(tmp_path, answering=scripted) as office:
        office.services.settings = office.services.settings.model_copy(update={"public_url": address})
        pages.routes.extend(linked_pages(office.services, office.bot.parts).routes())
        yield office


@pytest.fixture
def address(local: Workplace) -> str:
    workspace = local.bot.parts.workspace
    with local.services.database.transaction() as session:
        secret = make_link(session, workspace, BEN, LinkKind.PROGRESS, by=BEN, now=datetime.now(UTC))
    return f"{local.services.settings.public_url}/p/{secret}"


def test_everybody_can_read_the_page_by_day_and_by_night(page: Page, address: str) -> None:
    grounds = set()
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_have_text(SAID.page_title)
        colours = page.evaluate(COLOURS)
        assert min(contrast(*pair) for pair in colours) >= 4.5
        grounds |= {behind for behind, _ in colours}
        expect(page.get_by_role("img", name=re.compile(re.escape(SAID.picture_own)))).to_be_visible()
        shows_each_picture(page)
    assert len(grounds) >= 4
    headings = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all("all => all.map((one) => one.tagName)")
    assert headings == ["H1", *["H2"] * (len(headings) - 1)]
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.locator("script, iframe, form, object, embed, link[rel=stylesheet]")).to_have_count(0)
    reaches_each_table(page)
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def reaches_each_table(page: Page) -> None:
    """A table that is wider than the screen is scrolled with the keyboard: it can be reached, and that is seen."""
    tables = page.get_by_role("region").evaluate_all("all => all.map((one) => one.ariaLabel)")
    assert tables
    for table in tables:
        page.keyboard.press("Tab")
        reached = page.evaluate(
            "[document.activeElement.ariaLabel, getComputedStyle(document.activeElement).outlineStyle]"
        )
        assert reached == [table, "solid"]
