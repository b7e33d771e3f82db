"""How far people are on paths, from what is recorded of them; on databases of both kinds."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from learning.attempts.models import ResultRow
from learning.curriculum.queries import path_of, paths
from learning.curriculum.values import StepState
from learning.errors import PathNotFound
from learning.requirements.service import Towards, decide, submit
from learning.requirements.values import RequirementState
from storage.database import Database
from storage.schema import new_id
from tests.knowledge.guides.desk import REVIEWER
from tests.learning.attempts.hall import NOW
from tests.learning.curriculum.school import School

LOCKED, OPEN, HANDED_IN, DONE = StepState


@pytest.fixture
def school(database: Database) -> School:
    return School.open(database)


def test_practice_the_exam_and_what_others_saw_count_from_what_is_recorded(school: School) -> None:
    school.enrol("amara")
    school.done("amara", "read")
    school.practise("amara")
    assert (school.standing("amara").steps[1].reached, school.states("amara")["practise"]) == (1, OPEN)
    school.practise("amara")
    assert school.states("amara") == {"read": DONE, "practise": DONE, "think": OPEN, "visit": OPEN, "exam": LOCKED}
    with school.database.transaction() as session:
        hers = Towards("mentor", "visit", "amara")
        submit(session, school.workspace, hers, note="With Leo.", now=NOW)
    assert school.states("amara")["visit"] is HANDED_IN
    with school.database.transaction() as session:
        decide(session, school.workspace, hers, RequirementState.MET, by=REVIEWER, now=NOW)
    assert school.states("amara")["visit"] is DONE
    made = school.hall.start("amara")
    for slot in made.slots:
        school.hall.answer(made.id, slot.position, school.hall.right(slot))
    school.hall.submit(made.id)
    assert school.states("amara")["exam"] is DONE
    assert school.states("dev") == {"read": OPEN, **dict.fromkeys(("practise", "think", "visit", "exam"), LOCKED)}


def test_paths_of_another_workspace_are_neither_seen_nor_counted(school: School) -> None:
    school.enrol("amara")
    with school.database.reading() as session:
        assert paths(session, new_id()) == []
        with pytest.raises(PathNotFound):
            path_of(session, new_id(), school.path().id)
        for wanted in ("nothing", new_id()):
            with pytest.raises(PathNotFound):
                path_of(session, school.workspace, wanted)


def test_an_exam_whose_pass_was_taken_back_is_to_be_done_again(school: School) -> None:
    made = school.hall.start("amara")
    for slot in made.slots:
        school.hall.answer(made.id, slot.position, school.hall.right(slot))
    school.hall.submit(made.id)
    assert school.states("amara")["exam"] is DONE
    with school.database.transaction() as session:
        first = session.scalars(select(ResultRow)).one()
        row = {name: getattr(first, name) for name in ("attempt_id", "workspace_id", "credits", "points", "of")}
        session.execute(insert(ResultRow).values(**row, number=2, passed=False, at=NOW + timedelta(days=1)))
    assert school.states("amara")["exam"] is LOCKED


def test_how_far_many_people_are_takes_as_many_statements_as_for_one(school: School) -> None:
    people = [f"U{number}" for number in range(40)]
    school.enrol(*people)
    for number, person in enumerate(people[:4]):
        school.done(person, "read")
        for _ in range(number):
            school.practise(person)
    with school.hall.statements() as one:
        school.all_of(people[:1])
    with school.hall.statements() as many:
        found = school.all_of(people)
    assert len(one) == len(many) == 6
    reached = [found[person, school.path().id].steps[1].reached for person in people[:5]]
    assert reached == [0, 1, 2, 2, 0]
