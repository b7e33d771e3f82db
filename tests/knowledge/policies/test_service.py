import pytest

from knowledge.audit.queries import entries
from knowledge.errors import NotAllowed, SchemeUnknown
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from knowledge.policies.queries import policy
from knowledge.policies.service import set_policy
from knowledge.policies.values import Policy
from storage.database import Database
from storage.workspaces import LOCAL, ensure_workspace
from tests.knowledge.library import NOW

SCHEMES = {"effectiveness", "tiers"}


def test_a_workspace_that_decided_nothing_wants_a_second_person(database: Database) -> None:
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
        assert policy(session, workspace) == Policy(second_person=True, evidence_scheme="effectiveness")


def test_what_was_decided_holds_in_that_workspace_alone_and_is_written_down(database: Database) -> None:
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
        elsewhere = ensure_workspace(session, "elsewhere", now=NOW)
        for decided in (Policy(second_person=False), Policy(second_person=False), Policy(False, "tiers")):
            set_policy(session, workspace, decided, schemes=SCHEMES, by=OPERATOR, now=NOW)
    with database.reading() as session:
        assert policy(session, workspace) == Policy(False, "tiers")
        assert policy(session, elsewhere) == Policy()
        newest, first = entries(session, workspace, limit=9)
    assert first.before == {"second_person": True, "evidence_scheme": "effectiveness", "report_channel": None}
    assert newest.after == {"second_person": False, "evidence_scheme": "tiers", "report_channel": None}


def test_an_editor_decides_nothing(database: Database) -> None:
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
        give_role(session, workspace, "U1", Role.EDITOR, by=OPERATOR, now=NOW)
        with pytest.raises(NotAllowed):
            set_policy(session, workspace, Policy(second_person=False), schemes=SCHEMES, by="U1", now=NOW)
        assert policy(session, workspace) == Policy()


def test_a_scheme_that_is_not_there_is_not_decided_on_and_one_that_is_gone_holds_up_nothing_else(
    database: Database,
) -> None:
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
        for unknown in ("stars", "x" * 200, "tiers\x00"):
            with pytest.raises(SchemeUnknown):
                set_policy(session, workspace, Policy(True, unknown), schemes=SCHEMES, by=OPERATOR, now=NOW)
        set_policy(session, workspace, Policy(True, "own"), schemes={"own"}, by=OPERATOR, now=NOW)
        set_policy(session, workspace, Policy(False, "own"), schemes=SCHEMES, by=OPERATOR, now=NOW)
        assert policy(session, workspace) == Policy(False, "own")
