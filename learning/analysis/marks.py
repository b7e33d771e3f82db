"""Credits of first attempts, as statistics take them. Pure.

Each attempt has items of its own. An item that was not presented has no credit: it is missing, never wrong.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Marks:
    """Credits, 0 to 1: one row a person, one column an item; not a number where it was not presented."""

    items: tuple[str, ...]
    credits: Numbers

    @cached_property
    def presented(self) -> NDArray[np.bool_]:
        """Which item was presented to whom."""
        return ~np.isnan(self.credits)

    @cached_property
    def answered(self) -> Numbers:
        """How many persons each item was presented to."""
        counts: Numbers = self.presented.sum(axis=0).astype(np.float64)
        return counts

    @cached_property
    def length(self) -> float:
        """How many items a person was presented, on average."""
        return float(self.presented.sum() / len(self.credits)) if len(self.credits) else 0.0

    @cached_property
    def facilities(self) -> Numbers:
        """The mean credit of each item; not a number where nobody was presented it."""
        return quotient(np.nansum(self.credits, axis=0), self.answered)

    @cached_property
    def deviations(self) -> Numbers:
        """How far each credit is from the mean of its item; 0 where it was not presented.

        Sums of these compare persons whose items were not equally hard. Where all were presented the same items, they
        differ from sums of credits by a constant, so that no variance, covariance or order is another.
        """
        return np.where(self.presented, self.credits - self.facilities, 0.0)

    @cached_property
    def totals(self) -> Numbers:
        """The points of each person, of a form of ``length`` items."""
        return quotient(np.nansum(self.credits, axis=1), self.presented.sum(axis=1).astype(np.float64)) * self.length

    def of_persons(self, rows: NDArray[np.int64]) -> "Marks":
        """Those of these persons; one may be there more than once."""
        return Marks(self.items, self.credits[rows])


def marks_of(sittings: Sequence[Mapping[str, float]]) -> Marks:
    """The credits of each person by item, of those who were presented any, in the order given."""
    rows = [sitting for sitting in sittings if sitting]
    items = tuple(dict.fromkeys(item for row in rows for item in row))
    column = {item: number for number, item in enumerate(items)}
    credits = np.full((len(rows), len(items)), np.nan)
    for number, row in enumerate(rows):
        for item, credit in row.items():
            credits[number, column[item]] = credit
    return Marks(items, credits)


def quotient(above: Numbers, below: Numbers) -> Numbers:
    """One by the other, element by element; not a number where the other is not above 0."""
    whole = np.full(np.broadcast_shapes(above.shape, below.shape), np.nan)
    # What is left by rounding where all values are equal is no variance.
    np.divide(above, below, out=whole, where=below > 1e-12)
    return whole


def number_of(value: float) -> float | None:
    """A value as Python's number; None where it is none."""
    return float(value) if np.isfinite(value) else None
