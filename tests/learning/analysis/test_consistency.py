"""Consistency of decisions, against what can be reckoned exactly."""

from fractions import Fraction
from math import comb, factorial, sqrt

import numpy as np
import pytest

from learning.analysis.consistency import conditional_sem, consistency


def beta(a: int, b: int) -> Fraction:
    return Fraction(factorial(a - 1) * factorial(b - 1), factorial(a + b - 1))


def exact_agreement(items: int, least: int) -> Fraction:
    """Of two forms, where true scores are spread evenly from 0 to 1: each number of right answers is as likely."""
    return sum(
        (
            comb(items, x) * comb(items, y) * beta(x + y + 1, 2 * items - x - y + 1)
            for x in range(items + 1)
            for y in range(items + 1)
            if (x >= least) == (y >= least)
        ),
        Fraction(0),
    )


@pytest.mark.parametrize(("items", "least"), [(10, 7), (10, 5), (20, 14), (40, 28), (5, 1), (5, 5)])
def test_where_true_scores_are_evenly_spread_the_exact_agreement_comes_out(items: int, least: int) -> None:
    shares, reliability = np.arange(items + 1) / items, items / (items + 2)
    found = consistency(shares, reliability, least / items)
    assert found is not None
    chance = Fraction(items + 1 - least, items + 1) ** 2 + Fraction(least, items + 1) ** 2
    exact = exact_agreement(items, least)
    assert found.effective_length == items
    assert found.agreement == pytest.approx(float(exact), abs=1e-6)
    assert found.kappa == pytest.approx(float((exact - chance) / (1 - chance)), abs=1e-5)
    assert found.passing == pytest.approx((items + 1 - least) / (items + 1), abs=1e-6)


def test_two_forms_agree_as_often_as_was_foretold() -> None:
    dice = np.random.default_rng(3)
    true = dice.beta(14, 6, size=40_000)
    first, second = dice.binomial(25, true), dice.binomial(25, true)
    found = consistency(first / 25, 25 / (25 + 20), 0.7)
    assert found is not None
    assert found.agreement == pytest.approx(np.mean((first >= 17.5) == (second >= 17.5)), abs=0.01)
    assert found.accuracy == pytest.approx(np.mean((first >= 17.5) == (true >= 0.7)), abs=0.01)
    assert found.agreement < found.accuracy


def test_decisions_are_surer_the_more_reliable_the_form_and_the_farther_the_cut() -> None:
    shares = np.arange(21) / 20
    agreements = [consistency(shares, alpha, 0.7) for alpha in (0.5, 0.7, 0.9)]
    assert sorted(agreements, key=lambda one: one.agreement if one else 0) == agreements
    cuts = [consistency(shares, 0.7, cut) for cut in (0.5, 0.8, 0.95)]
    assert sorted(cuts, key=lambda one: one.agreement if one else 0) == cuts


def test_a_cut_that_everybody_reaches_is_decided_the_same_each_time() -> None:
    found = consistency(np.arange(11) / 10, 0.8, 0.0)
    assert found is not None
    assert (found.agreement, found.passing) == pytest.approx((1, 1))
    assert found.kappa is None


@pytest.mark.parametrize("alpha", [None, 0.0, -0.87, 1.0])
def test_of_scores_that_are_not_reliable_nothing_is_told(alpha: float | None) -> None:
    assert consistency(np.array([0.2, 0.5, 0.9]), alpha, 0.7) is None


@pytest.mark.parametrize("shares", [[], [0.5], [0.5, 0.5], [1.0, 1.0], [0.0, 1.0]])
def test_of_too_few_people_or_such_as_did_alike_nothing_is_told(shares: list[float]) -> None:
    assert consistency(np.array(shares), 0.8, 0.7) is None


def test_the_error_at_a_score_is_lords() -> None:
    # 7 of 10: the root of 7 times 3 by 9, in points.
    assert conditional_sem(0.7, 10) == pytest.approx(sqrt(21 / 9) / 10)
    assert conditional_sem(1.0, 10) == 0
    assert conditional_sem(0.7, 1) is None
