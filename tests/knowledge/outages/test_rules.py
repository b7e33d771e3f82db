"""A model's failures are told once they are more than bad luck."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.trace import Fallback
from knowledge.outages.rules import LEAST_FAILURES, LONGEST, MOST_FAILURES, after_failure, lasts
from knowledge.outages.values import Outage
from tests.knowledge.library import NOW

MODEL, DENIED = "openai:gpt-5.5", "it does not accept the key (HTTP 401)"
MINUTE = timedelta(minutes=1)


def failing(minutes: list[int]) -> Outage:
    found: Outage | None = None
    for minute in minutes:
        found = after_failure(found, MODEL, Fallback.AWAY, DENIED, NOW + minute * MINUTE)
    assert found is not None
    return found


def test_one_failure_and_four_in_a_quarter_of_an_hour_are_bad_luck() -> None:
    assert not lasts(failing([0]))
    assert not lasts(failing([0, 1, 2, 15]))


def test_two_on_different_days_are_bad_luck() -> None:
    assert not lasts(failing([0, 3000]))


def test_five_in_a_row_and_three_over_more_than_that_are_not() -> None:
    assert lasts(failing([0, 0, 0, 0, 0]))
    assert lasts(failing([0, 1, 16]))


@given(st.lists(st.integers(0, 60), min_size=1, max_size=12).map(sorted))
def test_an_outage_lasts_from_its_fifth_failure_or_after_its_time_and_stays_one(minutes: list[int]) -> None:
    found = failing(minutes)
    assert (found.began, found.last) == (NOW + minutes[0] * MINUTE, NOW + minutes[-1] * MINUTE)
    took_long = (minutes[-1] - minutes[0]) * MINUTE > LONGEST
    assert lasts(found) == (len(minutes) >= MOST_FAILURES or (took_long and len(minutes) >= LEAST_FAILURES))
    later = after_failure(replace(found, told=NOW), MODEL, Fallback.SLOW, "it took too long", NOW + 99 * MINUTE)
    assert (later.began, later.told, later.why) == (found.began, NOW, Fallback.SLOW)


def test_another_model_begins_anew() -> None:
    other = after_failure(failing([0, 1, 2, 3, 4]), "openai:other", Fallback.AWAY, DENIED, NOW + 9 * MINUTE)
    assert (other.failures, other.began) == (1, NOW + 9 * MINUTE)
