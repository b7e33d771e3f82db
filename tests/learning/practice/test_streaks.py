from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.learners.pauses import Pause
from learning.practice.streaks import FORGIVEN_IN, Streak, streak

TODAY = date(2026, 11, 27)
DAY = timedelta(days=1)


def days(pattern: str) -> list[date]:
    """The days on which somebody practised: an ``x`` each, up to today, which is the last."""
    return [TODAY - DAY * (len(pattern) - 1 - place) for place, mark in enumerate(pattern) if mark == "x"]


@pytest.mark.parametrize(
    ("pattern", "length"),
    [
        ("", 0),
        ("x", 1),
        ("xxxx", 4),
        ("xxxx.", 4),  # Today is not over.
        ("xxx..", 3),  # Yesterday was missed.
        ("xx...", 0),  # Two were missed.
        ("xxx.xxx", 6),
        ("xx.xxxxx.x", 6),
        ("xx.xxxxxx.x", 9),
        ("xx.x.x", 2),
    ],
)
def test_of_seven_days_one_may_be_missed(pattern: str, length: int) -> None:
    assert streak(days(pattern), TODAY) == Streak(length, pattern.endswith("x"))


def paused(first: int, last: int) -> Pause:
    """A pause, by how many days ago it began and ended."""
    return Pause(TODAY - DAY * first, TODAY - DAY * last)


def test_a_pause_is_no_gap_while_it_lasts_and_after_it() -> None:
    assert streak(days("xxxx......xxx"), TODAY, [paused(8, 3)]).days == 7
    assert streak(days("xxxx......xxx"), TODAY).days == 3
    assert streak(days("xxxx......"), TODAY, [paused(5, -30)]).days == 4


def test_each_pause_counts_and_not_the_last_one_alone() -> None:
    assert streak(days("xx....xx....xx"), TODAY, [paused(11, 8), paused(5, 2)]).days == 6
    assert streak(days("xx....xx....xx"), TODAY, [paused(5, 2)]).days == 4


def test_who_practises_in_her_pause_loses_nothing() -> None:
    assert streak(days("xxxx......x"), TODAY, [paused(6, -1)]).days == 5
    assert streak(days("xxxx.....x."), TODAY, [paused(6, -1)]).days == 5


def test_what_was_missed_before_and_after_a_pause_is_missed() -> None:
    assert streak(days("xxxx......xx"), TODAY, [paused(7, 4)]).days == 2
    assert streak(days("xxxx......xx"), TODAY, [paused(5, 2)]).days == 2
    assert streak(days("xxxx.....xxx"), TODAY, [paused(7, 4)]).days == 7


def test_days_to_come_do_not_count() -> None:
    assert streak([TODAY + DAY, TODAY], TODAY).days == 1


@given(st.sets(st.integers(0, 60)), st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=3))
def test_practising_on_one_day_more_never_shortens_a_streak(ago: set[int], taken: list[tuple[int, int]]) -> None:
    on, pauses = {TODAY - DAY * one for one in ago}, [paused(max(pair), min(pair)) for pair in taken]
    before, later = streak(on, TODAY, pauses), streak(on | {TODAY}, TODAY, pauses)
    assert later.days >= before.days
    assert before.days <= len(on)
    if len(on) == 61:
        assert before.days == 61


@given(st.integers(1, 200))
def test_one_missed_day_in_each_seven_breaks_nothing(length: int) -> None:
    on = [TODAY - DAY * ago for ago in range(length) if ago % FORGIVEN_IN != FORGIVEN_IN - 1]
    assert streak(on, TODAY).days == len(on)
