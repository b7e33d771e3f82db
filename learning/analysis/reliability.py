"""How reliable a form's scores are, and how they are distributed. Pure.

Coefficient alpha, which is KR-20 where credits are 0 or 1 and which Moodle calls the coefficient of internal
consistency, is computed from the mean variance and the mean covariance of items that were presented together, for a
form of as many items as persons were presented on average. Where all were presented the same items it is the usual one.
"""

from dataclasses import dataclass

import numpy as np

from learning.analysis.marks import Marks, Numbers, number_of, quotient


@dataclass(frozen=True)
class FormStatistics:
    """How a certification's forms did. What can't be computed is None.

    Attributes:
        n: Persons.
        length: Items of a form, on average.
        mean: Points, of ``length``; so are ``median``, ``sd`` and ``sem``.
        alpha: The reliability; it may be below 0.
        sem: The standard error of measurement.
    """

    n: int
    length: float
    mean: float | None
    median: float | None
    sd: float | None
    skewness: float | None
    kurtosis: float | None
    alpha: float | None
    sem: float | None

    @property
    def internal_consistency(self) -> float | None:
        """The reliability in percent, as Moodle shows it."""
        return None if self.alpha is None else 100 * self.alpha

    @property
    def error_ratio(self) -> float | None:
        """The standard error of measurement in percent of the standard deviation."""
        return None if self.alpha is None else 100 * _error_share(self.alpha)


def form_statistics(marks: Marks) -> FormStatistics:
    """The statistics of all items together."""
    totals = marks.totals
    n = len(totals)
    sd = float(np.std(totals, ddof=1)) if n > 1 else None
    alpha = coefficient_alpha(marks)
    return FormStatistics(
        n=n,
        length=marks.length,
        mean=float(totals.mean()) if n else None,
        median=float(np.median(totals)) if n else None,
        sd=sd,
        skewness=_skewness(totals),
        kurtosis=_kurtosis(totals),
        alpha=alpha,
        sem=None if sd is None or alpha is None else sd * _error_share(alpha),
    )


def coefficient_alpha(marks: Marks) -> float | None:
    """The reliability of a form; None where it has fewer than two items, or all persons did alike."""
    if len(marks.credits) < 2:
        return None
    deviations = marks.deviations
    items = marks.presented.sum(axis=1)
    squares = (deviations**2).sum()
    together = (deviations.sum(axis=1) ** 2).sum() - squares
    alpha = _alpha(
        np.array(marks.length),
        quotient(squares, np.array(float(items.sum()))),
        quotient(together, np.array(float((items * (items - 1)).sum()))),
    )
    return number_of(float(alpha))


def alpha_if_deleted(marks: Marks) -> Numbers:
    """The reliability without each item. Forms in which it was not presented are as long as they were."""
    if len(marks.credits) < 2:
        return np.full(len(marks.items), np.nan)
    deviations = marks.deviations
    squares = (deviations**2).sum(axis=1, keepdims=True) - deviations**2
    together = (deviations.sum(axis=1, keepdims=True) - deviations) ** 2 - squares
    items = marks.presented.sum(axis=1, keepdims=True) - marks.presented
    return _alpha(
        marks.length - marks.answered / len(marks.credits),
        quotient(squares.sum(axis=0), items.sum(axis=0).astype(np.float64)),
        quotient(together.sum(axis=0), (items * (items - 1)).sum(axis=0).astype(np.float64)),
    )


def _alpha(length: Numbers, variance: Numbers, covariance: Numbers) -> Numbers:
    return quotient(length * covariance, variance + (length - 1) * covariance)


def _error_share(alpha: float) -> float:
    """The part of the standard deviation that is error; estimates may put the reliability above 1."""
    return float(np.sqrt(max(0.0, 1 - alpha)))


def _skewness(totals: Numbers) -> float | None:
    n = len(totals)
    variance = _sample_variance(totals)
    if n < 3 or variance is None:
        return None
    third = float(((totals - totals.mean()) ** 3).mean())
    return n * n * third / ((n - 1) * (n - 2)) / float(variance**1.5)


def _kurtosis(totals: Numbers) -> float | None:
    n = len(totals)
    variance = _sample_variance(totals)
    if n < 4 or variance is None:
        return None
    apart = totals - totals.mean()
    second, fourth = float((apart**2).mean()), float((apart**4).mean())
    above = n * n * ((n + 1) * fourth - 3 * (n - 1) * second**2)
    return above / ((n - 1) * (n - 2) * (n - 3)) / variance**2


def _sample_variance(totals: Numbers) -> float | None:
    variance = float(np.var(totals, ddof=1)) if len(totals) > 1 else 0.0
    return variance if variance > 1e-12 else None
