"""What a year of answers comes to, and when that year is."""

from datetime import UTC, datetime, timedelta

import pytest

from learning.certifications.definition import Continuous
from learning.continuous.deciding import (
    at_the_end,
    begins,
    is_of_its_week,
    reachable,
    so_far,
    week_begins,
)

RULE = Continuous(weekly=3, floor=60)


def test_what_is_missing_of_the_floor_counts_as_wrong_at_the_end_and_not_before() -> None:
    rights = [True] * 20
    now, end = so_far(rights, RULE), at_the_end(rights, RULE)
    assert (now.answered, now.right, now.unanswered, now.passed) == (20, 20, 0, True)
    assert (end.answered, end.right, end.unanswered, end.passed) == (20, 20, 40, False)
    assert end.mastery < 0.01 < 0.99 < now.mastery


@pytest.mark.parametrize(("right", "passed"), [(43, False), (44, True), (60, True), (0, False)])
def test_with_the_usual_rule_44_of_60_are_enough(right: int, passed: bool) -> None:
    assert at_the_end([True] * right + [False] * (60 - right), RULE).passed is passed


def test_who_answers_more_than_the_floor_is_judged_by_all_of_them() -> None:
    found = at_the_end([True] * 60 + [False] * 40, RULE)
    assert (found.answered, found.unanswered, found.passed) == (100, 0, False)


def test_the_year_is_the_last_one_before_a_certificate_lapses() -> None:
    assert begins(datetime(2027, 3, 5, 8, tzinfo=UTC)) == datetime(2026, 3, 5, 8, tzinfo=UTC)
    assert begins(datetime(2028, 2, 29, tzinfo=UTC)) == datetime(2027, 2, 28, tzinfo=UTC)


def test_a_week_begins_on_monday_at_midnight_of_utc() -> None:
    monday = datetime(2026, 11, 23, tzinfo=UTC)
    assert week_begins(datetime(2026, 11, 26, 17, 30, tzinfo=UTC)) == monday
    assert week_begins(monday) == monday


def test_an_answer_counts_in_the_week_of_its_question_and_while_what_is_right_was_not_told() -> None:
    monday, minute = datetime(2026, 11, 23, tzinfo=UTC), timedelta(minutes=1)
    sunday = monday + timedelta(days=7) - minute
    assert is_of_its_week(monday, sunday, None)
    assert is_of_its_week(monday, sunday, monday - minute)
    assert not is_of_its_week(monday, sunday, monday)
    assert not is_of_its_week(monday, sunday + minute, None)


@pytest.mark.parametrize(
    ("items", "weeks", "floor"), [(50, 52, 60), (1, 52, 52), (0, 52, 1), (50, 4, 12), (2, 4, 8), (50, 0, 1)]
)
def test_no_more_answers_are_needed_than_could_be_given_and_one_at_least(items: int, weeks: int, floor: int) -> None:
    ends = datetime(2027, 11, 23, tzinfo=UTC)
    assert reachable(RULE, items, ends - timedelta(weeks=weeks, days=1), ends).floor == floor
