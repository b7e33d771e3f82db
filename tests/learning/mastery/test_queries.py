"""What counts for mastery: answers in practice and in exams as they were finally decided; never what was read."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import insert

from knowledge.conversations.models import AnswerRow, CitationRow, QuestionRow
from learning.attempts.models import ResultRow
from learning.items.models import ItemRow, ItemVersionRow
from learning.mastery.mastery import Answered, Level, Mastery, mastery_of
from learning.mastery.queries import mastery
from learning.mastery.topics import topics_read
from learning.practice.models import PracticeRow
from storage.schema import new_id
from tests.learning.attempts.hall import DAY, MINUTE, NOW, Hall

LATER = NOW + 30 * DAY


def practised(hall: Hall, person: str, credit: float | None, *moments: datetime, item: str = "once") -> None:
    """Answers in practice, all of one item; without a credit it was shown and not answered."""
    certification = hall.certify().id
    with hall.database.reading() as session:
        there = session.query(ItemRow).filter_by(key=item).first()
    if there is None:
        hall.write(item, "true_false", {"stem": "Twice?", "right": True}, "care")
    with hall.database.transaction() as session:
        found = session.query(ItemRow).filter_by(key=item).one()
        version = session.query(ItemVersionRow).filter_by(item_id=found.id).one()
        row: dict[str, Any] = {
            "workspace_id": hall.workspace, "person": person, "certification_id": certification,
            "version_id": version.id, "item_id": version.item_id, "competency": "care", "purpose": "due",
            "tokens": [], "given": None, "credit": credit,
        }  # fmt: skip
        for at in moments:
            answered_at = at if credit is not None else None
            session.execute(insert(PracticeRow).values(**row, id=new_id(), shown_at=at, answered_at=answered_at))


def examined(hall: Hall, person: str, *, answered: int, right: int) -> str:
    """An exam of two questions of each competency, of which the first are answered; returns its id."""
    hall.certify()
    begun = hall.start(person)
    for number, slot in enumerate(begun.slots[:answered]):
        given = hall.right(slot) if number < right else hall.wrong(slot)
        hall.answer(begun.id, slot.position, given, person=person)
    hall.submit(begun.id, person=person, now=NOW + MINUTE)
    return begun.id


def shown(hall: Hall, *people: str, now: datetime = LATER) -> dict[str, dict[str, Mastery]]:
    with hall.database.reading() as session:
        return mastery(session, hall.workspace, people, now)


def test_answers_in_practice_and_in_exams_count_alike(hall: Hall) -> None:
    examined(hall, "amara", answered=4, right=4)
    for number in range(3):
        practised(hall, "amara", 1.0, NOW, item=f"care-of-old-{number}")
    practised(hall, "amara", 0.5, NOW + DAY)
    found = shown(hall, "amara", "ben")
    assert set(found) == {"amara"}
    assert {key: one.n for key, one in found["amara"].items()} == {"care": 6, "calls": 2}
    answers = [Answered("care", 1.0, NOW, in_exam=True)] * 5 + [Answered("care", 0.5, NOW + DAY, in_exam=False)]
    assert found["amara"]["care"] == mastery_of(answers, LATER)


def test_what_was_shown_and_not_answered_counts_for_nothing(sqlite_hall: Hall) -> None:
    practised(sqlite_hall, "carmen", None, NOW)
    examined(sqlite_hall, "carmen", answered=1, right=1)
    found = shown(sqlite_hall, "carmen")["carmen"]
    assert sum(one.n for one in found.values()) == 1


def test_an_exam_that_is_open_tells_nothing(sqlite_hall: Hall) -> None:
    sqlite_hall.certify()
    begun = sqlite_hall.start("dev")
    sqlite_hall.answer(begun.id, 1, sqlite_hall.right(begun.slots[0]), person="dev")
    assert shown(sqlite_hall, "dev") == {}


def test_an_exam_counts_as_it_was_finally_decided(sqlite_hall: Hall) -> None:
    attempt_id = examined(sqlite_hall, "esi", answered=4, right=0)
    before = shown(sqlite_hall, "esi")["esi"]
    assert [one.estimate for one in before.values()] == [pytest.approx(before["care"].estimate)] * 2
    with sqlite_hall.database.transaction() as session:
        first = session.query(ResultRow).filter_by(attempt_id=attempt_id).one()
        columns = ("workspace_id", "points", "of", "passed", "regrade_id", "at")
        later = {name: getattr(first, name) for name in columns}
        session.add(ResultRow(attempt_id=attempt_id, number=2, credits=[None, 1.0, None, None], **later))
    after = shown(sqlite_hall, "esi")["esi"]
    assert sum(one.n for one in after.values()) == 1
    (one,) = after.values()
    assert one.estimate > 0.5


def test_asking_is_reading_and_never_mastery(sqlite_hall: Hall) -> None:
    edition, passage = sqlite_hall.passage()
    sqlite_hall.write("proved", "true_false", {"stem": "Twice?", "right": True}, "calls", passage=(edition, passage))
    question, answer = new_id(), new_id()
    own = {"workspace_id": sqlite_hall.workspace}
    with sqlite_hall.database.transaction() as session:
        session.execute(
            insert(QuestionRow).values(
                id=question, channel="D1", moment=question, root="1", asker="femi", claim="c", text="How often?",
                wording="1", asked_at=NOW, withdrawn_at=None, **own,
            )
        )  # fmt: skip
        session.execute(
            insert(AnswerRow).values(
                id=answer, question_id=question, number=1, job=answer, outcome="answered", notice=None, sentences=[],
                related=[], missing=[], confidence=1.0, mode="extractive", created_at=NOW + MINUTE, **own,
            )
        )  # fmt: skip
        session.execute(
            insert(CitationRow).values(
                answer_id=answer, number=1, edition_id=edition, passage_id=passage, start=0, end=4, quote="Call", **own
            )
        )
    with sqlite_hall.database.reading() as session:
        assert topics_read(session, sqlite_hall.workspace, "femi") == {"calls": NOW + MINUTE}
        assert topics_read(session, sqlite_hall.workspace, "amara") == {}
    assert shown(sqlite_hall, "femi") == {}


def test_it_takes_two_statements_for_any_number_of_people(sqlite_hall: Hall) -> None:
    with sqlite_hall.statements() as sent:
        shown(sqlite_hall, *(f"U{number}" for number in range(500)))
    assert len(sent) == 2


def test_many_right_answers_are_needed_to_be_sure(sqlite_hall: Hall) -> None:
    for number in range(11):
        practised(sqlite_hall, "gita", 1.0, LATER, item=f"asked-{number}")
    assert shown(sqlite_hall, "gita")["gita"]["care"].level is Level.LIKELY
    practised(sqlite_hall, "gita", 1.0, LATER, item="asked-11")
    assert shown(sqlite_hall, "gita")["gita"]["care"].level is Level.SURE


def test_one_item_again_and_again_makes_nothing_sure(hall: Hall) -> None:
    practised(hall, "hana", 0.0, *(LATER - number * MINUTE for number in range(1, 15)))
    practised(hall, "hana", 1.0, LATER)
    on_a_day = shown(hall, "hana")["hana"]["care"]
    assert on_a_day == mastery_of([Answered("care", 1.0, LATER, in_exam=False)], LATER)
    practised(hall, "hana", 1.0, *(LATER - number * DAY for number in range(1, 25)))
    after_weeks = shown(hall, "hana")["hana"]["care"]
    assert (after_weeks.n, after_weeks.level) == (25, Level.LEARNING)
    repeated = [Answered("care", 1.0, LATER - number * DAY, in_exam=False, item="one") for number in range(25)]
    assert after_weeks == mastery_of(repeated, LATER)
