import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.logistic import fit, folds, linked, sigmoid

RNG = np.random.default_rng(7)


def test_the_weights_that_made_the_labels_are_found_again() -> None:
    x = RNG.normal(size=(20_000, 2)) * [1.0, 10.0] + [3.0, -2.0]
    labels = (RNG.random(20_000) < sigmoid(x @ np.array([1.5, -0.1]) - 1)).astype(float)
    coefficients, intercept = fit(x, labels, np.ones(len(x)))
    assert coefficients == pytest.approx([1.5, -0.1], rel=0.1)
    assert intercept == pytest.approx(-1, rel=0.2)


def test_a_feature_that_never_changes_tells_nothing() -> None:
    x = np.column_stack([RNG.normal(size=200), np.ones(200)])
    coefficients, _ = fit(x, (x[:, 0] > 0).astype(float), np.ones(200))
    assert coefficients[0] > 1
    assert coefficients[1] == pytest.approx(0)


def test_weight_counts_as_repetition_does() -> None:
    x, labels = np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0.0, 1.0, 0.0, 1.0])
    weighted, _ = fit(x, labels, np.array([1.0, 1.0, 1.0, 3.0]))
    plain, _ = fit(x, labels, np.ones(4))
    assert weighted[0] > plain[0]


def test_labels_that_a_feature_parts_entirely_give_finite_coefficients() -> None:
    coefficients, intercept = fit(np.array([[0.0], [1.0]]), np.array([0.0, 1.0]), np.ones(2))
    assert np.isfinite([*coefficients, intercept]).all()


@given(st.lists(st.sampled_from("abcdefghij"), min_size=1, max_size=40), st.integers(2, 5))
def test_no_group_is_in_two_folds(groups: list[str], count: int) -> None:
    fold = folds(groups, count)
    assert all(len({f for f, g in zip(fold, groups, strict=True) if g == name}) == 1 for name in groups)
    assert set(fold) <= set(range(count))


def test_members_that_share_a_thing_directly_or_through_others_are_one_group() -> None:
    groups = linked({"q1": ["a", "b"], "q2": ["b"], "q3": ["c"], "q4": ["c", "d"], "q5": []})
    assert groups["q1"] == groups["q2"]
    assert groups["q3"] == groups["q4"]
    assert len(set(groups.values())) == 3
