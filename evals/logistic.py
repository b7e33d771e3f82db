"""Logistic regression by Newton's method, and folds that keep groups together. Pure."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]

RIDGE = 1.0
STEPS = 50
SEED = 20_261_101


def fit(features: Matrix, labels: Vector, weights: Vector) -> tuple[Vector, float]:
    """Coefficients and intercept, in the features' own units.

    The penalty is on the coefficients of standardised features, ``RIDGE`` / 2 times their squares, against
    weights whose mean is 1.
    """
    weights = weights / weights.mean()
    means, scales = features.mean(axis=0), features.std(axis=0)
    scales[scales == 0] = 1.0
    x = np.column_stack([(features - means) / scales, np.ones(len(features))])
    penalty = np.diag([RIDGE] * features.shape[1] + [0.0])
    beta = np.zeros(x.shape[1])
    for _ in range(STEPS):
        chance = sigmoid(x @ beta)
        gradient = x.T @ (weights * (labels - chance)) - penalty @ beta
        curvature = (x.T * (weights * chance * (1 - chance))) @ x + penalty
        step = np.linalg.solve(curvature, gradient)
        beta += step
        if np.abs(step).max() < 1e-9:
            break
    coefficients = beta[:-1] / scales
    return coefficients, float(beta[-1] - coefficients @ means)


def sigmoid(z: Vector) -> Vector:
    """From log-odds to a chance."""
    return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


def folds(groups: Sequence[str], count: int) -> NDArray[np.int64]:
    """The fold of each member: groups shuffled and dealt out, none of them divided."""
    names = sorted(set(groups))
    order = np.random.default_rng(SEED).permutation(len(names))
    fold = {names[index]: position % count for position, index in enumerate(order)}
    return np.array([fold[group] for group in groups])


def linked(members: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """A name for each member's group, where members that share a thing are of one group.

    Args:
        members: What each of them has.
    """
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for member, things in members.items():
        for thing in things:
            parent[root(f"thing {thing}")] = root(f"member {member}")
    return {member: root(f"member {member}") for member in members}
