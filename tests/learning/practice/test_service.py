"""Practice: a row for each item shown, answered once, with no exam open; from the practice pool alone."""

from random import Random

import pytest

from evals.workload.item_bank import four_options
from learning.attempts.values import Attempt
from learning.certifications.definition import Competency, Draw
from learning.certifications.values import Certification
from learning.errors import AttemptOpen, ItemNotFound
from learning.items.models import ItemRow, LiveItemRow
from learning.items.responses import Chosen, Response
from learning.items.values import Pool
from learning.practice import service
from learning.practice.values import Practised
from storage.database import Database
from storage.schema import new_id
from tests.learning.attempts.hall import MINUTE, NOW, Hall


@pytest.fixture
def hall(database: Database) -> Hall:
    """A hall with exam items, and with two items for practice."""
    hall = Hall.open(database)
    for number in range(2):
        version_id = hall.write(f"practice-{number}", "single_choice", four_options(f"P {number}?"), "care")
        with database.transaction() as session:
            row = session.query(LiveItemRow).filter_by(version_id=version_id).one()
            row.pool = Pool.PRACTICE.value
            session.get_one(ItemRow, row.item_id).pool = Pool.PRACTICE.value
    return hall


def show(hall: Hall, certification: Certification, practice_id: str, person: str = "amara") -> Practised | None:
    with hall.database.transaction() as session:
        return service.show(
            session, hall.workspace, certification, person, practice_id=practice_id, now=NOW, dice=Random(1)
        )


def answer(hall: Hall, practice_id: str, response: Response, person: str = "amara") -> Practised:
    with hall.database.transaction() as session:
        return service.answer(session, hall.workspace, practice_id, response, person=person, now=NOW + MINUTE)


def test_practice_shows_practice_items_alone_and_answers_once(hall: Hall) -> None:
    certification = hall.certify()
    ids = [new_id(), new_id()]
    first, second = (show(hall, certification, one) for one in ids)
    assert first is not None
    assert second is not None
    assert first.version_id != second.version_id
    assert show(hall, certification, ids[0]) == first
    right = next(token for token, key in first.tokens if key == "a")
    wrong = next(token for token, key in first.tokens if key == "b")
    done = answer(hall, ids[0], Chosen(frozenset({right})))
    assert (done.given, done.credit, done.is_answered) == (Chosen(frozenset("a")), 1.0, True)
    assert answer(hall, ids[0], Chosen(frozenset({wrong}))) == done
    assert not answer(hall, ids[1], Chosen(frozenset({"x"}))).is_answered


def test_nobody_answers_what_was_shown_to_somebody_else(hall: Hall) -> None:
    practice_id = new_id()
    show(hall, hall.certify(), practice_id)
    for wanted in (practice_id, new_id(), "no id"):
        with pytest.raises(ItemNotFound):
            answer(hall, wanted, Chosen(frozenset()), person="ben")


def test_there_is_no_practice_while_an_exam_is_open(hall: Hall) -> None:
    certification, practice_id = hall.certify(), new_id()
    shown = show(hall, certification, practice_id)
    assert shown is not None
    begun: Attempt = hall.start("amara")
    with pytest.raises(AttemptOpen):
        show(hall, certification, new_id())
    with pytest.raises(AttemptOpen):
        answer(hall, practice_id, Chosen(frozenset({shown.tokens[0][0]})))
    hall.submit(begun.id)
    assert answer(hall, practice_id, Chosen(frozenset({shown.tokens[0][0]}))).is_answered


def test_where_there_is_nothing_to_practise_nothing_is_shown(hall: Hall) -> None:
    certification = hall.certify(competencies=(Competency("calls", "Calls"),), draws=(Draw("calls", 1),))
    assert show(hall, certification, new_id()) is None
