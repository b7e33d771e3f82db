"""What is analysed is read from what was recorded; judges' ratings are kept. On both databases."""

import numpy as np
import pytest
from sqlalchemy import insert

from knowledge.errors import NotAllowed
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from learning.analysis.queries import facilities, material, ratings
from learning.analysis.report import analyse
from learning.analysis.service import rate
from learning.analysis.values import Material
from learning.attempts.models import AttemptRow, AttemptSlotRow, ResultRow
from learning.attempts.values import Kind
from learning.certifications.queries import certification
from learning.errors import BadRating, ItemNotFound
from learning.items.responses import Chosen
from learning.results.decisions import Decision
from learning.results.service import carry_out
from learning.results.values import Policy
from storage.schema import new_id
from tests.learning.attempts.hall import DAY, NOW, Hall


def read(hall: Hall) -> Material:
    with hall.database.reading() as session:
        return material(session, hall.workspace, certification(session, hall.workspace, "mentor"))


def sit(hall: Hall, person: str, right: int, *, seed: int = 7, when: int = 0) -> None:
    """Take an exam of four, with so many right answers; the last item is not answered."""
    at = NOW + when * DAY
    begun = hall.start(person, seed=seed, now=at)
    for slot in begun.slots[:3]:
        given = hall.right(slot) if slot.position <= right else hall.wrong(slot)
        hall.answer(begun.id, slot.position, hall.wrong(slot), person=person, now=at)
        hall.answer(begun.id, slot.position, given, person=person, now=at)
    hall.submit(begun.id, person=person, now=at)


def test_first_attempts_are_read_as_they_were_scored_with_what_was_answered_last(hall: Hall) -> None:
    hall.certify()
    sit(hall, "amara", 2)
    sit(hall, "bo", 1)
    sit(hall, "bo", 3, seed=8, when=1)
    hall.start("chi")
    found = read(hall)
    by_person = {sitting.person: sitting for sitting in found.sittings}
    assert by_person.keys() == {"amara", "bo"}
    amara = by_person["amara"]
    assert [*amara.credits.values()] == [1, 1, 0, 0]
    assert [given == Chosen(frozenset("a")) for given in amara.given.values()] == [True, True, False]
    assert (amara.passed, by_person["bo"].passed) == (True, False)
    assert sorted((one.person, one.number, len(one.items)) for one in found.shown) == [
        ("amara", 1, 4),
        ("bo", 1, 4),
        ("bo", 2, 4),
        ("chi", 1, 4),
    ]
    assert found.versions.keys() == {version for sitting in found.sittings for version in sitting.credits}
    with hall.database.transaction() as session:
        wrong = next(iter(amara.credits))
        decision = Decision(Policy.DROP)
        carry_out(session, hall.workspace, wrong, decision, by=OPERATOR, reason="It is ambiguous.", now=NOW)
    assert read(hall).sittings == found.sittings
    report = analyse(found, np.random.default_rng(1))
    assert (report.form.n, report.form.length, report.exposure.retakes) == (2, 4.0, 1)


@pytest.mark.parametrize(("kind", "analysed"), [(Kind.EXAM, 1), (Kind.RENEWAL, 0), (Kind.DELTA, 0)])
def test_only_exams_are_first_attempts(sqlite_hall: Hall, kind: Kind, analysed: int) -> None:
    version = sqlite_hall.write(f"only {kind}", "true_false", {"stem": "Call twice.", "right": True}, "care")
    before = sqlite_hall.certify(key=f"only-{kind.value}")
    attempt_id, own = new_id(), {"workspace_id": sqlite_hall.workspace}
    begun = {"certification_id": before.id, "certification_version_id": before.version_id, "person": "amara"}
    ended = {"kind": kind.value, "started_at": NOW, "factor": 1.0, "ended_at": NOW, "ended": "submitted"}
    slot = {"position": 1, "version_id": version, "competency": "care", "tokens": []}
    result = {"number": 1, "credits": [1.0], "points": 1.0, "of": 1.0, "passed": True, "at": NOW}
    with sqlite_hall.database.transaction() as session:
        session.execute(insert(AttemptRow).values(id=attempt_id, number=1, **begun, **ended, **own))
        session.execute(insert(AttemptSlotRow).values(attempt_id=attempt_id, **slot, **own))
        session.execute(insert(ResultRow).values(attempt_id=attempt_id, **result, **own))
    with sqlite_hall.database.reading() as session:
        found = material(session, sqlite_hall.workspace, before)
    assert len(found.sittings) == analysed
    # What changed alone is asked of whoever has seen it before: that is no exposure of a form.
    assert len(found.shown) == (kind is not Kind.DELTA)


def test_a_judges_rating_is_kept_in_place_of_the_one_before(hall: Hall) -> None:
    hall.certify()
    version = hall.write("rated", "true_false", {"stem": "Call twice.", "right": True}, "care")
    with hall.database.transaction() as session:
        give_role(session, hall.workspace, "bo", Role.EDITOR, by=OPERATOR, now=NOW)
        give_role(session, hall.workspace, "chi", Role.REVIEWER, by=OPERATOR, now=NOW)
    for judge, rating in (("bo", 0.5), ("chi", 0.9), ("bo", 0.7)):
        with hall.database.transaction() as session:
            rate(session, hall.workspace, version, rating, judge=judge, now=NOW)
    with hall.database.reading() as session:
        assert ratings(session, hall.workspace, ["care"]) == {(version, "bo"): 0.7, (version, "chi"): 0.9}
        assert ratings(session, hall.workspace, ["calls"]) == {}


@pytest.mark.parametrize("rating", [-0.1, 1.1, float("nan")])
def test_a_rating_is_a_share(sqlite_hall: Hall, rating: float) -> None:
    version = sqlite_hall.write(f"share {rating}", "true_false", {"stem": "Call twice.", "right": True}, "care")
    with pytest.raises(BadRating), sqlite_hall.database.transaction() as session:
        rate(session, sqlite_hall.workspace, version, rating, judge=OPERATOR, now=NOW)


def test_learners_judge_nothing_and_nobody_judges_what_is_not_there(sqlite_hall: Hall) -> None:
    with pytest.raises(NotAllowed), sqlite_hall.database.transaction() as session:
        rate(session, sqlite_hall.workspace, new_id(), 0.5, judge="amara", now=NOW)
    with pytest.raises(ItemNotFound), sqlite_hall.database.transaction() as session:
        rate(session, sqlite_hall.workspace, new_id(), 0.5, judge=OPERATOR, now=NOW)


def test_how_easy_versions_are_is_told_from_first_attempts_in_one_statement(hall: Hall) -> None:
    hall.certify()
    sit(hall, "amara", 2)
    sit(hall, "bo", 1)
    sit(hall, "bo", 3, seed=8, when=1)
    hall.start("chi")
    earned: dict[str, list[float]] = {}
    for sitting in read(hall).sittings:
        for version_id, credit in sitting.credits.items():
            earned.setdefault(version_id, []).append(credit)
    with hall.statements() as statements, hall.database.reading() as session:
        found = facilities(session, hall.workspace, [*earned, new_id()])
    assert len(statements) == 1
    assert found == {version_id: (len(credits), sum(credits) / len(credits)) for version_id, credits in earned.items()}
    assert {mean for _, mean in found.values()} >= {0, 1}
