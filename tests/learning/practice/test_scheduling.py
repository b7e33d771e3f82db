"""FSRS-6, against what its implementations in Rust, TypeScript and Python agree on."""

from datetime import UTC, datetime, timedelta, timezone

import fsrs
import pytest
from fsrs import State
from fsrs.scheduler import DEFAULT_PARAMETERS
from hypothesis import given
from hypothesis import strategies as st

from learning.practice.rating import Rating
from learning.practice.scheduling import Memory, Scheduled, after, as_data, from_data, remembered

START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SIX = (Rating.AGAIN, *[Rating.GOOD] * 5)
GAPS = (0, 0, 1, 3, 8, 21)
# The days after which what has a stability of one day is remembered with a chance of 0.1, 0.2 and so on, in Rust.
DAYS = (3116766, 34793, 2508, 387, 90, 27, 9, 3, 1)


def scheduled(answers: list[tuple[Rating, datetime]]) -> list[Scheduled]:
    memory, found = None, list[Scheduled]()
    for rating, at in answers:
        found.append(after(memory, rating, at))
        memory = found[-1].memory
    return found


def test_six_answers_make_the_memory_of_the_reference() -> None:
    moments = [START + DAY * sum(GAPS[: number + 1]) for number in range(6)]
    memory = scheduled(list(zip(SIX, moments, strict=True)))[-1].memory
    assert memory.stability == pytest.approx(53.62691, abs=1e-4)
    assert memory.difficulty == pytest.approx(6.3574867, abs=1e-4)


def test_the_package_makes_the_memory_of_the_reference_without_its_weights_for_the_same_day() -> None:
    weights = [0.0 if number in (17, 18, 19) else weight for number, weight in enumerate(DEFAULT_PARAMETERS)]
    scheduler, card, at = fsrs.Scheduler(weights, enable_fuzzing=False), fsrs.Card(card_id=0), START
    for rating, gap in zip(SIX, GAPS, strict=True):
        at += DAY * gap
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), at)
    assert card.stability == pytest.approx(53.335106, abs=1e-4)


def test_thirteen_answers_each_when_due_come_at_the_intervals_of_the_reference() -> None:
    ratings = [*[Rating.GOOD] * 6, *[Rating.AGAIN] * 2, *[Rating.GOOD] * 5]
    memory, at, intervals = None, START, list[int]()
    for rating in ratings:
        found = after(memory, rating, at)
        intervals.append((found.due - at).days)
        memory, at = found.memory, found.due
    assert intervals == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]


@pytest.mark.parametrize(("tenths", "days"), list(enumerate(DAYS, start=1)))
def test_what_lasts_a_day_is_forgotten_as_fast_as_in_the_reference(tenths: int, days: int) -> None:
    # The reference counts in single precision, which is off by three days in three millions.
    slack, first = 1 + days // 1_000_000 * 2, datetime(1, 1, 1, tzinfo=UTC)
    memory = Memory(1.0, 5.0, State.Review, None, first)
    before, later = (remembered(memory, first + DAY * (days + by)) for by in (-slack, slack))
    assert later < tenths / 10 < before


def test_who_is_to_be_sure_is_asked_every_day_and_nobody_waits_longer_than_a_century() -> None:
    memory = Memory(1.0, 5.0, State.Review, None, START)
    assert after(memory, Rating.GOOD, START + DAY, 1.0).due == START + 2 * DAY
    assert after(memory, Rating.GOOD, START + DAY, 0.1).due == START + 36_501 * DAY


def test_what_was_just_answered_is_remembered_and_fades() -> None:
    memory = after(None, Rating.GOOD, START).memory
    chances = [remembered(memory, START + DAY * days) for days in range(60)]
    assert chances[0] == 1.0
    assert chances == sorted(chances, reverse=True)
    assert all(0 < chance <= 1 for chance in chances)


def test_an_answer_before_the_last_counts_as_given_with_it() -> None:
    first = after(None, Rating.GOOD, START)
    assert after(first.memory, Rating.GOOD, START - 400 * DAY) == after(first.memory, Rating.GOOD, START)


def test_the_zone_in_which_a_moment_is_written_does_not_matter() -> None:
    there = START.astimezone(timezone(timedelta(hours=5, minutes=45)))
    assert after(None, Rating.HARD, there) == after(None, Rating.HARD, START)


@given(st.lists(st.tuples(st.sampled_from(Rating), st.integers(-(10**7), 10**8)), max_size=30))
def test_whatever_is_answered_whenever_what_is_due_is_not_before_what_was_last(steps: list[tuple[Rating, int]]) -> None:
    at, answers = START, list[tuple[Rating, datetime]]()
    for rating, seconds in steps:
        at += timedelta(seconds=seconds)
        answers.append((rating, at))
    found = scheduled(answers)
    for before, one in zip(found, found[1:], strict=False):
        assert before.memory.last <= one.memory.last
    for one in found:
        assert one.due > one.memory.last
        assert one.memory.stability > 0
        assert 1 <= one.memory.difficulty <= 10
        assert from_data(as_data(one.memory), one.memory.last) == one.memory
