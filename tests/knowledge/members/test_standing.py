from knowledge.members.queries import Standing, standing
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from storage.database import Database
from storage.workspaces import LOCAL, ensure_workspace
from tests.knowledge.library import NOW


def test_a_person_s_standing_is_the_role_and_whether_there_is_an_owner(database: Database) -> None:
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
        assert standing(session, workspace, "U1") == Standing(Role.LEARNER, has_owner=False)
        give_role(session, workspace, "U1", Role.EDITOR, by=OPERATOR, now=NOW)
        assert standing(session, workspace, "U1") == Standing(Role.EDITOR, has_owner=False)
        give_role(session, workspace, "U2", Role.OWNER, by=OPERATOR, now=NOW)
        assert standing(session, workspace, "U1") == Standing(Role.EDITOR, has_owner=True)
        assert standing(session, workspace, "U2") == Standing(Role.OWNER, has_owner=True)
        assert standing(session, workspace, "U3") == Standing(Role.LEARNER, has_owner=True)
