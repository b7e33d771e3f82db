"""How consistently a form decides who passes. Pure.

After Livingston and Lewis (1995), "Estimating the consistency and accuracy of classifications based on test scores",
with a beta distribution of true scores of two parameters. The scores, which may have partial credits, are taken for
those of a test of so many right-or-wrong items as would be as reliable.
"""

from dataclasses import dataclass
from math import ceil, lgamma

import numpy as np

from learning.analysis.marks import Numbers

_POINTS = 4_000
# A share of points that is the cut but for rounding reaches it.
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Consistency:
    """How sure decisions are at a cut.

    Attributes:
        agreement: The share of persons on whom another form would decide the same, 0 to 1.
        kappa: The agreement beyond chance, 1 at most.
        accuracy: The share of persons whose true score is on the same side of the cut.
        passing: The share who pass, as the model has it.
        effective_length: Right-or-wrong items of a test as reliable.
    """

    agreement: float
    kappa: float | None
    accuracy: float
    passing: float
    effective_length: int


def consistency(shares: Numbers, alpha: float | None, cut: float) -> Consistency | None:
    """What is estimated of persons' shares of all points, 0 to 1.

    Args:
        shares: One for each person.
        alpha: The reliability of the scores.
        cut: The share of points that passes.

    Returns:
        None where nothing can be said: all did alike, or the scores are not reliable at all.
    """
    if len(shares) < 2 or alpha is None or not 0 < alpha < 1:
        return None
    mean, variance = float(np.mean(shares)), float(np.var(shares))
    between = mean * (1 - mean) / variance if variance > 0 else 0.0
    if between <= 1:
        return None
    effective = max(1, round((mean * (1 - mean) - alpha * variance) / (variance * (1 - alpha))))
    spread = between / alpha - 1
    true, weights = _true_scores(mean * spread, (1 - mean) * spread)
    return _decided(true, weights, effective, cut)


def conditional_sem(share: float, length: float) -> float | None:
    """Lord's binomial standard error of measurement at a score, both as shares of all points."""
    return float(np.sqrt(share * (1 - share) / (length - 1))) if length > 1 else None


def _decided(true: Numbers, weights: Numbers, length: int, cut: float) -> Consistency:
    passes = _reaching(true, length, ceil(length * cut - _ROUNDING))
    passing = float(weights @ passes)
    agreement = float(weights @ (passes**2 + (1 - passes) ** 2))
    chance = passing**2 + (1 - passing) ** 2
    return Consistency(
        agreement=agreement,
        kappa=(agreement - chance) / (1 - chance) if chance < 1 - _ROUNDING else None,
        accuracy=float(weights @ np.where(true >= cut - _ROUNDING, passes, 1 - passes)),
        passing=passing,
        effective_length=length,
    )


def _true_scores(a: float, b: float) -> tuple[Numbers, Numbers]:
    """Points of a beta distribution and their weights. As squares of sines it has no poles at its ends."""
    angles = (np.arange(_POINTS) + 0.5) / _POINTS * np.pi / 2
    logs = (2 * a - 1) * np.log(np.sin(angles)) + (2 * b - 1) * np.log(np.cos(angles))
    weights = np.exp(logs - logs.max())
    return np.sin(angles) ** 2, weights / weights.sum()


def _reaching(true: Numbers, length: int, least: int) -> Numbers:
    """The chance of so many right of ``length``, at least, for each true score."""
    reached = np.zeros_like(true)
    for right in range(max(0, least), length + 1):
        ways = lgamma(length + 1) - lgamma(right + 1) - lgamma(length - right + 1)
        reached += np.exp(ways + right * np.log(true) + (length - right) * np.log1p(-true))
    return np.minimum(reached, 1.0)
