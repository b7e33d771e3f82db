"""Mastery is a pure function of answers: an estimate that is never surer than the answers make it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.mastery.mastery import HALF_LIFE_DAYS, TARGET, Answered, Level, Mastery, mastery_of

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def answers(right: int, wrong: int, at: datetime = NOW) -> list[Answered]:
    return [Answered("care", credit, at, in_exam=False) for credit in (*[1.0] * right, *[0.0] * wrong)]


def of(right: int, wrong: int, at: datetime = NOW) -> Mastery:
    return mastery_of(answers(right, wrong, at), NOW)


answered = st.builds(
    Answered,
    st.just("care"),
    st.floats(0, 1),
    st.integers(0, 2000).map(lambda days: NOW - days * DAY),
    st.booleans(),
    st.none() | st.sampled_from("abc"),
)
several = st.lists(answered, max_size=60)


def test_without_answers_nothing_is_known() -> None:
    found = of(0, 0)
    assert (found.estimate, found.n, found.level, found.is_weak) == (0.5, 0, Level.NOT_YET, False)
    assert (found.low, found.high) == pytest.approx((0.025, 0.975), abs=0.001)


@pytest.mark.parametrize(
    ("right", "wrong", "low", "high"),
    # Quantiles of Beta(1 + right, 1 + wrong): of the first two in closed form, of the others by scipy's beta.ppf.
    [
        (3, 0, 0.025 ** (1 / 4), 0.975 ** (1 / 4)),
        (0, 12, 1 - 0.975 ** (1 / 13), 1 - 0.025 ** (1 / 13)),
        (7, 3, 0.390, 0.891),
        (80, 20, 0.711, 0.867),
    ],
)
def test_the_interval_is_that_of_the_beta_distribution(right: int, wrong: int, low: float, high: float) -> None:
    found = of(right, wrong)
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.001)


def test_nobody_surely_knows_it_after_a_few_answers() -> None:
    assert [of(n, 0).level for n in (1, 4, 5, 11, 12)] == [
        Level.LEARNING, Level.LEARNING, Level.LIKELY, Level.LIKELY, Level.SURE,
    ]  # fmt: skip
    assert of(9, 3).level is Level.LEARNING
    assert of(90, 10).level is Level.SURE


def test_weak_is_only_what_is_surely_not_known() -> None:
    assert not of(0, 1).is_weak
    assert of(0, 2).is_weak
    assert of(20, 20).is_weak
    assert not of(12, 6).is_weak


def test_an_answer_weighs_half_after_the_half_life_and_the_same_all_through_a_day() -> None:
    old = of(4, 2, NOW - HALF_LIFE_DAYS * DAY)
    assert old.estimate == pytest.approx((1 + 2) / (2 + 3))
    assert old.n == 6
    morning, night = (NOW.replace(hour=hour) - 100 * DAY for hour in (0, 23))
    assert of(4, 2, morning) == of(4, 2, night)


def test_an_answer_in_an_exam_weighs_as_one_in_practice_and_half_a_credit_counts_half() -> None:
    exam = [Answered("care", 0.5, NOW, in_exam=True)] * 4
    practice = [Answered("care", 0.5, NOW, in_exam=False)] * 4
    assert mastery_of(exam, NOW) == mastery_of(practice, NOW)
    assert mastery_of(exam, NOW).estimate == 0.5


@given(several, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(found: list[Answered], dice: object) -> None:
    shuffled = sorted(found, key=lambda _: dice.random())  # type: ignore[attr-defined]
    one, other = mastery_of(shuffled, NOW), mastery_of(found, NOW)
    assert one.n == other.n
    assert (one.estimate, one.low, one.high) == pytest.approx((other.estimate, other.low, other.high))


@given(several, st.integers(0, 500), st.none() | st.sampled_from("abc"))
def test_one_more_right_answer_never_lowers_anything(found: list[Answered], days: int, item: str | None) -> None:
    before = mastery_of(found, NOW)
    after = mastery_of([*found, Answered("care", 1.0, NOW - days * DAY, False, item)], NOW)
    assert after.estimate >= before.estimate
    assert (after.low, after.high) >= (before.low - 1e-12, before.high - 1e-12)
    assert after.high >= before.high - 1e-12


@given(st.integers(0, 5), st.integers(0, 5), st.integers(2, 20))
def test_more_answers_of_the_same_kind_narrow_the_interval(right: int, wrong: int, times: int) -> None:
    few, many = of(right, wrong), of(right * times, wrong * times)
    assert many.high - many.low <= few.high - few.low


@given(several, st.integers(1, 400))
def test_with_time_the_estimate_goes_back_towards_knowing_nothing(found: list[Answered], days: int) -> None:
    before, after = mastery_of(found, NOW), mastery_of(found, NOW + days * DAY)
    assert abs(after.estimate - 0.5) <= abs(before.estimate - 0.5) + 1e-12
    ages = mastery_of(found, NOW + timedelta(days=40 * HALF_LIFE_DAYS))
    assert (ages.estimate, ages.low, ages.high) == pytest.approx((0.5, 0.025, 0.975), abs=0.001)
    assert ages.level in {Level.NOT_YET, Level.LEARNING}


@given(several)
def test_the_estimate_lies_in_the_interval_and_a_level_is_never_above_it(found: list[Answered]) -> None:
    shown = mastery_of(found, NOW)
    assert 0 <= shown.low < shown.high <= 1
    assert (shown.level is Level.SURE) == (shown.n > 0 and shown.low >= TARGET)


def again(*credits: float, step: timedelta = DAY) -> Mastery:
    """One question, answered so often, last now."""
    moments = (NOW - number * step for number in reversed(range(len(credits))))
    return mastery_of([Answered("care", one, at, False, "one") for one, at in zip(credits, moments, strict=True)], NOW)


def test_of_one_question_on_one_day_only_the_last_answer_counts() -> None:
    assert again(0.0, 0.0, 1.0, step=timedelta(hours=1)) == of(1, 0)
    assert again(1.0, 1.0, 0.0, step=timedelta(hours=1)) == of(0, 1)


def test_of_one_question_each_answer_weighs_half_of_the_next_later_one() -> None:
    faded = 0.5 ** (1 / HALF_LIFE_DAYS)
    assert again(0.0, 1.0).estimate == pytest.approx((1 + 1) / (2 + 1 + faded / 2))
    assert again(*[1.0] * 100).low < of(2, 0).low
    assert again(*[1.0] * 100).level is Level.LEARNING


@given(several)
def test_what_is_asked_again_shows_no_more_than_as_many_different_questions(found: list[Answered]) -> None:
    different = [Answered(one.competency, one.credit, one.at, one.in_exam) for one in found]
    repeated, all_new = mastery_of(found, NOW), mastery_of(different, NOW)
    assert repeated.n <= all_new.n
    if all(one.credit == 1 for one in found):
        assert repeated.low <= all_new.low + 1e-9
