"""Statistics of items: published figures, and people who were not presented the same items."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.analysis.classical import item_statistics, random_guess
from learning.analysis.marks import Marks, marks_of
from learning.items.responses import ChooseMany, ChooseOne, Option, Pair, PutInOrder, Way, Write
from tests.learning.analysis.reference import LSAT6, LSAT7, MOODLE, MOODLE_ITEMS, MOODLE_TOLERANCE

OPTIONS = tuple(Option(key, key) for key in "abcd")


@pytest.mark.parametrize("at", range(7))
def test_the_figures_of_moodle_for_each_item_come_out(at: int) -> None:
    found = item_statistics(MOODLE)[at]
    figures = (
        found.facility,
        found.sd,
        found.effective_weight,
        found.discrimination_index,
        found.efficiency,
    )
    assert figures == pytest.approx(MOODLE_ITEMS[at], rel=MOODLE_TOLERANCE)
    assert found.n == 25


def figures(marks: Marks, name: str, digits: int) -> list[float]:
    return [round(getattr(one, name), digits) for one in item_statistics(marks)]


def test_the_published_figures_of_the_sixth_section_of_the_lsat_come_out() -> None:
    assert figures(LSAT6, "facility", 3) == [0.924, 0.709, 0.553, 0.763, 0.870]
    assert figures(LSAT6, "item_total", 3) == [0.362, 0.567, 0.618, 0.534, 0.435]
    assert figures(LSAT6, "alpha_if_deleted", 4) == [0.2754, 0.2376, 0.2168, 0.2459, 0.2663]


def test_the_published_figures_of_the_seventh_section_of_the_lsat_come_out() -> None:
    assert figures(LSAT7, "facility", 3) == [0.828, 0.658, 0.772, 0.606, 0.843]
    assert figures(LSAT7, "item_rest", 3) == [0.246, 0.247, 0.313, 0.223, 0.175]


def test_of_items_that_all_answer_alike_no_correlation_is_told() -> None:
    alike = Marks(("same", "other"), np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 0.0]]))
    same = item_statistics(alike)[0]
    assert (same.n, same.facility, same.sd) == (3, 1.0, 0.0)
    assert same.item_rest is None
    assert same.efficiency is None


@pytest.mark.parametrize("rows", [[], [{"a": 1.0}], [{"a": 1.0}, {"a": 0.0}], [{}]])
def test_of_too_few_people_or_items_no_correlation_is_told(rows: list[dict[str, float]]) -> None:
    assert all(one.item_rest is None and one.alpha_if_deleted is None for one in item_statistics(marks_of(rows)))


def test_who_was_not_presented_an_item_is_not_counted_as_wrong() -> None:
    found = item_statistics(marks_of([{"a": 1.0, "b": 1.0}, {"a": 1.0}, {"a": 0.0}]))
    assert [(one.n, one.facility) for one in found] == [(3, pytest.approx(2 / 3)), (1, 1.0)]


def test_that_the_rest_was_harder_for_some_does_not_change_how_an_item_goes_with_it() -> None:
    dice = np.random.default_rng(5)
    able = dice.normal(size=4_000)
    right = (able[:, None] + dice.normal(size=(4_000, 21)) > np.r_[0.0, np.full(10, -1.5), np.full(10, 1.5)]) * 1.0
    whole = item_statistics(Marks(tuple(map(str, range(21))), right))[0]
    easy, hard = right.copy(), right.copy()
    easy[:, 11:], hard[:, 1:11] = np.nan, np.nan
    mixed = item_statistics(Marks(tuple(map(str, range(21))), np.vstack([easy[:2_000], hard[2_000:]])))[0]
    halves = [item_statistics(Marks(tuple(map(str, range(21))), part))[0] for part in (easy[:2_000], hard[2_000:])]
    assert mixed.item_rest == pytest.approx(np.mean([one.item_rest for one in halves]), abs=0.02)
    assert (whole.item_rest or 0) > (mixed.item_rest or 0) > 0.3


def test_what_rounding_leaves_of_no_covariance_is_no_weight() -> None:
    rows = [
        {"a": 0.25, "f": 0.25},
        {"a": 0.25, "f": 0.5, "b": 0.0},
        {"b": 0.5, "a": 0.0, "c": 0.0, "f": 0.25},
    ]
    in_any_order = [dict(sorted(row.items(), reverse=turned)) for turned in (False, True) for row in rows]
    weights = [
        {one.version_id: one.effective_weight for one in item_statistics(marks_of(some))}
        for some in (in_any_order[:3], in_any_order[3:], in_any_order[2::-1], rows)
    ]
    assert all(one == weights[0] for one in weights)


CREDITS = st.sampled_from([0.0, 0.25, 0.5, 1.0])
SITTINGS = st.lists(st.dictionaries(st.sampled_from("abcdef"), CREDITS), max_size=12)


@given(SITTINGS, st.randoms())
def test_in_whatever_order_people_and_items_come_the_figures_are_the_same(
    rows: list[dict[str, float]], random: Random
) -> None:
    shuffled = [dict(random.sample(list(row.items()), len(row))) for row in random.sample(rows, len(rows))]
    before, after = (
        {one.version_id: vars(one) for one in item_statistics(marks_of(some))} for some in (rows, shuffled)
    )
    assert before.keys() == after.keys()
    for version_id, statistics in before.items():
        for name, value in statistics.items():
            same = after[version_id][name]
            assert same == value if value is None or name == "version_id" else same == pytest.approx(value, abs=1e-5)


@given(SITTINGS)
def test_every_figure_is_one_that_it_can_be(rows: list[dict[str, float]]) -> None:
    for one in item_statistics(marks_of(rows)):
        assert 0 <= (one.facility or 0) <= 1
        assert all(value is None or abs(value) <= 1 + 1e-9 for value in (one.item_rest, one.item_total))
        assert one.effective_weight is None or one.effective_weight >= 0
        assert one.n >= 1


@pytest.mark.parametrize(
    ("way", "guess"),
    [
        (ChooseOne(OPTIONS), 0.25),
        (Pair(OPTIONS[:2], OPTIONS), 0.25),
        (PutInOrder(OPTIONS), 0.25),
        (ChooseMany(OPTIONS), None),
        (Write(numeric=True), None),
    ],
)
def test_what_guessing_earns_is_told_where_it_does_not_depend_on_how_one_guesses(way: Way, guess: float | None) -> None:
    assert random_guess(way) == guess
