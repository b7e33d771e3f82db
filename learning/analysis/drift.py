"""Whether an item became easier or harder: over time, or with a new version of it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from learning.analysis.intervals import Interval, wilson


@dataclass(frozen=True)
class Drift:
    """The mean credit of earlier and of later persons.

    Attributes:
        difference: How much higher the later one is; below 0 where the item became harder.
        interval: Newcombe's hybrid score interval of the difference.
    """

    earlier_n: int
    later_n: int
    earlier: float
    later: float
    difference: float
    interval: Interval

    @property
    def is_certain(self) -> bool:
        """Whether it is more than chance gives in 95 of 100 cases."""
        return self.interval.low > 0 or self.interval.high < 0


def drift_of(credits: Sequence[float]) -> Drift | None:
    """The later half compared with the earlier one; ``credits`` are in the order of time."""
    middle = len(credits) // 2
    return drift(credits[:middle], credits[middle:])


def drift(earlier: Sequence[float], later: Sequence[float]) -> Drift | None:
    """Later persons' credits compared with those of earlier ones; None where there are none of either."""
    if not earlier or not later:
        return None
    first, second = sum(earlier) / len(earlier), sum(later) / len(later)
    before, after = wilson(first, len(earlier)), wilson(second, len(later))
    if before is None or after is None:
        return None
    difference = second - first
    low = difference - hypot(second - after.low, before.high - first)
    high = difference + hypot(after.high - second, first - before.low)
    return Drift(len(earlier), len(later), first, second, difference, Interval(low, high))
