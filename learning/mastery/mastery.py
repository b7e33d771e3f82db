"""How far it is shown that a person knows a competency, as a pure function of what she answered, with its uncertainty.

The share of questions that she would answer rightly now is unknown. Before anything is answered, every share is as
likely as another: Beta(1, 1). Each answer adds its credit to one side and the rest to the other, weighed by its age:
half after ``HALF_LIFE_DAYS``, so that what was answered long ago tells less and less and the estimate goes back to
knowing nothing. The age is counted in whole days of UTC. An answer in an exam weighs as much as one in practice. What
was read or asked about is no answer, and counts for nothing here.

Who answers one question again and again shows that she knows that question. So of the answers to it on one day only the
last counts, and of those on several days each weighs half of the next later one: all of them together never weigh as
much as answers to two questions.

A level is told by the interval and never by the estimate alone: three right answers of three are a good sign, and not
more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

HALF_LIFE_DAYS = 180
# Of an answer, beside the next later one to the same question.
REPEATED = 0.5
PRIOR = 1.0
# Who answers so many rightly knows it; who answers at least half of them rightly is on the way there.
TARGET = 0.75
HALFWAY = 0.5
# Of the interval, which holds the share in 95 of 100 cases.
_QUANTILES = (0.025, 0.975)
_STEPS = 500
_AT_ONCE = 1000
_DAY_SECONDS = 86_400

Numbers = NDArray[np.float64]


class Level(StrEnum):
    """How far mastery is shown: nothing was answered; not yet; for the half at least; and surely."""

    NOT_YET = "not_yet"
    LEARNING = "learning"
    LIKELY = "likely"
    SURE = "sure"


@dataclass(frozen=True)
class Answered:
    """An answer that counts.

    Attributes:
        credit: 0 to 1, as it was finally decided.
        at: When it was given.
        in_exam: Whether unaided in an exam, else in practice.
        item: The question; None for one that is asked once only.
    """

    competency: str
    credit: float
    at: datetime
    in_exam: bool
    item: str | None = None


@dataclass(frozen=True)
class Evidence:
    """Answers of several people, or at several competencies, in columns of the same length.

    Attributes:
        whose: The number, from 0, of whom and what each belongs to.
        items: The number, from 0, of the question; those of one question are of the same ``whose``.
        moments: When it was given, in seconds since 1970.
        credits: What it earned.
    """

    whose: Sequence[int]
    items: Sequence[int]
    moments: Sequence[float]
    credits: Sequence[float]


@dataclass(frozen=True)
class Mastery:
    """What is known of a person's mastery of a competency.

    Attributes:
        estimate: The share of questions that she would answer rightly, 0 to 1.
        low: With ``high``, the interval that holds that share in 95 of 100 cases.
        n: How many answers this rests on; those to one question on one day are one.
    """

    estimate: float
    low: float
    high: float
    n: int
    level: Level

    @property
    def is_weak(self) -> bool:
        """Whether it is sure that she does not know it yet: this is to be practised first."""
        return self.n > 0 and self.high < TARGET


def mastery_of(answers: Iterable[Answered], now: datetime) -> Mastery:
    """The mastery that answers at one competency show. The order in which they are passed does not matter.

    Args:
        answers: All that were given; one that is later than ``now`` weighs like one of today.
        now: The time.
    """
    found, items = list(answers), dict[str | int, int]()
    evidence = Evidence(
        whose=[0] * len(found),
        items=[
            items.setdefault(one.item if one.item is not None else number, len(items))
            for number, one in enumerate(found)
        ],
        moments=[one.at.timestamp() for one in found],
        credits=[one.credit for one in found],
    )
    return masteries(evidence, 1, now)[0]


def masteries(evidence: Evidence, of: int, now: datetime) -> list[Mastery]:
    """As ``mastery_of``, for ``of`` numbers at once."""
    whose, weights, credits = _weighed(evidence, now)
    right, wrong = (
        np.asarray(PRIOR + np.bincount(whose, side, of), dtype=np.float64)
        for side in (weights * credits, weights * (1 - credits))
    )
    low, high = _interval(right, wrong)
    columns = (right / (right + wrong), low, high, np.bincount(whose, minlength=of))
    return [
        Mastery(estimate, least, most, n, level_of(least, n))
        for estimate, least, most, n in zip(*(column.tolist() for column in columns), strict=True)
    ]


def level_of(low: float, n: int) -> Level:
    """The level that the lower end of the interval shows."""
    if n == 0:
        return Level.NOT_YET
    if low >= TARGET:
        return Level.SURE
    return Level.LIKELY if low >= HALFWAY else Level.LEARNING


def _weighed(evidence: Evidence, now: datetime) -> tuple[NDArray[np.intp], Numbers, Numbers]:
    """Of each answer that counts, whose it is, how much it weighs, and what it earned."""
    items, moments = np.array(evidence.items, dtype=np.intp), np.array(evidence.moments, dtype=np.float64)
    credits = np.array(evidence.credits, dtype=np.float64)
    # By the question and the time; of two at the same moment the better one first, so that the order plays no part.
    order = np.lexsort((-credits, moments, items))
    items, days = items[order], moments[order] // _DAY_SECONDS
    is_last = np.ones(len(order), dtype=np.bool_)
    is_last[:-1] = (items[1:] != items[:-1]) | (days[1:] != days[:-1])
    order, items, days = order[is_last], items[is_last], days[is_last]
    later = np.searchsorted(items, items, side="right") - 1 - np.arange(len(items))
    ages = np.maximum(now.timestamp() // _DAY_SECONDS - days, 0)
    weights = 0.5 ** (ages / HALF_LIFE_DAYS) * REPEATED**later
    return np.array(evidence.whose, dtype=np.intp)[order], np.asarray(weights, dtype=np.float64), credits[order]


def _interval(right: Numbers, wrong: Numbers) -> tuple[Numbers, Numbers]:
    """The quantiles of Beta distributions whose parameters are at least 1, right to the third digit."""
    ends = [_quantiles(right[at : at + _AT_ONCE], wrong[at : at + _AT_ONCE]) for at in range(0, len(right), _AT_ONCE)]
    if not ends:
        return np.empty(0), np.empty(0)
    low, high = (np.concatenate([one[side] for one in ends]) for side in (0, 1))
    return low, high


def _quantiles(right: Numbers, wrong: Numbers) -> tuple[Numbers, Numbers]:
    """From the density at the middle of equally wide steps: it is bounded, as both parameters are at least 1."""
    middles = (np.arange(_STEPS) + 0.5) / _STEPS
    logs = np.outer(right - 1, np.log(middles)) + np.outer(wrong - 1, np.log1p(-middles))
    mass = np.exp(logs - logs.max(axis=1, keepdims=True))
    reached = np.cumsum(mass, axis=1)
    reached /= reached[:, -1:]
    low, high = (_at(reached, quantile) for quantile in _QUANTILES)
    return low, high


def _at(reached: Numbers, quantile: float) -> Numbers:
    """Where each distribution reaches a quantile, in a straight line between the ends of steps."""
    step = (reached < quantile).sum(axis=1)
    rows = np.arange(len(reached))
    after = reached[rows, step]
    before = np.where(step > 0, reached[rows, np.maximum(step - 1, 0)], 0.0)
    found: Numbers = (step + (quantile - before) / (after - before)) / _STEPS
    return found
