"""What happens later to what is left of somebody who was erased: figures follow, and nobody is told or certified."""

import pytest

from learning.credentials.earned import earned
from learning.privacy.erasing import erase
from storage.database import Database
from tests.learning.attempts.hall import NOW, Hall
from tests.learning.privacy.everything import all_tables
from tests.learning.results.desk import ACCEPT, Desk


@pytest.fixture
def desk(database: Database) -> Desk:
    all_tables()
    return Desk.open(Hall.open(database))


def test_a_regrade_changes_the_results_and_tells_and_certifies_only_who_is_still_there(desk: Desk) -> None:
    gone, here = desk.sit("amara", "b", 2), desk.sit("ben", "b", 2)
    with desk.hall.database.transaction() as session:
        erase(session, desk.hall.workspace, "amara", by="amara", now=NOW)
    desk.carry_out(ACCEPT)
    assert [desk.results(attempt_id)[-1].passed for attempt_id in (gone, here)] == [True, True]
    assert [one.person for one in desk.untold()] == ["ben"]
    with desk.hall.database.reading() as session:
        assert [one.person for one in earned(session, desk.hall.workspace)] == ["ben"]
