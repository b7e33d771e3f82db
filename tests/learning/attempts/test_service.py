"""An attempt is begun, answered, left, submitted."""

from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from knowledge.members.roles import OPERATOR
from learning.attempts.assembling import Blueprint
from learning.attempts.candidates import live
from learning.attempts.factors import set_factor
from learning.attempts.models import AttemptRow, ResponseRow
from learning.attempts.queries import history, open_attempts, result
from learning.attempts.scoring import score
from learning.attempts.service import show_in
from learning.attempts.starting import Prepared, begin, prepare
from learning.attempts.tokens import in_tokens
from learning.attempts.values import Attempt, Ending, Kind, Recorded, Recording, Slot
from learning.certifications.definition import Competency, Draw, Passing
from learning.certifications.service import retire
from learning.errors import AlreadyOpen, AttemptNotFound, CertificationNotFound, NotEnoughItems, OtherOpen, TooSoon
from learning.items.contents import contents
from learning.items.models import LiveItemRow
from learning.items.responses import Chosen, Ordered, Written
from learning.items.types import TYPES
from learning.items.values import Pool
from storage.schema import new_id
from tests.learning.attempts.hall import DELIVERY, GRACE, MINUTE, NOW, SECOND, Hall, at_once

DUE = NOW + 30 * MINUTE


@pytest.fixture
def room(sqlite_hall: Hall) -> Hall:
    """A hall with the certification as it is unless a test says otherwise."""
    sqlite_hall.certify()
    return sqlite_hall


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


def test_a_start_takes_ten_statements_however_long_the_form_and_the_past(room: Hall) -> None:
    counts = []
    for count in (1, 5):
        room.certify(draws=(Draw("care", count), Draw("calls", count)))
        for again in range(2):
            with room.statements() as sent:
                begun = room.start("long", now=NOW + again * MINUTE)
            counts.append(len(sent))
            room.submit(begun.id, person="long", now=NOW + again * MINUTE)
            room.certify(draws=(Draw("care", count), Draw("calls", count)), passing=Passing(100.0))
    assert counts == [counts[0]] * 4
    assert counts[0] <= 10


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


@pytest.mark.parametrize(
    ("clicked", "delay", "recording"),
    [
        (DUE - SECOND, DELIVERY, Recording.RECORDED),
        (DUE + GRACE, timedelta(), Recording.RECORDED),
        (DUE + GRACE, DELIVERY, Recording.RECORDED),
        (DUE + GRACE, DELIVERY + SECOND, Recording.LATE),
        (DUE + GRACE + SECOND, timedelta(), Recording.LATE),
    ],
)
def test_a_late_answer_is_told_from_one_that_was_delivered_late(
    room: Hall, clicked: datetime, delay: timedelta, recording: Recording
) -> None:
    begun = room.start(f"late {clicked} {delay}")
    slot = begun.slots[0]
    outcome = room.answer(
        begun.id, 1, room.right(slot), person=begun.person, clicked_at=clicked, now=clicked + delay
    )  # fmt: skip
    assert outcome.recording is recording
    assert (outcome.given is None) is (recording is Recording.LATE)


def test_who_comes_back_long_after_the_time_was_up_finds_the_attempt_closed_at_its_deadline(room: Hall) -> None:
    room.certify(waiting_days=1, passing=Passing(100.0))
    begun = room.start("frida")
    with pytest.raises(AlreadyOpen):
        room.start("frida", now=DUE + GRACE + DELIVERY)
    assert begun.id in room.sweep(now=DUE + GRACE + DELIVERY + SECOND)
    with pytest.raises(TooSoon) as told:
        room.start("frida", now=DUE + timedelta(hours=5))
    assert told.value.until == DUE + timedelta(days=1)
    again = room.start("frida", now=DUE + timedelta(days=1))
    assert again.number == 2
    left = room.stored(begun.id)
    assert (left.ending, left.ended_at) == (Ending.TIME, DUE)
    assert {slot.version_id for slot in begun.slots}.isdisjoint(slot.version_id for slot in again.slots)


@pytest.mark.parametrize("late", [GRACE + DELIVERY + SECOND, timedelta(hours=9), timedelta(days=30)])
def test_attempts_that_were_left_are_closed_as_ended_at_their_deadlines_however_late(
    room: Hall, late: timedelta
) -> None:
    people = [f"left {late} {number}" for number in range(3)]
    left = [room.start(person, now=NOW + number * SECOND) for number, person in enumerate(people)]
    room.answer(left[0].id, 1, room.right(left[0].slots[0]), person=people[0])
    assert left[0].id not in room.sweep(now=DUE + GRACE + DELIVERY)
    first = room.sweep(now=DUE + late + 2 * SECOND, most=2)
    rest = room.sweep(now=DUE + late + 2 * SECOND)
    assert len(first) == 2
    assert [one for one in (*first, *rest) if one in {a.id for a in left}] == [one.id for one in left]
    for number, one in enumerate(left):
        closed = room.stored(one.id)
        assert (closed.ending, closed.ended_at) == (Ending.TIME, DUE + number * SECOND)
    assert room.submit(left[0].id, person=people[0], now=DUE + late).score.points == 1.0


def test_a_submission_after_the_time_is_up_ends_at_the_deadline(room: Hall) -> None:
    for number, (after, ending) in enumerate([(GRACE, Ending.SUBMITTED), (GRACE + SECOND, Ending.TIME)]):
        begun = room.start(f"gina {number}")
        room.submit(begun.id, person=begun.person, now=DUE + after)
        closed = room.stored(begun.id)
        assert (closed.ending, closed.ended_at) == (ending, DUE)


def test_a_clock_that_was_set_back_ends_nothing_before_it_began(room: Hall) -> None:
    begun = room.start("hugo")
    before = NOW - timedelta(hours=3)
    outcome = room.answer(begun.id, 1, room.right(begun.slots[0]), person="hugo", clicked_at=NOW + SECOND, now=before)
    assert outcome.recording is Recording.RECORDED
    room.submit(begun.id, person="hugo", now=before)
    closed = room.stored(begun.id)
    assert (closed.ended_at, closed.ending) == (NOW, Ending.SUBMITTED)


def test_who_has_an_exam_open_begins_no_other_until_it_is_handed_in_or_closed(hall: Hall) -> None:
    hall.certify()
    hall.certify(key="coach", title="Coach essentials")
    begun = hall.start("amara")
    with pytest.raises(OtherOpen) as told:
        hall.start("amara", certification="coach")
    assert (told.value.attempt_id, told.value.title) == (begun.id, "Mentor essentials")
    outcomes = at_once([partial(hall.start, "ben"), partial(hall.start, "ben", certification="coach")] * 8)
    assert [type(one) for one in outcomes].count(Attempt) == 1
    assert {type(one) for one in outcomes} == {Attempt, AlreadyOpen, OtherOpen}
    hall.submit(begun.id, now=NOW + MINUTE)
    other = hall.start("amara", certification="coach", now=NOW + MINUTE)
    assert hall.sweep(now=DUE + MINUTE + GRACE + DELIVERY + SECOND)
    assert hall.stored(other.id).ending is Ending.TIME
    assert hall.start("amara", now=DUE + timedelta(days=1)).number == 2


def test_what_was_drawn_up_before_is_begun_in_few_statements_and_anew_where_anything_changed(hall: Hall) -> None:
    def draw(session: Session, seed: int = 1) -> Prepared:
        return prepare(session, hall.workspace, "mentor", "amara", now=NOW, dice=Random(seed))

    def begin_drawn(drawn: Prepared) -> Attempt:
        with hall.database.transaction() as session:
            return begin(session, hall.workspace, partial(draw, seed=2), drawn)

    def drawn_up() -> Prepared:
        with hall.database.reading() as session:
            return draw(session)

    hall.certify(passing=Passing(100.0))
    drawn = drawn_up()
    with hall.statements() as sent:
        assert begin_drawn(drawn) == drawn.attempt
    assert len(sent) == 3, sent
    assert hall.stored(drawn.attempt.id) == drawn.attempt
    hall.submit(drawn.attempt.id)

    drawn = drawn_up()
    with hall.database.transaction() as session:
        set_factor(session, hall.workspace, "amara", 2.0, by=OPERATOR, now=NOW)
    begun = begin_drawn(drawn)
    assert (begun.factor, begun.minutes) == (2.0, 60.0)
    assert begun.id != drawn.attempt.id
    hall.submit(begun.id)

    drawn = drawn_up()
    gone = drawn.attempt.slots[0].version_id
    with hall.database.transaction() as session:
        session.execute(delete(LiveItemRow).where(LiveItemRow.version_id == gone))
    begun = begin_drawn(drawn)
    assert gone not in {slot.version_id for slot in begun.slots}
    hall.submit(begun.id)

    drawn = drawn_up()
    hall.certify(passing=Passing(90.0))
    begun = begin_drawn(drawn)
    assert begun.certification_version_id != drawn.attempt.certification_version_id
    with pytest.raises(AlreadyOpen):
        begin_drawn(drawn)


def test_it_is_known_how_often_each_item_was_shown_lately_and_so_everybody_is_shown_others(hall: Hall) -> None:
    hall.certify()
    for person in ("amara", "ben", "carmen"):
        hall.start(person)
    with hall.statements() as sent, hall.database.reading() as session:
        there = live(session, hall.workspace, Pool.EXAM, ["care", "calls"])
    assert len(sent) == 1
    assert [one.exposure for one in there] == [1] * 12
    fourth = {slot.version_id for slot in hall.start("dev").slots}
    with hall.database.reading() as session:
        there = live(session, hall.workspace, Pool.EXAM, ["care", "calls"])
    assert {one.version_id: one.exposure for one in there} == {
        one.version_id: 2 if one.version_id in fourth else 1 for one in there
    }


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


def test_a_clock_that_was_ahead_closes_exams_that_are_not_over_and_keeps_what_was_answered(room: Hall) -> None:
    begun = room.start("olga")
    room.answer(begun.id, 1, room.right(begun.slots[0]), person="olga")
    ahead = NOW + timedelta(hours=1)
    late = room.answer(begun.id, 2, room.right(begun.slots[1]), person="olga", clicked_at=NOW + MINUTE, now=ahead)
    assert late == Recorded(Recording.LATE, None)
    assert begun.id in room.sweep(now=ahead)
    closed = room.stored(begun.id)
    assert (closed.ending, closed.ended_at) == (Ending.TIME, DUE)
    assert room.submit(begun.id, person="olga", now=NOW + 2 * MINUTE).score.points == 1.0


def test_what_is_asked_and_required_stays_as_it_was_when_the_attempt_began(room: Hall) -> None:
    begun = room.start("jon")
    for slot in begun.slots[:2]:
        room.answer(begun.id, slot.position, room.right(slot), person="jon")
    room.certify(passing=Passing(90.0), minutes=None, title="Harder now")
    came_to = room.submit(begun.id, person="jon", now=NOW + MINUTE)
    assert (came_to.score.percent, came_to.passed) == (50.0, True)
    kept = room.stored(begun.id)
    assert kept.deadline == DUE
    with room.database.reading() as session:
        asked = contents(session, room.workspace, [slot.version_id for slot in kept.slots])
    assert score(kept.slots, asked) == came_to.score


def test_a_certification_that_is_retired_or_unknown_or_draws_too_much_can_t_be_begun(room: Hall) -> None:
    room.certify(key="greedy", draws=(Draw("care", 7),))
    with pytest.raises(NotEnoughItems):
        room.start("kim", certification="greedy")
    with room.database.transaction() as session:
        retire(session, room.workspace, "greedy", by=OPERATOR, now=NOW)
    for key in ("greedy", "unknown"):
        with pytest.raises(CertificationNotFound):
            room.start("kim", certification=key)
    with room.database.reading() as session:
        counted = select(func.count()).select_from(AttemptRow).where(AttemptRow.person == "kim")
        assert session.scalar(counted) == 0


def test_an_attempt_can_be_about_only_some_items(room: Hall) -> None:
    with room.database.reading() as session:
        some = tuple(live(session, room.workspace, Pool.EXAM, ["care"])[:2])
    blueprint = Blueprint((Draw("care", 2),), some)
    begun = room.start("lea", kind=Kind.DELTA, blueprint=blueprint)
    assert begun.kind is Kind.DELTA
    assert {slot.version_id for slot in begun.slots} == {one.version_id for one in some}


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
