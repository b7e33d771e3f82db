"""Classical statistics of items. Pure.

Facility, discrimination index, discriminative efficiency and effective weight are Moodle's (docs.moodle.org, "Quiz
statistics calculations"); the rest is as in any textbook. Where attempts have different items, each person's other
items are compared by their deviations from what is usual for them: see ``Marks.deviations``.
"""

from dataclasses import dataclass

import numpy as np

from learning.analysis.marks import Marks, Numbers, number_of, quotient
from learning.analysis.reliability import alpha_if_deleted
from learning.items.responses import ChooseOne, Pair, PutInOrder, Way

_ROUNDING = 1e-12


@dataclass(frozen=True)
class ItemStatistics:
    """How an item did. What can't be computed, as all answered alike, is None.

    Attributes:
        n: Persons it was presented to in their first attempt.
        facility: The mean credit, 0 to 1.
        sd: Of the credits.
        item_rest: How it goes with the rest of the form: a correlation, -1 to 1.
        item_total: The same with the item in the total.
        efficiency: What part of the discrimination that its credits allow it has, in percent.
        effective_weight: What part it has in how persons differ, in percent of a form.
        alpha_if_deleted: The reliability that forms would have without it.
    """

    version_id: str
    n: int
    facility: float | None
    sd: float | None
    item_rest: float | None
    item_total: float | None
    efficiency: float | None
    effective_weight: float | None
    alpha_if_deleted: float | None

    @property
    def discrimination_index(self) -> float | None:
        """The correlation with the rest in percent, as Moodle shows it."""
        return None if self.item_rest is None else 100 * self.item_rest


def item_statistics(marks: Marks) -> tuple[ItemStatistics, ...]:
    """The statistics of each item, in the order of ``marks.items``."""
    sds = np.sqrt(variances(marks))
    rests, totals = item_rests(marks), _correlations(marks, _totals(marks))
    efficiencies, weights = _efficiencies(marks), _effective_weights(marks)
    without = alpha_if_deleted(marks)
    return tuple(
        ItemStatistics(
            version_id=item,
            n=int(marks.answered[at]),
            facility=number_of(marks.facilities[at]),
            sd=number_of(sds[at]),
            item_rest=number_of(rests[at]),
            item_total=number_of(totals[at]),
            efficiency=number_of(efficiencies[at]),
            effective_weight=number_of(weights[at]),
            alpha_if_deleted=number_of(without[at]),
        )
        for at, item in enumerate(marks.items)
    )


def item_rests(marks: Marks) -> Numbers:
    """The correlation of each item with the rest of the form."""
    return _correlations(marks, rests_of(marks))


def variances(marks: Marks) -> Numbers:
    """The sample variance of each item's credits."""
    return quotient((marks.deviations**2).sum(axis=0), marks.answered - 1)


def rests_of(marks: Marks) -> Numbers:
    """How each person did in all items but one, in the column of that one."""
    return np.where(marks.presented, marks.deviations.sum(axis=1, keepdims=True) - marks.deviations, np.nan)


def random_guess(way: Way) -> float | None:
    """The credit to expect of somebody who only guesses; None where that depends on how one guesses."""
    match way:
        case ChooseOne(options) | PutInOrder(options) if options:
            return 1 / len(options)
        case Pair(right=options) if options:
            return 1 / len(options)
        case _:
            return None


def _totals(marks: Marks) -> Numbers:
    return np.where(marks.presented, marks.deviations.sum(axis=1, keepdims=True), np.nan)


def _covariances(marks: Marks, others: Numbers) -> Numbers:
    return quotient(np.nansum(marks.deviations * _centred(marks, others), axis=0), marks.answered - 1)


def _correlations(marks: Marks, others: Numbers) -> Numbers:
    centred = _centred(marks, others)
    above = np.nansum(marks.deviations * centred, axis=0)
    return quotient(above, np.sqrt((marks.deviations**2).sum(axis=0) * np.nansum(centred**2, axis=0)))


def _centred(marks: Marks, others: Numbers) -> Numbers:
    return others - quotient(np.nansum(others, axis=0), marks.answered)


def _efficiencies(marks: Marks) -> Numbers:
    """The covariance with the rest by the greatest that there would be, were both in the same order."""
    # What is not presented is last in both.
    in_order = np.sort(np.where(marks.presented, marks.deviations, np.nan), axis=0)
    others = np.sort(_centred(marks, rests_of(marks)), axis=0)
    greatest = quotient(np.nansum(in_order * others, axis=0), marks.answered - 1)
    return 100 * quotient(_covariances(marks, rests_of(marks)), greatest)


def _effective_weights(marks: Marks) -> Numbers:
    shared = _covariances(marks, _totals(marks))
    # What rounding leaves of 0 is 0, on either side; one below 0 has no root.
    shared = np.where(np.abs(shared) < _ROUNDING, 0.0, shared)
    roots = np.sqrt(np.where(shared >= 0, shared, np.nan))
    of_a_form = np.nansum(roots * marks.answered) / len(marks.credits) if len(marks.credits) else np.nan
    return 100 * quotient(roots, np.full(roots.shape, of_a_form))
