"""When an attempt is over: in time, late, left, and by clocks that were wrong."""

from datetime import datetime, timedelta

import pytest

from learning.attempts.values import Ending, Recorded, Recording
from learning.certifications.definition import Passing
from learning.errors import AlreadyOpen, TooSoon
from tests.learning.attempts.hall import DELIVERY, GRACE, MINUTE, NOW, SECOND, Hall

DUE = NOW + 30 * MINUTE


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
