"""Reliability and the distribution of scores: published figures, missing items, and what can't be told."""

import numpy as np
import pytest

from learning.analysis.marks import Marks, marks_of
from learning.analysis.reliability import coefficient_alpha, form_statistics
from tests.learning.analysis.reference import LSAT6, LSAT7, MOODLE, MOODLE_FORM, MOODLE_TOLERANCE


@pytest.mark.parametrize("name", MOODLE_FORM)
def test_the_figures_of_moodle_for_the_whole_test_come_out(name: str) -> None:
    assert getattr(form_statistics(MOODLE), name) == pytest.approx(MOODLE_FORM[name], rel=MOODLE_TOLERANCE)


@pytest.mark.parametrize(("marks", "mean", "alpha"), [(LSAT6, 3.819, 0.2950), (LSAT7, 3.707, 0.4534)])
def test_the_published_figures_of_the_lsat_come_out(marks: Marks, mean: float, alpha: float) -> None:
    found = form_statistics(marks)
    assert (found.n, found.length) == (1_000, 5)
    assert (round(found.mean or 0, 3), round(found.alpha or 0, 4)) == (mean, alpha)


def test_forms_drawn_from_a_bank_are_as_reliable_as_the_bank_foretells() -> None:
    dice = np.random.default_rng(11)
    answers = (dice.normal(size=(3_000, 1)) + dice.normal(size=(3_000, 40)) > dice.normal(size=40)).astype(np.float64)
    names = tuple(map(str, range(40)))
    bank = coefficient_alpha(Marks(names, answers))
    drawn = np.argsort(dice.random((3_000, 40)), axis=1) < 10
    form = coefficient_alpha(Marks(names, np.where(drawn, answers, np.nan)))
    assert bank is not None
    spearman_brown = 0.25 * bank / (1 - 0.75 * bank)
    assert form == pytest.approx(spearman_brown, abs=0.02)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"a": 1.0, "b": 0.0}],
        [{"a": 1.0, "b": 1.0}, {"a": 1.0, "b": 1.0}],
        [{"a": 1.0}, {"a": 0.0}],
        [{"a": 1.0}, {"b": 0.0}],
    ],
)
def test_of_people_who_did_alike_and_of_single_items_no_reliability_is_told(rows: list[dict[str, float]]) -> None:
    found = form_statistics(marks_of(rows))
    assert found.n == len(rows)
    assert (found.alpha, found.sem, found.internal_consistency, found.error_ratio) == (None, None, None, None)


def test_points_are_those_of_a_form_of_the_usual_length() -> None:
    found = form_statistics(marks_of([{"a": 1.0, "b": 1.0, "c": 1.0}, {"a": 0.5}]))
    assert (found.length, found.mean) == pytest.approx((2.0, 1.5))
