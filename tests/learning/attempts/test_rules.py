"""Who may begin, and when."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from learning.attempts.rules import Past, tries_left, why_not_start
from learning.attempts.values import Ending, Kind
from learning.errors import (
    AlreadyOpen,
    ExamPassed,
    LearningError,
    NothingToRenew,
    RenewalTooSoon,
    TooManyAttempts,
    TooSoon,
)
from tests.learning.attempts.hall import DAY, DEFINITION, NOW, SECOND

LIMITED = replace(DEFINITION, attempts=2, waiting_days=7)


def past(days_ago: float, *, passed: bool | None = False, **changes: object) -> Past:
    ended = NOW - timedelta(days=days_ago)
    made = Past(f"{days_ago} days ago", "c", 1, Kind.EXAM, ended, None, ended, Ending.SUBMITTED, 0.0, 4.0, passed)
    return replace(made, **changes)  # type: ignore[arg-type]


def why(*attempts: Past, kind: Kind = Kind.EXAM, now: datetime = NOW, renewable: datetime | None = None) -> object:
    found = why_not_start(attempts, LIMITED, kind, now, renewable_from=renewable)
    return (type(found), *found.args) if isinstance(found, LearningError) else None


def test_who_never_tried_may_begin_and_who_has_an_attempt_open_goes_on_with_it() -> None:
    assert why() is None
    assert why(past(1, passed=None, ended_at=None, ending=None)) == (AlreadyOpen, "1 days ago")


@pytest.mark.parametrize(("off", "may"), [(-SECOND, False), (0 * SECOND, True), (SECOND, True)])
def test_the_waiting_time_is_over_to_the_second(off: timedelta, may: bool) -> None:
    answer = why(past(7), now=NOW + off)
    assert answer == (None if may else (TooSoon, NOW.isoformat()))


def test_no_more_attempts_may_be_made_than_are_allowed_in_a_cycle() -> None:
    assert why(past(40), past(20)) == (TooManyAttempts, "2")
    assert why(past(60), past(50), past(45, passed=True), past(20, kind=Kind.RENEWAL), renewable=NOW - DAY) is None


def test_the_attempts_that_are_left_are_counted_in_the_same_cycle() -> None:
    def left(*attempts: Past, kind: Kind = Kind.EXAM) -> int | None:
        return tries_left(attempts, LIMITED, kind)

    assert left() == 2
    assert left(past(40)) == 1
    assert left(past(40), past(20), past(10)) == 0
    assert left(past(60), past(45, passed=True), past(20, kind=Kind.DELTA)) == 2
    assert left(past(45, passed=True), past(20, kind=Kind.DELTA), kind=Kind.DELTA) == 1
    assert tries_left([past(40)], replace(LIMITED, attempts=None), Kind.EXAM) is None


def test_what_was_passed_is_not_asked_again_before_it_can_be_renewed() -> None:
    assert why(past(20, passed=True)) == (ExamPassed,)
    assert why(past(20, passed=True), renewable=NOW + SECOND) == (RenewalTooSoon, (NOW + SECOND).isoformat())
    for kind in (Kind.EXAM, Kind.RENEWAL):
        assert why(past(20, passed=True), kind=kind, renewable=NOW) is None


def test_who_has_passed_nothing_has_nothing_to_renew() -> None:
    assert why(past(20), kind=Kind.RENEWAL) == (NothingToRenew,)


def test_an_attempt_about_what_guides_changed_is_counted_apart() -> None:
    held = past(90, passed=True)
    deltas = (past(30, kind=Kind.DELTA), past(20, kind=Kind.DELTA))
    assert why(held, kind=Kind.DELTA) is None
    assert why(held, *deltas, kind=Kind.DELTA) == (TooManyAttempts, "2")
    assert why(held, *deltas, past(15, kind=Kind.DELTA, passed=True), kind=Kind.DELTA) is None
    assert why(held, *deltas, kind=Kind.RENEWAL, renewable=NOW) is None


def test_a_clock_that_was_set_back_lets_nobody_wait_who_need_not_wait() -> None:
    ended_ahead = [past(-1)]
    at_once, in_a_day = (replace(DEFINITION, attempts=None, waiting_days=days) for days in (0, 1))
    assert why_not_start(ended_ahead, at_once, Kind.EXAM, NOW, renewable_from=None) is None
    assert isinstance(why_not_start(ended_ahead, in_a_day, Kind.EXAM, NOW, renewable_from=None), TooSoon)
