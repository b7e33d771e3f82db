"""Who looks after whom, on databases of both kinds."""

from learning.cohorts.goals import remove_goal
from learning.cohorts.service import archive
from learning.membership.queries import (
    is_looking_after,
    looking_after,
    looks_after,
    members_of,
)
from learning.membership.values import Part
from storage.database import Database
from tests.learning.attempts.hall import NOW
from tests.learning.cohorts.campus import CERTIFICATION, PATH, Campus


def test_a_person_is_looked_after_in_each_of_her_cohorts_until_they_end(database: Database) -> None:
    campus = Campus.open(database)
    first, other = campus.cohort, campus.make("Autumn", ["lea", "cora"], coordinators=["cora"])
    for campus.cohort in (first, other):
        campus.goal(CERTIFICATION)

    def found() -> list[object]:
        with database.reading() as session:
            place = (session, campus.workspace)
            return [
                looking_after(*place, "lea", "mentor"),
                looking_after(*place, "cora", "mentor"),
                looks_after(*place, "cora", "lin", "mentor"),
                looks_after(*place, "moira", "lea", "mentor"),
                is_looking_after(*place, "lea"),
            ]

    assert found() == [["mona", "cora"], [], True, False, False]
    campus.do(lambda session: archive(session, campus.workspace, first, by="olga", now=NOW))
    assert found() == [["cora"], [], False, False, False]
    with database.reading() as session:
        there = members_of(session, campus.workspace, [other])
    assert {(one.person, one.part) for one in there[other]} == {
        ("lea", Part.LEARNER),
        ("cora", Part.LEARNER),
        ("cora", Part.COORDINATOR),
    }


def test_it_goes_as_far_as_what_the_cohort_is_to_reach_itself_or_by_a_path(database: Database) -> None:
    campus = Campus.open(database)

    def found() -> list[list[str]]:
        with database.reading() as session:
            return [looking_after(session, campus.workspace, "lea", key) for key in ("mentor", "other")]

    assert found() == [[], []]
    goal = campus.goal(PATH)
    assert found() == [["mona", "cora"], []]
    campus.do(lambda session: remove_goal(session, campus.workspace, campus.cohort, goal.id, by="cora", now=NOW))
    assert found() == [[], []]
