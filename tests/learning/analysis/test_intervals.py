import numpy as np
import pytest

from learning.analysis.classical import item_rests
from learning.analysis.intervals import Interval, bootstrap, student, wilson
from learning.analysis.marks import Marks, Numbers, marks_of
from tests.learning.analysis.reference import LSAT7


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_intervals_that_newcombe_published_come_out(right: int, n: int, low: float, high: float) -> None:
    """R. G. Newcombe, 1998, "Two-sided confidence intervals for the single proportion", table I, method 3."""
    found = wilson(right / n, n)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(("freedom", "factor"), [(4, 2.776), (5, 2.571), (10, 2.228), (30, 2.042), (1e9, 1.960)])
def test_few_degrees_of_freedom_make_an_interval_as_much_wider_as_student_s_table_says(
    freedom: float, factor: float
) -> None:
    assert student(freedom) == pytest.approx(factor, abs=0.01)


def test_of_nobody_there_is_no_interval() -> None:
    assert wilson(0.0, 0) is None


def test_the_same_dice_give_the_same_interval_and_it_holds_the_estimate() -> None:
    first, second = (bootstrap(LSAT7, item_rests, np.random.default_rng(1)) for _ in range(2))
    assert first == second
    for interval, estimate in zip(first, item_rests(LSAT7), strict=True):
        assert interval is not None
        assert interval.low < estimate < interval.high
        assert interval.high - interval.low < 0.15


def test_the_interval_of_a_mean_is_as_wide_as_its_standard_error_says() -> None:
    marks = Marks(("a",), (np.random.default_rng(2).random((900, 1)) < 0.3).astype(np.float64))
    (found,) = bootstrap(marks, _means, np.random.default_rng(1))
    assert found is not None
    assert found.high - found.low == pytest.approx(2 * 1.96 * np.sqrt(0.3 * 0.7 / 900), rel=0.15)


def _means(marks: Marks) -> Numbers:
    return marks.facilities


@pytest.mark.parametrize("rows", [[], [{"a": 1.0, "b": 0.0}], [{"a": 1.0, "b": 1.0}] * 5])
def test_what_can_not_be_computed_has_no_interval(rows: list[dict[str, float]]) -> None:
    marks = marks_of(rows)
    found: tuple[Interval | None, ...] = bootstrap(marks, item_rests, np.random.default_rng(1))
    assert set(found) <= {None}
