from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from knowledge.budget.queries import used_on
from knowledge.budget.rules import day_of
from knowledge.budget.service import reserve, settle
from knowledge.budget.values import Limits, Reserved, Spent, Used, Whose
from storage.database import Database
from storage.workspaces import LOCAL, ensure_workspace
from tests.knowledge.library import NOW

AMARA, BEN = "U0AMARA", "U0BEN"
TODAY = day_of(NOW)
LIMITS = Limits(person=20, workspace=100)


@pytest.fixture
def workspace(database: Database) -> str:
    with database.transaction() as session:
        return ensure_workspace(session, LOCAL, now=NOW)


def set_aside(
    database: Database, workspace: str, person: str | None = AMARA, tokens: int = 8, limits: Limits = LIMITS
) -> Reserved | Spent:
    with database.transaction() as session:
        return reserve(session, workspace, person, tokens, limits, now=NOW)


def used(database: Database, workspace: str, person: str | None = AMARA) -> Used:
    with database.reading() as session:
        return used_on(session, workspace, TODAY, person)


def test_what_is_set_aside_counts_until_it_is_known_how_much_was_used(database: Database, workspace: str) -> None:
    reserved = set_aside(database, workspace)
    assert isinstance(reserved, Reserved)
    assert used(database, workspace) == Used(8, 8)
    with database.transaction() as session:
        settle(session, reserved, 3)
    assert used(database, workspace) == Used(3, 3)


def test_what_nobody_knows_the_use_of_counts_whole(database: Database, workspace: str) -> None:
    for _ in range(2):
        set_aside(database, workspace)
    assert set_aside(database, workspace) == Spent(Whose.PERSON, NOW.replace(hour=0, minute=0) + timedelta(days=1))
    assert used(database, workspace) == Used(16, 16)


def test_one_person_uses_up_nobody_elses_share_and_all_together_the_workspaces(
    database: Database, workspace: str
) -> None:
    people = [f"U0{number}" for number in range(7) for _ in range(2)]
    found = [set_aside(database, workspace, person) for person in people]
    assert all(isinstance(one, Reserved) for one in found[:12])
    assert [one.whose for one in found if isinstance(one, Spent)] == [Whose.WORKSPACE] * 2
    assert used(database, workspace, "U03") == Used(16, 96)


def test_where_nobody_asks_only_the_limit_of_the_workspace_holds(database: Database, workspace: str) -> None:
    found = [set_aside(database, workspace, None, tokens=25) for _ in range(5)]
    assert [type(one) for one in found] == [Reserved] * 4 + [Spent]
    assert used(database, workspace, None) == Used(0, 100)


def test_the_next_day_and_another_workspace_begin_with_nothing_used(database: Database, workspace: str) -> None:
    set_aside(database, workspace, tokens=20)
    with database.transaction() as session:
        elsewhere = ensure_workspace(session, "elsewhere", now=NOW)
        tomorrow = reserve(session, workspace, AMARA, 20, LIMITS, now=NOW + timedelta(days=1))
        assert isinstance(tomorrow, Reserved)
        assert isinstance(reserve(session, elsewhere, AMARA, 20, LIMITS, now=NOW), Reserved)
    assert isinstance(set_aside(database, workspace), Spent)


def test_what_is_settled_after_midnight_counts_to_the_day_of_the_question(database: Database, workspace: str) -> None:
    late = NOW.replace(hour=23, minute=59)
    with database.transaction() as session:
        reserved = reserve(session, workspace, AMARA, 8, LIMITS, now=late)
        assert isinstance(reserved, Reserved)
        assert used_on(session, workspace, TODAY + timedelta(days=1)) == Used(0, 0)
        settle(session, reserved, 5)
        assert used_on(session, workspace, TODAY) == Used(0, 5)


def test_however_many_processes_set_aside_at_once_no_limit_is_passed(database: Database, workspace: str) -> None:
    """Each with connections of its own, as processes have."""
    processes = [Database(database.url.render_as_string(hide_password=False)) for _ in range(4)]
    asked = [(one, person) for person in (AMARA, BEN) for one in processes for _ in range(4)]
    limits = Limits(person=24, workspace=40)
    with ThreadPoolExecutor(len(asked)) as pool:
        found = list(pool.map(lambda each: set_aside(each[0], workspace, each[1], limits=limits), asked))
    for one in processes:
        one.close()
    assert sum(isinstance(one, Reserved) for one in found) == 5
    hers, his = used(database, workspace, AMARA), used(database, workspace, BEN)
    assert max(hers.person, his.person) <= 24
    assert hers.workspace == his.workspace == hers.person + his.person == 40
