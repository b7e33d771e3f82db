import pytest

from learning.analysis.drift import drift, drift_of


@pytest.mark.parametrize(
    ("later", "earlier", "low", "high"),
    [((56, 70), (48, 80), 0.0524, 0.3339), ((9, 10), (3, 10), 0.1705, 0.8090), ((10, 10), (0, 10), 0.6075, 1.0)],
)
def test_the_intervals_that_newcombe_published_come_out(
    later: tuple[int, int], earlier: tuple[int, int], low: float, high: float
) -> None:
    """R. G. Newcombe, 1998, "Interval estimation for the difference between independent proportions", method 10."""
    found = drift(_credits(*earlier), _credits(*later))
    assert found is not None
    assert (round(found.interval.low, 4), round(found.interval.high, 4)) == (low, high)
    assert found.is_certain


def test_the_later_half_is_compared_with_the_earlier_one() -> None:
    found = drift_of([1.0, 1.0, 0.5, 0.0, 0.0])
    assert found is not None
    assert (found.earlier_n, found.later_n) == (2, 3)
    assert (found.earlier, found.later, found.difference) == pytest.approx((1, 0.5 / 3, 0.5 / 3 - 1))


def test_what_may_be_chance_is_not_certain() -> None:
    found = drift(_credits(8, 10), _credits(6, 10))
    assert found is not None
    assert not found.is_certain


@pytest.mark.parametrize("credits", [[], [1.0]])
def test_fewer_than_two_people_are_not_compared(credits: list[float]) -> None:
    assert drift_of(credits) is None


def _credits(right: int, n: int) -> list[float]:
    return [1.0] * right + [0.0] * (n - right)
