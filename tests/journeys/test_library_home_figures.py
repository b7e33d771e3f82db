"""How much work a Home tab is over a library of 500 guides that was asked 20,000 times."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

import pytest
from sqlalchemy import event

from bot.blocks.library.showing import Panel, Showing
from bot.library.presses import Turned
from bot.settings import Settings
from bot.texts.english import ENGLISH
from evals.workload.used_library import GUIDES, fill
from knowledge.audiences.service import set_community
from knowledge.guides.library import ShelfState
from knowledge.members.roles import OPERATOR, Role
from storage.database import Database
from storage.upgrade import upgrade
from storage.workspaces import LOCAL, ensure_workspace
from tests.journeys.home_tab import HomeTab, appoint
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, MENTORS, Workplace, scripted, workplace
from tests.knowledge.library import NOW

SAID = ENGLISH.library
MOST_STATEMENTS = 6
# The bank of items has figures and filters of its own, whose statements do not grow with it.
MOST_OF_ITEMS = 8
MOST_SECONDS = 0.3
ROUNDS = 5


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    folder = tmp_path_factory.mktemp("used")
    database = Database(Settings(data_dir=folder, database_url=None).database)
    upgrade(database)
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
    fill(database, workspace, askers=[AMARA, BEN, CARMEN, DEV], now=NOW)
    with database.transaction() as session:
        set_community(session, workspace, "coaches", [MENTORS], [DEV], by=OPERATOR, now=NOW)
    database.close()
    with workplace(folder, answering=scripted) as office:
        appoint(office, amara=Role.OWNER, ben=Role.EDITOR)
        yield office


@contextmanager
def statements(office: Workplace) -> Iterator[list[str]]:
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
            found.append(statement)

    engine = office.services.database.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


def publish(office: Workplace, showing: Showing, person: str = AMARA) -> float:
    """Publish a person's Home tab; returns the seconds that it took, those of the call to Slack too."""
    began = perf_counter()
    office.bot.parts.homes.publish(Turned(person, showing), None)
    return perf_counter() - began


@pytest.mark.parametrize("panel", Panel)
def test_a_home_tab_takes_six_statements_and_300_milliseconds_at_most(office: Workplace, panel: Panel) -> None:
    publish(office, Showing(panel))
    with statements(office) as found:
        seconds = [publish(office, Showing(panel)) for _ in range(ROUNDS)]
    most = MOST_OF_ITEMS if panel is Panel.ITEMS else MOST_STATEMENTS
    assert len(found) <= most * ROUNDS, found[: len(found) // ROUNDS]
    assert min(seconds) < MOST_SECONDS
    assert len(HomeTab(office, AMARA).view["blocks"]) <= 100


def test_a_learner_s_home_tab_takes_no_more(office: Workplace) -> None:
    publish(office, Showing(), CARMEN)
    with statements(office) as found:
        seconds = [publish(office, Showing(), CARMEN) for _ in range(ROUNDS)]
    assert len(found) <= MOST_STATEMENTS * ROUNDS
    assert min(seconds) < MOST_SECONDS


def test_five_hundred_guides_are_paged_found_and_narrowed(office: Workplace) -> None:
    tab = HomeTab(office, AMARA).open().press("panel_library")
    seen = set(tab.rows())
    for _ in range(1, -(-GUIDES // 15)):
        seen |= set(tab.press("page_forth").rows())
    assert len(seen) == GUIDES
    assert tab.press("page_back").buttons("page_forth") == ["33"]
    assert len(tab.press("library_find", "guide-42").rows()) == 10
    tab.press("library_clear").press("library_state", ShelfState.OVERDUE.value)
    assert len(tab.rows()) == 15
    assert all(SAID.states[ShelfState.OVERDUE] in text for text in tab.rows())
