"""An attempt is answered and read, and what is stored of it."""

from typing import Any

import pytest
from sqlalchemy import func, select

from learning.attempts.models import ResponseRow
from learning.attempts.queries import history, open_attempts, result
from learning.attempts.service import show_in
from learning.attempts.tokens import in_tokens
from learning.attempts.values import Ending, Recorded, Recording, Slot
from learning.certifications.definition import Competency, Draw
from learning.errors import AttemptNotFound
from learning.items.contents import contents
from learning.items.responses import Chosen, Ordered, Written
from learning.items.types import TYPES
from storage.schema import new_id
from tests.learning.attempts.hall import MINUTE, NOW, SECOND, Hall

DUE = NOW + 30 * MINUTE


def test_an_attempt_goes_from_its_start_to_its_result_and_is_the_same_wherever_it_is_read(hall: Hall) -> None:
    hall.certify()
    begun = hall.start("amara")
    assert hall.stored(begun.id) == begun
    assert [slot.position for slot in begun.slots] == [1, 2, 3, 4]
    assert sorted(slot.competency for slot in begun.slots) == ["calls", "calls", "care", "care"]
    assert (begun.number, begun.minutes, begun.deadline) == (1, 30.0, DUE)
    for slot in begun.slots[:3]:
        answered = hall.answer(begun.id, slot.position, hall.right(slot), now=NOW + MINUTE)
        assert (answered.recording, answered.given) == (Recording.RECORDED, Chosen(frozenset("a")))
    came_to = hall.submit(begun.id, now=NOW + 2 * MINUTE)
    assert (came_to.score.points, came_to.score.of, came_to.passed, came_to.number) == (3.0, 4.0, True, 1)
    ended = hall.stored(begun.id)
    assert (ended.ending, ended.ended_at) == (Ending.SUBMITTED, NOW + 2 * MINUTE)
    with hall.database.reading() as session:
        assert result(session, hall.workspace, begun.id) == came_to
        (one,) = history(session, hall.workspace, "amara")
        assert (one.points, one.of, one.passed) == (3.0, 4.0, True)
        assert open_attempts(session, hall.workspace, "amara") == []
    assert hall.submit(begun.id, now=NOW + 3 * MINUTE) == came_to


def test_an_answer_takes_two_statements_however_much_was_answered_and_three_at_most_otherwise(hall: Hall) -> None:
    hall.certify()
    begun = hall.start("amara")
    slot = begun.slots[0]
    for number in range(12):
        with hall.statements() as sent:
            hall.answer(begun.id, 1, hall_response(slot, number), act=f"act {number}")
        assert len(sent) == 2, sent
    with hall.statements() as sent:
        hall.answer(begun.id, 1, hall_response(slot, 1), act="act 3")
    assert len(sent) == 3, sent
    hall.submit(begun.id, now=NOW + MINUTE)
    for act in ("act 3", "late"):
        with hall.statements() as sent:
            hall.answer(begun.id, 1, hall_response(slot, 1), act=act, now=NOW + MINUTE)
        assert len(sent) == 2, sent
    with hall.statements() as sent:
        hall.answer(new_id(), 1, hall_response(slot, 1))
    assert len(sent) == 1


def test_the_last_answer_counts_until_it_is_taken_back(room: Hall) -> None:
    begun = room.start("ben")
    slot = begun.slots[0]
    assert room.answer(begun.id, 1, room.wrong(slot), person="ben").given != Chosen(frozenset("a"))
    assert room.answer(begun.id, 1, room.right(slot), person="ben").given == Chosen(frozenset("a"))
    assert room.stored(begun.id).slots[0].given == Chosen(frozenset("a"))
    room.answer(begun.id, 1, Chosen(frozenset()), person="ben")
    assert room.stored(begun.id).slots[0].given == Chosen(frozenset())
    assert room.submit(begun.id, person="ben").score.points == 0.0


def test_the_same_click_is_stored_once_and_shows_what_is_stored_now(room: Hall) -> None:
    begun = room.start("carmen")
    first, second = begun.slots[:2]
    room.answer(begun.id, 1, room.wrong(first), person="carmen", act="one")
    room.answer(begun.id, 1, room.right(first), person="carmen", act="two")
    again = room.answer(begun.id, 1, room.wrong(first), person="carmen", act="one")
    assert again == Recorded(Recording.SAME, Chosen(frozenset("a")))
    elsewhere = room.answer(begun.id, 2, room.right(second), person="carmen", act="one")
    assert elsewhere == Recorded(Recording.SAME, None)
    room.submit(begun.id, person="carmen")
    assert room.answer(begun.id, 1, room.right(first), person="carmen", act="two").recording is Recording.SAME


def test_nothing_of_another_attempt_person_or_workspace_is_taken_or_shown(room: Hall) -> None:
    mine, other = room.start("dev", seed=1), room.start("eve", seed=2)
    right = room.right(mine.slots[0])
    room.answer(mine.id, 1, right, person="dev")
    nothing = Recorded(Recording.FOREIGN, None)
    assert room.answer(mine.id, 1, right, person="eve") == nothing
    for attempt_id in (new_id(), "", "nonsense", "0" * 36, mine.id.upper() + " ", "'; drop table attempt; --"):
        assert room.answer(attempt_id, 1, right, person="dev") == nothing
    for position in (0, -1, 5, 10**30):
        assert room.answer(mine.id, position, right, person="dev") == nothing
    stored = room.stored(mine.id).slots[0].given
    for foreign in (
        room.right(other.slots[0]),
        Chosen(frozenset("a")),
        Chosen(frozenset(token for token, _ in mine.slots[0].tokens)),
        Ordered((mine.slots[0].tokens[0][0],)),
        Written("Twice"),
    ):
        assert room.answer(mine.id, 1, foreign, person="dev") == Recorded(Recording.FOREIGN, stored)
    for attempt_id in (other.id, "nonsense", new_id()):
        with pytest.raises(AttemptNotFound):
            room.submit(attempt_id, person="dev")
    with room.database.reading() as session:
        rows = select(func.count()).select_from(ResponseRow).where(ResponseRow.attempt_id.in_([mine.id, other.id]))
        assert session.scalar(rows) == 1


def test_a_click_that_is_delivered_after_a_later_one_changes_nothing(hall: Hall) -> None:
    hall.certify()
    begun = hall.start("amara")
    slot = begun.slots[0]
    new = hall.answer(begun.id, 1, hall.right(slot), clicked_at=NOW + 5 * SECOND, now=NOW + 5 * SECOND)
    old = hall.answer(begun.id, 1, hall.wrong(slot), clicked_at=NOW + SECOND, now=NOW + 8 * SECOND)
    assert old == new == Recorded(Recording.RECORDED, Chosen(frozenset("a")))
    assert hall.stored(begun.id).slots[0].given == Chosen(frozenset("a"))
    between = hall.answer(begun.id, 1, hall.wrong(slot), clicked_at=NOW + 4 * SECOND, now=NOW + 9 * SECOND)
    assert between.given == Chosen(frozenset("a"))
    same = hall.answer(begun.id, 1, hall.wrong(slot), clicked_at=NOW + 5 * SECOND, now=NOW + 9 * SECOND)
    assert same.given != Chosen(frozenset("a"))
    hall.answer(begun.id, 1, hall.right(slot), clicked_at=NOW + 6 * SECOND, now=NOW + 9 * SECOND)
    assert hall.submit(begun.id, now=NOW + MINUTE).score.points == 1.0


def test_where_an_attempt_is_shown_is_kept(room: Hall) -> None:
    begun = room.start("max")
    with room.database.transaction() as session:
        show_in(session, room.workspace, begun.id, channel="D1", message="1700000000.000100")
    assert (room.stored(begun.id).channel, room.stored(begun.id).message) == ("D1", "1700000000.000100")


def test_all_ways_of_answering_are_stored_and_scored(room: Hall) -> None:
    ordering = {"stem": "In which order?", "entries": ["Ask", "Listen", "Act"]}
    matching = {
        "stem": "Which belongs?",
        "pairs": [{"left": "Call", "right": "Phone"}, {"left": "Meet", "right": "Park"}],
    }
    written = {"stem": "How often?", "accepted": ["twice"]}
    number = {"stem": "How many?", "value": 3, "tolerance": 0.5}
    many = {"stem": "Which?", "options": [{"text": t, "right": t != "No"} for t in ("Yes", "Also", "No")]}
    kinds: dict[str, dict[str, Any]] = {
        "ordering": ordering, "matching": matching, "short_text": written, "numeric": number, "multiple_choice": many,
        "true_false": {"stem": "Is it so?", "right": True},
    }  # fmt: skip
    for kind, content in kinds.items():
        room.write(f"all-{kind}", kind, content, "all")
    room.certify(competencies=(Competency("all", "All"),), draws=(Draw("all", 6),))
    begun = room.start("nia")
    for slot in begun.slots:
        with room.database.reading() as session:
            asked = contents(session, room.workspace, [slot.version_id])[slot.version_id]
        right = TYPES[asked.type].right(asked.content)
        outcome = room.answer(begun.id, slot.position, in_tokens(slot.tokens, right), person="nia")
        assert outcome == Recorded(Recording.RECORDED, right)
    came_to = room.submit(begun.id, person="nia")
    assert came_to.score.credits == (1.0,) * 6


def hall_response(slot: Slot, number: int) -> Chosen:
    return Chosen(frozenset([slot.tokens[number % len(slot.tokens)][0]]))
