"""How far an estimate may be off. Pure, but for the dice that are passed in."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from learning.analysis.marks import Marks, Numbers

ROUNDS = 400
# Of the normal distribution, for 95 in 100.
Z = 1.959963984540054


@dataclass(frozen=True)
class Interval:
    """Holds the true value in 95 of 100 cases."""

    low: float
    high: float


def wilson(share: float, n: int) -> Interval | None:
    """Wilson's score interval of a share of ``n``, 0 to 1; with partial credits it is wider than it had to be."""
    if n == 0:
        return None
    middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    apart = Z * float(np.sqrt(share * (1 - share) / n + Z**2 / (4 * n * n))) / (1 + Z**2 / n)
    return Interval(max(0.0, middle - apart), min(1.0, middle + apart))


def student(freedom: float) -> float:
    """As ``Z``, of Student's distribution with so many degrees of freedom: right to the second digit from 3 on.

    By the expansion of Cornish and Fisher (Abramowitz and Stegun, 26.7.5); with fewer it is too small.
    """
    terms = (
        (Z**3 + Z) / 4,
        (5 * Z**5 + 16 * Z**3 + 3 * Z) / 96,
        (3 * Z**7 + 19 * Z**5 + 17 * Z**3 - 15 * Z) / 384,
    )
    return Z + sum(term / freedom**power for power, term in enumerate(terms, start=1))


def bootstrap(
    marks: Marks, statistic: Callable[[Marks], Numbers], dice: np.random.Generator
) -> tuple[Interval | None, ...]:
    """The percentile interval of each value of a statistic, by drawing as many persons again and again.

    A value is None where it could not be computed for half of the draws.
    """
    n = len(marks.credits)
    if n < 2:
        return tuple(None for _ in statistic(marks))
    drawn = np.array([statistic(marks.of_persons(dice.integers(n, size=n))) for _ in range(ROUNDS)])
    return tuple(_percentiles(column[np.isfinite(column)]) for column in drawn.T)


def _percentiles(values: Numbers) -> Interval | None:
    if len(values) < ROUNDS / 2:
        return None
    low, high = np.percentile(values, [2.5, 97.5])
    return Interval(float(low), float(high))
