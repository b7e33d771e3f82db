from collections.abc import Callable
from math import sqrt

import numpy as np
import pytest

from learning.analysis.angoff import panel_cut

EVEN = {"a": 1.0, "b": 1.0, "c": 1.0}


def test_the_cut_is_the_mean_of_the_items_means_and_its_error_comes_from_judges_and_items() -> None:
    table = {"a": (0.6, 0.8), "b": (0.7, 0.9), "c": (0.2, 0.4)}
    ratings = {(item, judge): row[at] for item, row in table.items() for at, judge in enumerate(("bo", "chi"))}
    found = panel_cut(ratings, EVEN)
    assert found is not None
    # Means of items: .7, .8, .3; judges differ from them by .1 down and up.
    assert found.percent == pytest.approx(60)
    of_items, of_judges = (0.1**2 + 0.2**2 + 0.3**2) / 2 / 3, (0.1**2 + 0.1**2) / 1 / 2
    assert found.standard_error == pytest.approx(100 * sqrt(of_items + of_judges))
    assert found.by_item == pytest.approx({"a": 70, "b": 80, "c": 30})
    assert (found.judges, found.fewest, found.items, found.enough_judges) == (2, 2, 3, False)


def test_a_judge_who_rated_only_easy_items_does_not_pass_for_a_lenient_one() -> None:
    whole = {("a", judge): 0.9 for judge in "pqr"} | {("b", judge): 0.3 for judge in "pqr"}
    without = {key: rating for key, rating in whole.items() if key != ("b", "p")}
    before, after = panel_cut(whole, EVEN), panel_cut(without, EVEN)
    assert before is not None
    assert after is not None
    assert (after.percent, after.standard_error) == pytest.approx((before.percent, before.standard_error))


def test_items_count_as_much_as_a_form_has_of_their_kind() -> None:
    ratings = {("a", "bo"): 0.9, ("b", "bo"): 0.5, ("c", "bo"): 0.5}
    found = panel_cut(ratings, {"a": 5, "b": 2.5, "c": 2.5})
    assert found is not None
    assert found.percent == pytest.approx(70)


def over_many_panels(items: int, judges: int, rated: Callable[[int, int], bool]) -> tuple[float, float, float]:
    """How often the interval holds the true cut, the error that is stated, and the true one, over many panels."""
    dice, held, stated, cuts = np.random.default_rng(4), 0, [], []
    for _ in range(300):
        hard, severe = dice.normal(0, 0.12, items), dice.normal(0, 0.08, judges)
        table = 0.65 + hard[:, None] + severe + dice.normal(0, 0.05, (items, judges))
        ratings = {(str(i), str(j)): float(value) for (i, j), value in np.ndenumerate(table) if rated(i, j)}
        found = panel_cut(ratings, dict.fromkeys(map(str, range(items)), 1.0))
        assert found is not None
        assert found.interval is not None
        assert found.standard_error is not None
        held += found.interval.low <= 65 <= found.interval.high
        stated.append(found.standard_error)
        cuts.append(found.percent)
    return held / 300, float(np.mean(stated)), float(np.std(cuts))


@pytest.mark.parametrize(
    "rated",
    [
        lambda _item, _judge: True,
        lambda item, judge: judge in (item % 5, (item + 1) % 5),
        lambda item, judge: item < 4 or judge == item % 5,
        lambda item, judge: judge == 0 or item < 15,
    ],
    ids=["all by all", "each by two", "four by all and the rest by one", "one by herself for most"],
)
def test_the_interval_holds_the_cut_of_other_panels_whoever_rated_what(rated: Callable[[int, int], bool]) -> None:
    held, stated, true = over_many_panels(60, 5, rated)
    assert 0.92 < held < 0.99
    assert stated == pytest.approx(true, rel=0.15)


def test_the_interval_of_few_items_holds_too() -> None:
    assert 0.92 < over_many_panels(12, 6, lambda _item, _judge: True)[0] < 0.99


def test_where_judges_rated_no_items_in_common_no_error_is_told() -> None:
    apart = {("a", "p"): 0.9, ("b", "p"): 0.7, ("c", "q"): 0.2}
    found = panel_cut(apart, EVEN)
    assert found is not None
    assert found.percent == pytest.approx(60)
    assert (found.standard_error, found.interval) == (None, None)
    # One item that both rated ties them together, but nothing is left to tell chance by.
    tied = panel_cut({**apart, ("a", "q"): 0.7}, EVEN)
    assert tied is not None
    # q is more severe by .2: to a judge between them the items are worth .8, .6 and .3.
    assert tied.percent == pytest.approx(100 * 1.7 / 3)
    assert tied.standard_error is None


def test_a_cut_never_leaves_the_scale() -> None:
    ratings = {("a", "p"): 1.0, ("a", "q"): 0.2, ("b", "p"): 1.0, ("b", "q"): 0.2, ("c", "q"): 1.0}
    found = panel_cut(ratings, {"a": 1.0, "b": 1.0, "c": 90.0})
    assert found is not None
    assert found.percent == 100


@pytest.mark.parametrize(("judges", "enough"), [(4, False), (5, True)])
def test_a_panel_is_of_five_judges_at_least(judges: int, enough: bool) -> None:
    found = panel_cut({("a", str(judge)): 0.5 for judge in range(judges)}, EVEN)
    assert found is not None
    assert found.enough_judges is enough
    assert found.standard_error is None
    assert found.interval is None


def test_a_panel_is_as_large_as_for_the_item_that_fewest_have_rated() -> None:
    whole = {(item, str(judge)): 0.5 for item in "abc" for judge in range(6)}
    found = panel_cut({key: rating for key, rating in whole.items() if key not in {("c", "0"), ("c", "1")}}, EVEN)
    assert found is not None
    assert (found.judges, found.fewest, found.enough_judges) == (6, 4, False)


def test_an_interval_ends_where_scores_do() -> None:
    found = panel_cut({("a", "p"): 1.0, ("b", "p"): 0.8, ("a", "q"): 0.98, ("b", "q"): 1.0}, EVEN)
    assert found is not None
    assert found.interval is not None
    assert found.interval.low < found.percent < found.interval.high == 100


def test_without_ratings_there_is_no_cut() -> None:
    assert panel_cut({}, {}) is None
