import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics import aurc, auroc, mean, ndcg, recall, reciprocal_rank, refused_at_coverage

scores = st.lists(st.floats(0, 1), min_size=1, max_size=30)


def test_a_gold_document_at_the_top_is_worth_all_and_further_down_less() -> None:
    assert ndcg(["a", "b"], {"a"}) == 1
    assert ndcg(["b", "a"], {"a"}) == pytest.approx(1 / math.log2(3))
    assert ndcg(["b"], {"a"}) == 0
    assert ndcg(["a", "x", "b"], {"a", "b"}) == pytest.approx((1 + 0.5) / (1 + 1 / math.log2(3)))


def test_recall_and_reciprocal_rank_count_what_they_say() -> None:
    assert recall(["a", "b", "c"], {"a", "z"}, depth=2) == 0.5
    assert reciprocal_rank(["b", "a"], {"a"}) == 0.5
    assert reciprocal_rank(["b"], {"a"}) == 0


def test_auroc_is_one_when_apart_half_when_equal_and_zero_when_turned_round() -> None:
    assert auroc([2, 3], [0, 1]) == 1
    assert auroc([1, 1], [1, 1]) == 0.5
    assert auroc([0], [1]) == 0


@given(scores, scores)
def test_auroc_of_the_two_sides_adds_up_to_one(one: list[float], other: list[float]) -> None:
    assert auroc(one, other) + auroc(other, one) == pytest.approx(1)


def test_risk_is_lowest_when_the_wrong_ones_are_least_confident() -> None:
    assert aurc([0.9, 0.8, 0.1], [True, True, False]) < aurc([0.1, 0.8, 0.9], [True, True, False])
    assert aurc([0.5], [True]) == 0


def test_the_share_refused_is_taken_at_the_threshold_that_keeps_the_coverage() -> None:
    assert refused_at_coverage([0.5, 0.6, 0.7, 0.8, 0.9], [0.1, 0.2, 0.95], 0.8) == pytest.approx(2 / 3)


def test_an_interval_holds_its_mean_and_nothing_gives_no_number() -> None:
    figure = mean([0, 1, 1, 1, 0, 1, 1, 0])
    assert figure.low <= figure.value <= figure.high
    assert figure.count == 8
    assert math.isnan(mean([]).value)
