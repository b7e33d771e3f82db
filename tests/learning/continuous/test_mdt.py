"""Measurement Decision Theory: Bayes over two states."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.continuous.mdt import Chances, mastered

GOOD = Chances(0.85, 0.55)


def test_the_case_that_can_be_checked_by_hand() -> None:
    chances = [Chances(0.6, 0.3), Chances(0.8, 0.6), Chances(0.6, 0.5)]
    # 0.6 x 0.8 x 0.4 = 0.192 against 0.3 x 0.6 x 0.5 = 0.090
    found = mastered(zip([True, True, False], chances, strict=True))
    assert found == pytest.approx(0.192 / (0.192 + 0.090))
    assert round(found, 4) == 0.6809


def test_without_answers_it_is_as_probable_as_it_was_before() -> None:
    assert mastered([]) == 0.5
    assert mastered([], 0.2) == pytest.approx(0.2)


@given(st.lists(st.booleans(), max_size=400), st.floats(0.01, 0.99))
def test_a_right_answer_raises_it_and_a_wrong_one_lowers_it(rights: list[bool], before: float) -> None:
    found = mastered(((right, GOOD) for right in rights), before)
    assert 0 <= found <= 1
    assert mastered(((right, GOOD) for right in [*rights, True]), before) >= found
    assert mastered(((right, GOOD) for right in [*rights, False]), before) <= found


@given(st.lists(st.booleans(), max_size=60), st.randoms(use_true_random=False))
def test_the_order_does_not_matter_and_what_was_found_before_may_be_the_start(rights: list[bool], dice: object) -> None:
    shuffled = sorted(rights, key=lambda _: dice.random())  # type: ignore[attr-defined]
    whole = mastered((right, GOOD) for right in rights)
    assert mastered((right, GOOD) for right in shuffled) == pytest.approx(whole)
    half = len(rights) // 2
    first = mastered((right, GOOD) for right in rights[:half])
    if 1e-9 < first < 1 - 1e-9:
        assert mastered(((right, GOOD) for right in rights[half:]), first) == pytest.approx(whole, abs=1e-6)


def test_a_question_that_both_answer_alike_tells_nothing() -> None:
    assert mastered([(True, Chances(0.7, 0.7)), (False, Chances(0.7, 0.7))], 0.3) == pytest.approx(0.3)
