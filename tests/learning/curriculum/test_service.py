"""Paths are stored in versions and retired; people begin them, leave them and do their steps."""

from functools import partial

import pytest
from sqlalchemy import select

from knowledge.audit.queries import entries
from knowledge.errors import NotAllowed
from knowledge.members.roles import OPERATOR
from learning.curriculum import service
from learning.curriculum.faults import faults
from learning.curriculum.models import StepDoneRow
from learning.curriculum.queries import enrolled, on_path, path_of, paths
from learning.curriculum.values import StepState
from learning.errors import (
    BadPath,
    ChangedSince,
    Flaw,
    NoteMissing,
    NothingToRead,
    NotOnPath,
    PathKeyFixed,
    PathNotFound,
    PathThere,
    StepLocked,
    StepNotFound,
)
from storage.database import Database
from tests.knowledge.guides.desk import EDITOR, REVIEWER
from tests.learning.attempts.hall import NOW
from tests.learning.curriculum.school import KEY, School
from tests.learning.curriculum.written import STEPS

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
LOCKED, OPEN, HANDED_IN, DONE = StepState


@pytest.fixture
def school(database: Database) -> School:
    return School.open(database)


def test_a_path_is_stored_once_and_in_a_new_version_where_it_changed(school: School) -> None:
    first = school.path()
    assert school.store() == first
    second = school.change(first, title="The first steps")
    assert (second.id, second.number, second.definition.title) == (first.id, 2, "The first steps")
    with pytest.raises(ChangedSince):
        school.change(first, title="Again")
    with school.database.reading() as session:
        log = entries(session, school.workspace, limit=9)
        assert paths(session, school.workspace) == [second]
        assert path_of(session, school.workspace, first.id) == second
        assert [one.action for one in log if one.subject_kind == "learning_path"] == ["learning path changed"] * 2


def test_what_a_path_names_has_to_be_there_and_all_that_is_not_is_told_at_once(school: School) -> None:
    read = {**STEPS[0], "readings": [{"guide": "gone.md"}, {"guide": "support.md", "heading": "Part 9"}]}
    few = {**STEPS[1], "count": 5}
    with pytest.raises(BadPath) as raised:
        school.store(steps=[read, few, STEPS[2], {**STEPS[3], "requirement": "dance"}, STEPS[4]])
    assert {(one.flaw, one.where, one.fact) for one in raised.value.flaws} == {
        (Flaw.UNKNOWN_GUIDE, "steps[0].readings[0].guide", "gone.md"),
        (Flaw.UNKNOWN_HEADING, "steps[0].readings[1].heading", "Part 9"),
        (Flaw.TOO_FEW_ITEMS, "steps[1].count", "4"),
        (Flaw.UNKNOWN_REQUIREMENT, "steps[3].requirement", "dance"),
    }
    with pytest.raises(BadPath) as raised:
        school.store(certification="nobody")
    assert [one.flaw for one in raised.value.flaws] == [Flaw.UNKNOWN_CERTIFICATION]


@pytest.mark.parametrize("person", [EDITOR, REVIEWER, "amara"])
def test_only_who_keeps_paths_may_change_or_retire_one(school: School, person: str) -> None:
    before = school.path()
    for act in (school.store, school.add, partial(school.change, before), school.retire, school.offer):
        with pytest.raises(NotAllowed):
            act(by=person)
    assert school.path() == before


def test_what_is_to_be_a_new_path_never_takes_the_place_of_another(school: School) -> None:
    before = school.path()
    with pytest.raises(PathThere) as raised:
        school.add(title="Another one")
    assert (raised.value.key, school.path()) == (before.definition.key, before)
    assert school.add() == before
    made = school.add(key="other")
    assert (made.number, made.definition.key, school.path()) == (1, "other", before)
    school.retire()
    with pytest.raises(PathThere):
        school.add()
    assert school.path().retired


def test_a_path_keeps_its_key_when_it_is_changed(school: School) -> None:
    before = school.path()
    other = school.add(key="other")
    for key in ("new", "other"):
        with pytest.raises(PathKeyFixed) as raised:
            school.change(before, key=key)
        assert raised.value.key == before.definition.key
    with school.database.reading() as session:
        assert paths(session, school.workspace) == [before, other]


def test_a_retired_path_that_is_changed_stays_retired_until_it_is_offered_again(school: School) -> None:
    before = school.retire()
    assert school.change(before) == before
    changed = school.change(before, title="The first steps")
    assert (changed.retired, changed.number) == (True, 2)
    offered = school.offer()
    assert (offered.retired, offered.number, offered.definition) == (False, 2, changed.definition)
    assert school.offer() == offered
    with school.database.reading() as session:
        log = [one.after for one in entries(session, school.workspace, limit=3)]
    assert [facts["retired"] for facts in log if facts is not None] == [False, True, True]


def test_a_path_that_names_what_is_gone_is_not_offered_again(school: School) -> None:
    before = school.retire()
    school.withdraw("support.md")
    with pytest.raises(BadPath):
        school.offer()
    assert school.path() == before


def test_only_who_keeps_paths_puts_somebody_else_on_one(school: School) -> None:
    def enrol(person: str, by: str) -> None:
        with school.database.transaction() as session:
            service.enrol(session, school.workspace, KEY, person, by=by, now=NOW)

    for by in ("dev", EDITOR, REVIEWER):
        with pytest.raises(NotAllowed):
            enrol("amara", by)
    enrol("dev", "dev")
    enrol("amara", OPERATOR)
    with school.database.reading() as session:
        assert set(on_path(session, school.workspace, school.path().id)) == {"amara", "dev"}


def test_nothing_is_marked_as_read_of_which_readers_see_nothing(school: School) -> None:
    school.enrol("amara", "dev")
    school.done("amara", "read")
    school.withdraw("support.md")
    with pytest.raises(NothingToRead):
        school.done("dev", "read")
    assert (school.states("dev")["read"], school.done("amara", "read").done) == (OPEN, 1)
    with school.database.reading() as session:
        (found,) = faults(session, school.workspace, [school.path().definition])
    assert (Flaw.UNKNOWN_GUIDE, "steps[0].readings[0].guide") in [(one.flaw, one.where) for one in found]


def test_nobody_new_begins_a_path_that_is_retired_and_storing_it_offers_it_again(school: School) -> None:
    school.enrol("amara")
    assert school.retire().retired
    assert school.retire().retired
    school.enrol("amara")
    with pytest.raises(PathNotFound):
        school.enrol("amara", "dev")
    assert school.done("amara", "read").done == 1
    again = school.store()
    assert (again.retired, again.number) == (False, 1)
    school.enrol("dev")


def test_who_comes_back_to_a_path_finds_what_she_did(school: School) -> None:
    school.enrol("amara", "dev")
    school.done("amara", "read")
    school.leave("amara")
    school.leave("amara")
    assert school.standing("amara").since is None
    with school.database.reading() as session:
        assert on_path(session, school.workspace, school.path().id) == ["dev"]
        assert enrolled(session, school.workspace, "amara") == []
    with pytest.raises(NotOnPath):
        school.done("amara", "think", "I wonder.")
    school.enrol("amara")
    assert (school.states("amara")["read"], school.standing("amara").since) == (DONE, NOW)


def test_a_step_is_marked_once_in_its_turn_and_only_where_that_is_the_way_to_do_it(school: School) -> None:
    with pytest.raises(NotOnPath):
        school.done("amara", "read")
    school.enrol("amara")
    with pytest.raises(StepLocked):
        school.done("amara", "think", "I wonder.")
    for step in ("practise", "visit", "exam", "nowhere"):
        with pytest.raises(StepNotFound):
            school.done("amara", step)
    assert school.done("amara", "read") == school.done("amara", "read")
    with pytest.raises(NoteMissing):
        school.done("amara", "think", "  ")
    school.done("amara", "think", "Being on time.")
    school.done("amara", "think", "Being early.")
    with school.database.reading() as session:
        rows = session.scalars(select(StepDoneRow).order_by(StepDoneRow.at, StepDoneRow.id)).all()
        assert {row.step: row.note for row in rows} == {"read": None, "think": "Being early."}
    assert school.states("dev")["read"] is OPEN
