from collections.abc import Collection

import pytest

from knowledge.audiences import queries, service
from knowledge.audiences.audience import Community
from knowledge.audit.queries import entries
from knowledge.audit.values import EVERYTHING, Entry
from knowledge.errors import CommunityNameUnusable, NotAllowed
from knowledge.members.roles import OPERATOR, Act, Role, may
from knowledge.members.service import give_role
from storage.database import Database
from storage.workspaces import LOCAL, ensure_workspace
from tests.knowledge.library import NOW


@pytest.fixture
def workspace(database: Database) -> str:
    with database.transaction() as session:
        return ensure_workspace(session, LOCAL, now=NOW)


def keep(
    database: Database, workspace: str, name: str, *, channels: Collection[str] = (), people: Collection[str] = ()
) -> str:
    with database.transaction() as session:
        return service.set_community(session, workspace, name, channels, people, by=OPERATOR, now=NOW)


def kept(database: Database, workspace: str) -> list[Community]:
    with database.reading() as session:
        return queries.communities(session, workspace)


def written(database: Database, workspace: str) -> list[Entry]:
    with database.reading() as session:
        return entries(session, workspace, EVERYTHING, limit=10)


def test_a_community_is_made_changed_and_removed_and_each_time_it_is_written_down(
    database: Database, workspace: str
) -> None:
    assert keep(database, workspace, " Field  staff", channels=["C2", "C1", "C2"], people=["U1"]) == "Field staff"
    assert kept(database, workspace) == [Community("Field staff", ("C1", "C2"), ("U1",))]
    keep(database, workspace, "Field staff", people=["U2"])
    keep(database, workspace, "Field staff", people=["U2"])
    assert kept(database, workspace) == [Community("Field staff", (), ("U2",))]
    with database.transaction() as session:
        assert service.remove_community(session, workspace, "Field staff", by=OPERATOR, now=NOW)
        assert not service.remove_community(session, workspace, "Field staff", by=OPERATOR, now=NOW)
    assert kept(database, workspace) == []
    log = written(database, workspace)
    assert [(one.action, one.actor, one.name) for one in log] == [("community changed", OPERATOR, "Field staff")] * 3
    assert [(one.before, one.after) for one in reversed(log)] == [
        (None, {"channels": ["C1", "C2"], "people": ["U1"]}),
        ({"channels": ["C1", "C2"], "people": ["U1"]}, {"channels": [], "people": ["U2"]}),
        ({"channels": [], "people": ["U2"]}, None),
    ]


def test_what_nobody_sees_in_a_name_is_no_part_of_it(database: Database, workspace: str) -> None:
    assert keep(database, workspace, "Field\x00 staff\u200b") == "Field staff"
    with database.transaction() as session:
        assert service.remove_community(session, workspace, "\x00Field staff", by=OPERATOR, now=NOW)


def test_an_empty_community_is_one_too(database: Database, workspace: str) -> None:
    keep(database, workspace, "later")
    assert kept(database, workspace) == [Community("later", (), ())]


@pytest.mark.parametrize(
    "name", ["", "  ", "\u200b", "\x00", "everybody", " Everybody ", "channels:C1", "Channels: C1", "x" * 151]
)
def test_a_name_that_means_something_else_is_refused(database: Database, workspace: str, name: str) -> None:
    with pytest.raises(CommunityNameUnusable):
        keep(database, workspace, name, people=["U1"])
    assert kept(database, workspace) == []
    assert written(database, workspace) == []


@pytest.mark.parametrize("role", list(Role))
def test_only_who_keeps_audiences_makes_or_removes_a_community(database: Database, workspace: str, role: Role) -> None:
    keep(database, workspace, "staff", people=["U1"])
    with database.transaction() as session:
        give_role(session, workspace, "U9", role, by=OPERATOR, now=NOW)

    def change() -> None:
        with database.transaction() as session:
            service.set_community(session, workspace, "coaches", ["C1"], [], by="U9", now=NOW)
        with database.transaction() as session:
            service.remove_community(session, workspace, "staff", by="U9", now=NOW)

    if may(role, Act.KEEP_AUDIENCES):
        change()
        assert [one.name for one in kept(database, workspace)] == ["coaches"]
        return
    with pytest.raises(NotAllowed):
        change()
    with pytest.raises(NotAllowed), database.transaction() as session:
        service.remove_community(session, workspace, "staff", by="U9", now=NOW)
    assert [one.name for one in kept(database, workspace)] == ["staff"]


def test_communities_of_the_same_name_in_two_workspaces_are_two(database: Database, workspace: str) -> None:
    with database.transaction() as session:
        other = ensure_workspace(session, "other", now=NOW)
    keep(database, workspace, "staff", channels=["C1"])
    keep(database, other, "staff", people=["U7"])
    assert kept(database, workspace) == [Community("staff", ("C1",), ())]
    assert kept(database, other) == [Community("staff", (), ("U7",))]
    with database.transaction() as session:
        service.remove_community(session, other, "staff", by=OPERATOR, now=NOW)
    assert kept(database, workspace) == [Community("staff", ("C1",), ())]
