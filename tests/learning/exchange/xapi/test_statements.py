"""Statements: of every kind that there is, the same each time, and of nothing that is nobody's business."""

import json
import subprocess
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from knowledge.members.roles import ERASED
from learning.attempts.models import AttemptRow
from learning.exchange.xapi.happenings import happenings
from learning.exchange.xapi.statements import LONGEST_NAME, Naming, statement
from learning.exchange.xapi.values import Happened, Kind, Statement, Thing, ThingType, Verb
from learning.practice.models import PracticeRow
from storage.schema import new_id
from tests.knowledge.library import NOW
from tests.learning.exchange.xapi.conftest import ADDRESS, LRS, NOTE, PYTHON, SECRET, WATCHER, Scene
from tests.learning.standing.shelf import AMARA, BEN, DAY


def checked(statements: list[Statement]) -> str:
    """What Ralph's models find wrong; by whether they do they end with 1 or 0."""
    if not PYTHON.exists():
        pytest.skip("there is no learning record store: `make lrs` sets one up")
    lines = "".join(json.dumps(one) + "\n" for one in statements)
    done = subprocess.run([PYTHON, LRS / "check.py"], input=lines, capture_output=True, text=True, check=False, env={})
    assert done.returncode == (1 if done.stdout else 0), done.stderr
    return done.stdout


def of(scene: Scene, verb: str) -> list[Statement]:
    return [one for one in scene.statements() if one["verb"]["display"]["en"] == verb]


def test_every_kind_of_statement_is_what_the_specification_says(scene: Scene) -> None:
    found = scene.statements()
    assert {one["verb"]["display"]["en"] for one in found} == set(Verb)
    assert checked(found) == ""


def test_what_is_no_statement_is_found_to_be_none(scene: Scene) -> None:
    wrong = {**scene.statements()[0], "verb": {"id": "no address"}}
    assert "verb.id" in checked([wrong])


def test_written_again_every_statement_is_the_same_and_none_has_the_id_of_another(scene: Scene) -> None:
    first, again = scene.statements(), scene.statements()
    assert first == again
    assert len({UUID(one["id"]) for one in first}) == len(first)


def test_a_practised_question_tells_how_right_the_answer_was_and_how_long_it_took(scene: Scene) -> None:
    right, wrong = sorted(of(scene, "answered"), key=lambda one: not one["result"]["success"])
    assert right["result"] == {"completion": True, "score": {"scaled": 1.0}, "success": True, "duration": "PT12.50S"}
    assert (wrong["result"]["success"], wrong["result"]["score"]) == (False, {"scaled": 0.0})
    assert right["timestamp"] == "2026-11-01T09:30:12.500Z"
    (edition,) = right["context"]["contextActivities"]["grouping"]
    assert edition["id"] == f"{ADDRESS}/xapi/editions/{scene.shelf.first}"


def test_an_exam_tells_its_points_and_is_told_once_for_a_sitting(scene: Scene) -> None:
    (passed,) = [
        one for one in of(scene, "passed") if "/exams/" in one["object"]["id"] and "statement" not in one["context"]
    ]
    assert passed["result"]["score"] == {"scaled": 1.0, "raw": 3.0, "min": 0.0, "max": 3.0}
    (earned,) = of(scene, "earned")
    assert earned["context"]["registration"] == passed["context"]["registration"]
    assert earned["object"]["id"] == f"{ADDRESS}/achievements/mentor"


def test_what_a_regrade_came_to_refers_to_what_was_told_first(scene: Scene) -> None:
    (failed,) = [one for one in of(scene, "failed") if "/exams/" in one["object"]["id"]]
    (later,) = [one for one in of(scene, "passed") if "statement" in one["context"]]
    assert later["context"]["statement"] == {"objectType": "StatementRef", "id": failed["id"]}
    assert "registration" not in later["context"]
    assert later["result"]["score"]["scaled"] == 1.0


def test_a_decision_on_a_visit_tells_who_decided_by_a_pseudonym_and_no_words(scene: Scene) -> None:
    (repeat,) = [one for one in of(scene, "failed") if "/practice/" in one["object"]["id"]]
    assert repeat["context"]["instructor"]["account"]["name"] == scene.naming.account(WATCHER)
    assert repeat["actor"]["account"]["name"] == scene.naming.account(BEN)


def test_neither_a_slack_id_nor_anything_that_somebody_wrote_leaves(scene: Scene) -> None:
    written = json.dumps(scene.statements())
    for secret in (AMARA, BEN, WATCHER, NOTE, scene.shelf.workspace):
        assert secret not in written


def test_slack_ids_are_used_where_that_is_asked_for(scene: Scene) -> None:
    naming = replace(scene.naming, secret=None)
    people = {
        statement(one, naming)["actor"]["account"]["name"]
        for page in happenings(scene.database, scene.shelf.workspace)
        for one in page
    }
    assert people == {AMARA, BEN}


def test_only_what_happened_since_a_moment_is_told_where_one_is_given(scene: Scene) -> None:
    later = [one.at for page in happenings(scene.database, scene.shelf.workspace, NOW + DAY) for one in page]
    assert later
    assert min(later) == NOW + DAY
    assert len(later) < len(scene.statements())


def test_a_pseudonym_depends_on_the_secret_and_on_the_workspace() -> None:
    naming = Naming(new_id(), ADDRESS, SECRET)
    others = (replace(naming, secret=b"another"), replace(naming, workspace=new_id()))
    assert len({one.account(AMARA) for one in (naming, *others)}) == 3


@given(st.text(max_size=2 * LONGEST_NAME), st.sampled_from(ThingType), st.sampled_from(Kind))
def test_whatever_a_thing_is_called_its_name_is_neither_empty_nor_too_long(
    name: str, type_: ThingType, kind: Kind
) -> None:
    happened = Happened(kind, "row", AMARA, Verb.ANSWERED, Thing("xapi/thing", type_, name), NOW)
    made = statement(happened, Naming(new_id(), ADDRESS, SECRET))["object"]["definition"]["name"]["und"]
    assert 0 < len(made) <= LONGEST_NAME


def test_of_who_was_erased_nothing_is_told(scene: Scene) -> None:
    before = scene.statements()
    with scene.database.transaction() as session:
        session.execute(update(PracticeRow).values(person=f"{ERASED}1"))
        session.execute(update(AttemptRow).where(AttemptRow.person == BEN).values(person=f"{ERASED}2"))
    try:
        left = scene.statements()
        assert {one["verb"]["display"]["en"] for one in left} == set(Verb) - {Verb.ANSWERED}
        assert len(left) == len(before) - 4
    finally:
        with scene.database.transaction() as session:
            session.execute(update(PracticeRow).values(person=AMARA))
            session.execute(update(AttemptRow).where(AttemptRow.person == f"{ERASED}2").values(person=BEN))
