from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from knowledge.audit.queries import entries
from knowledge.errors import LastOwner, NotAllowed
from knowledge.members.queries import Member, has_owner, members, people_who_may
from knowledge.members.roles import OPERATOR, Act, Role
from knowledge.members.service import claim_ownership, give_role, require, role_of
from storage.database import Database
from storage.workspaces import LOCAL, ensure_workspace
from tests.knowledge.library import NOW

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def workspace(database: Database) -> str:
    with database.transaction() as session:
        return ensure_workspace(session, LOCAL, now=NOW)


def give(database: Database, workspace: str, person: str, role: Role, by: str = OPERATOR) -> Role:
    with database.transaction() as session:
        return give_role(session, workspace, person, role, by=by, now=NOW)


def roles(database: Database, workspace: str) -> dict[str, Role]:
    with database.reading() as session:
        return {member.person: member.role for member in members(session, workspace)}


def test_who_was_given_no_role_is_a_learner_and_the_operator_an_owner(database: Database, workspace: str) -> None:
    with database.reading() as session:
        assert role_of(session, workspace, "U1") is Role.LEARNER
        assert role_of(session, workspace, OPERATOR) is Role.OWNER
        assert not has_owner(session, workspace)


def test_a_role_given_is_held_in_that_workspace_alone_until_another_is_given(
    database: Database, workspace: str
) -> None:
    assert give(database, workspace, "U1", Role.EDITOR) is Role.LEARNER
    assert give(database, workspace, "U1", Role.REVIEWER) is Role.EDITOR
    with database.transaction() as session:
        elsewhere = ensure_workspace(session, "elsewhere", now=NOW)
        assert role_of(session, elsewhere, "U1") is Role.LEARNER
        assert role_of(session, workspace, "U1") is Role.REVIEWER
        assert members(session, elsewhere) == []
    assert give(database, workspace, "U1", Role.LEARNER) is Role.REVIEWER
    assert roles(database, workspace) == {}


def test_a_person_is_refused_what_the_role_does_not_allow(database: Database, workspace: str) -> None:
    give(database, workspace, "U1", Role.EDITOR)
    with database.reading() as session:
        assert require(session, workspace, "U1", Act.ADD_EDITION) is Role.EDITOR
        with pytest.raises(NotAllowed) as refused:
            require(session, workspace, "U1", Act.PUBLISH)
    assert refused.value == NotAllowed("U1", "publish", "editor")


def test_an_admin_makes_no_admin_and_unmakes_no_owner(database: Database, workspace: str) -> None:
    give(database, workspace, "U1", Role.OWNER)
    give(database, workspace, "U2", Role.ADMIN, by="U1")
    assert give(database, workspace, "U3", Role.REVIEWER, by="U2") is Role.LEARNER
    for person, role in (("U3", Role.ADMIN), ("U1", Role.LEARNER), ("U2", Role.OWNER), ("U2", Role.LEARNER)):
        with pytest.raises(NotAllowed) as refused:
            give(database, workspace, person, role, by="U2")
        assert refused.value == NotAllowed("U2", "give_roles", "admin")
    assert roles(database, workspace) == {"U1": Role.OWNER, "U2": Role.ADMIN, "U3": Role.REVIEWER}


def test_the_only_owner_stays_one_until_there_is_another(database: Database, workspace: str) -> None:
    give(database, workspace, "U1", Role.OWNER)
    for by in ("U1", OPERATOR):
        with pytest.raises(LastOwner):
            give(database, workspace, "U1", Role.LEARNER, by=by)
    assert give(database, workspace, "U1", Role.OWNER, by="U1") is Role.OWNER
    give(database, workspace, "U2", Role.OWNER, by="U1")
    assert give(database, workspace, "U1", Role.ADMIN, by="U1") is Role.OWNER
    assert roles(database, workspace) == {"U2": Role.OWNER, "U1": Role.ADMIN}


def test_two_owners_who_unmake_each_other_at_once_leave_one(database: Database, workspace: str) -> None:
    give(database, workspace, "U1", Role.OWNER)
    give(database, workspace, "U2", Role.OWNER)
    ready = Barrier(2)

    def unmake(pair: tuple[str, str]) -> bool:
        ready.wait()
        try:
            give(database, workspace, pair[1], Role.LEARNER, by=pair[0])
        except NotAllowed:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(unmake, [("U1", "U2"), ("U2", "U1")]))
    assert sorted(done) == [False, True]
    assert list(roles(database, workspace).values()) == [Role.OWNER]


def test_the_first_who_claims_a_library_is_its_owner_and_the_second_is_not(database: Database, workspace: str) -> None:
    give(database, workspace, "U1", Role.EDITOR)
    with database.transaction() as session:
        assert claim_ownership(session, workspace, "U1", now=LATER)
        assert not claim_ownership(session, workspace, "U2", now=LATER)
        assert not claim_ownership(session, workspace, "U1", now=LATER)
        assert members(session, workspace) == [Member("U1", Role.OWNER, "U1", LATER)]
        newest, _ = entries(session, workspace, limit=9)
    assert (newest.before, newest.after) == ({"role": "editor"}, {"role": "owner"})


def test_of_many_who_claim_at_once_one_is_the_owner(database: Database, workspace: str) -> None:
    ready = Barrier(4)

    def claim(person: str) -> bool:
        ready.wait()
        with database.transaction() as session:
            return claim_ownership(session, workspace, person, now=NOW)

    with ThreadPoolExecutor(4) as pool:
        claimed = list(pool.map(claim, ["U1", "U2", "U3", "U4"]))
    assert sum(claimed) == 1
    assert len(roles(database, workspace)) == 1


def test_each_change_of_a_role_is_written_down_and_what_changes_nothing_is_not(
    database: Database, workspace: str
) -> None:
    give(database, workspace, "U1", Role.ADMIN)
    give(database, workspace, "U1", Role.ADMIN)
    give(database, workspace, OPERATOR, Role.LEARNER)
    give(database, workspace, "U2", Role.LEARNER)
    with pytest.raises(NotAllowed):
        give(database, workspace, "U2", Role.OWNER, by="U1")
    with database.reading() as session:
        (entry,) = entries(session, workspace, limit=9)
    assert (entry.actor, entry.action, entry.subject) == (OPERATOR, "role given", "U1")
    assert (entry.before, entry.after) == ({"role": "learner"}, {"role": "admin"})


def test_members_are_listed_by_role_and_then_by_how_long_they_have_it(database: Database, workspace: str) -> None:
    with database.transaction() as session:
        for person, role, now in (
            ("U4", Role.REVIEWER, LATER),
            ("U3", Role.REVIEWER, NOW),
            ("U2", Role.EDITOR, LATER),
            ("U1", Role.OWNER, LATER),
        ):
            give_role(session, workspace, person, role, by=OPERATOR, now=now)
        assert [member.person for member in members(session, workspace)] == ["U1", "U2", "U3", "U4"]
        assert people_who_may(session, workspace, Act.PUBLISH) == ["U1", "U3", "U4"]
        assert people_who_may(session, workspace, Act.ADD_EDITION) == ["U1", "U2"]
