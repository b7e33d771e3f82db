from hypothesis import given
from hypothesis import strategies as st

from learning.practice.rating import AWAY_SECONDS, FEWEST_TIMES, USUAL_SECONDS, Rating, rating_of, usual


def test_what_is_not_wholly_right_is_asked_again_however_fast_it_was() -> None:
    assert [rating_of(credit, 1, 10) for credit in (0.0, 0.5, 0.99)] == [Rating.AGAIN] * 3


def test_a_right_answer_is_hard_where_it_took_twice_what_the_person_usually_takes() -> None:
    assert [rating_of(1.0, seconds, 10) for seconds in (0, 19, 20, 200)] == [
        Rating.GOOD,
        Rating.GOOD,
        Rating.HARD,
        Rating.HARD,
    ]


def test_the_time_says_nothing_of_who_went_away_or_whose_clock_was_set_back() -> None:
    assert rating_of(1.0, AWAY_SECONDS + 1, 10) is Rating.GOOD
    assert rating_of(1.0, -3600, 10) is Rating.GOOD


def test_what_a_person_usually_takes_is_the_median_of_her_own_times_once_there_are_enough() -> None:
    assert usual([5.0] * (FEWEST_TIMES - 1)) == USUAL_SECONDS
    assert usual([2, 4, 6, 8, 100]) == 6
    assert usual([2, 4, 6, 8, 100, -5, AWAY_SECONDS + 1]) == 6


@given(st.floats(0, 1), st.floats(-1e6, 1e6), st.floats(0, AWAY_SECONDS))
def test_nothing_but_a_right_answer_counts_as_remembered(credit: float, seconds: float, usually: float) -> None:
    assert (rating_of(credit, seconds, usually) is not Rating.AGAIN) == (credit == 1)
