"""How a person wants to be reached is kept, and so is that she left."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from learning.errors import BadHours, ZoneUnknown
from learning.learners.models import LearnerRow
from learning.learners.queries import preferences, preferences_of
from learning.learners.service import enter, follow, pause, prefer
from learning.learners.values import DEFAULT, Kind, Preferences
from storage.database import Database
from storage.workspaces import LOCAL, ensure_workspace
from tests.databases import on_both

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def workspace(database: Database) -> str:
    with database.transaction() as session:
        return ensure_workspace(session, LOCAL, now=NOW)


def of(database: Database, workspace: str, person: str = "amara") -> Preferences:
    with database.reading() as session:
        return preferences(session, workspace, person)


@on_both
def test_what_a_person_prefers_is_kept_and_said_again_it_is_replaced(database: Database, workspace: str) -> None:
    assert of(database, workspace) == DEFAULT
    first = Preferences("Europe/Madrid", 10, 18, 22, 7, date(2026, 12, 24), frozenset({Kind.DIGEST}))
    second = replace(first, zone=None, muted=frozenset())
    for wanted in (first, second):
        with database.transaction() as session:
            prefer(session, workspace, "amara", wanted, now=NOW)
        assert of(database, workspace) == wanted
    assert of(database, workspace, "ben") == DEFAULT


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_zone_is_kept_by_its_own_name(database: Database, workspace: str) -> None:
    with database.transaction() as session:
        prefer(session, workspace, "amara", Preferences(zone="america/new york"), now=NOW)
    assert of(database, workspace).zone == "America/New_York"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (Preferences(zone="Mars/Olympus"), ZoneUnknown),
        (Preferences(hour=24), BadHours),
        (Preferences(hour=-1), BadHours),
        (Preferences(quiet_from=24), BadHours),
        (Preferences(quiet_until=-1), BadHours),
        (Preferences(daily=51), BadHours),
        (Preferences(daily=-1), BadHours),
        (Preferences(hour=21), BadHours),
        (Preferences(paused_until=date(2027, 11, 28)), BadHours),
        (Preferences(paused_until=date.max), BadHours),
    ],
)
def test_what_can_not_be_is_refused_and_nothing_is_kept(
    database: Database, workspace: str, wrong: Preferences, error: type[Exception]
) -> None:
    with pytest.raises(error), database.transaction() as session:
        prefer(session, workspace, "amara", wrong, now=NOW)
    assert of(database, workspace) == DEFAULT


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_break_leaves_everything_else_as_it_is(database: Database, workspace: str) -> None:
    with database.transaction() as session:
        prefer(session, workspace, "amara", Preferences(hour=17), now=NOW)
        pause(session, workspace, "amara", date(2026, 12, 1), now=NOW)
    assert of(database, workspace) == Preferences(hour=17, paused_until=date(2026, 12, 1))
    with database.transaction() as session:
        pause(session, workspace, "amara", None, now=NOW)
    assert of(database, workspace) == Preferences(hour=17)


@on_both
def test_who_leaves_the_workspace_and_comes_back_is_reached_as_before(database: Database, workspace: str) -> None:
    with database.transaction() as session:
        prefer(session, workspace, "amara", Preferences(hour=17), now=NOW)
        enter(session, workspace, ["ben"], now=NOW)
        follow(session, workspace, {"ben", "carmen"}, {"amara", "dev"}, now=NOW)
    assert of(database, workspace) == Preferences(hour=17, left_at=NOW)
    assert of(database, workspace, "ben") == of(database, workspace, "dev") == DEFAULT
    with database.transaction() as session:
        follow(session, workspace, {"ben"}, {"amara"}, now=LATER)
    assert of(database, workspace).left_at == NOW
    with database.transaction() as session:
        follow(session, workspace, {"amara"}, set(), now=LATER)
    assert of(database, workspace) == Preferences(hour=17)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_who_comes_back_and_wants_no_practice_is_not_asked(database: Database, workspace: str) -> None:
    with database.transaction() as session:
        prefer(session, workspace, "amara", Preferences(muted=frozenset({Kind.PRACTICE})), now=NOW)
        enter(session, workspace, ["ben"], now=NOW)
        follow(session, workspace, set(), {"amara", "ben"}, now=NOW)
        assert follow(session, workspace, {"amara", "ben"}, set(), now=LATER) == ["amara", "ben"]
    with database.reading() as session:
        asked = select(LearnerRow.person, LearnerRow.next_practice).order_by(LearnerRow.person)
        assert session.execute(asked).all() == [("amara", None), ("ben", LATER)]


@on_both
def test_the_preferences_of_very_many_people_are_found(database: Database, workspace: str) -> None:
    people = [f"person-{number}" for number in range(12_000)]
    with database.transaction() as session:
        prefer(session, workspace, people[-1], Preferences(hour=17), now=NOW)
    with database.reading() as session:
        found = preferences_of(session, workspace, people)
    assert len(found) == 12_000
    assert (found[people[0]], found[people[-1]]) == (DEFAULT, Preferences(hour=17))
