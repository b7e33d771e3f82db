"""The figures of the evals. Pure."""

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int64]

RESAMPLES = 1_000
SEED = 20_261_101


@dataclass(frozen=True)
class Figure:
    """A mean with its 95% interval, by bootstrap over the questions."""

    value: float
    low: float
    high: float
    count: int


def mean(values: Sequence[float]) -> Figure:
    """The mean of one value a question; of nothing, it is not a number."""
    if not values:
        return Figure(math.nan, math.nan, math.nan, 0)
    data = np.asarray(values, float)
    draws = np.random.default_rng(SEED).integers(0, len(data), (RESAMPLES, len(data)))
    low, high = np.quantile(data[draws].mean(axis=1), [0.025, 0.975])
    return Figure(float(data.mean()), float(low), float(high), len(data))


def of_resampled(function: Callable[[Indices], float], count: int) -> Figure:
    """A figure of all questions together, such as an area; ``function`` takes the indices of the questions."""
    rng = np.random.default_rng(SEED)
    values = [function(rng.integers(0, count, count)) for _ in range(RESAMPLES // 4)]
    low, high = np.nanquantile(values, [0.025, 0.975])
    return Figure(function(np.arange(count)), float(low), float(high), count)


def ndcg(ranked: Sequence[str], gold: Collection[str], depth: int = 10) -> float:
    """Normalised discounted cumulative gain with one grade (Järvelin and Kekäläinen 2002)."""
    gain = sum(1 / math.log2(rank + 2) for rank, key in enumerate(ranked[:depth]) if key in gold)
    return gain / sum(1 / math.log2(rank + 2) for rank in range(min(depth, len(gold))))


def recall(ranked: Sequence[str], gold: Collection[str], depth: int = 10) -> float:
    """The share of the gold documents among the first ones."""
    return len(set(ranked[:depth]) & set(gold)) / len(gold)


def reciprocal_rank(ranked: Sequence[str], gold: Collection[str]) -> float:
    """One over the rank of the first gold document; 0 when none was found."""
    return next((1 / rank for rank, key in enumerate(ranked, start=1) if key in gold), 0.0)


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The chance that a positive scores above a negative, ties counting half (Mann and Whitney 1947)."""
    if len(positive) == 0 or len(negative) == 0:
        return math.nan
    scores = np.concatenate([np.asarray(positive, float), np.asarray(negative, float)])
    order = np.argsort(scores, kind="mergesort")
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(1, len(scores) + 1)
    for value in np.unique(scores):
        same = scores == value
        ranks[same] = ranks[same].mean()
    count = len(positive)
    return float((ranks[:count].sum() - count * (count + 1) / 2) / (count * len(negative)))


def aurc(confidence: Sequence[float], right: Sequence[bool]) -> float:
    """Area under the risk-coverage curve (El-Yaniv and Wiener 2010): the mean risk over all coverages; 0 is best."""
    order = np.argsort(-np.asarray(confidence, float), kind="stable")
    wrong = 1 - np.asarray(right, float)[order]
    return float((np.cumsum(wrong) / np.arange(1, len(wrong) + 1)).mean())


def refused_at_coverage(answerable: Sequence[float], unanswerable: Sequence[float], coverage: float) -> float:
    """The share of unanswerable questions below the threshold that keeps this share of the answerable."""
    threshold = np.quantile(np.asarray(answerable, float), 1 - coverage)
    return float((np.asarray(unanswerable, float) < threshold).mean())
