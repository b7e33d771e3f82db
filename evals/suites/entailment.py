"""Do the checks let through what the evidence supports, and nothing else?"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.services import Services
from evals.datasets.pairs import Pair, read_pairs
from evals.metrics import Figure, Indices, auroc, mean, of_resampled
from knowledge.answering.checking.checking import failures
from knowledge.answering.checking.entailment import Entailment
from knowledge.answering.checking.support import FITTED, Similarity, Support, SupportModel, fitted_thresholds

# Of what is let through, so much has to be supported: a reader relies on every sentence.
PRECISION = 0.9
RULES = "rules"

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class CheckFigures:
    """What checks do with pairs of a claim and its evidence; shares of the pairs, 0 to 1.

    Attributes:
        accuracy: Right either way; ``balanced`` where the supported count as much as the others.
        precision: Of those let through: supported.
        recall: Of the supported: let through.
        caught: Of the others: not let through.
    """

    accuracy: Figure
    balanced: Figure
    precision: Figure
    recall: Figure
    caught: Figure


@dataclass(frozen=True)
class OperatingPoint:
    """Where a kind of support parts what is supported from what is not.

    Attributes:
        threshold: As it is set.
        precise: The lowest at which ``PRECISION`` of what all checks let through would be supported here; not a number
            where none is.
        auroc: How well its scores tell the supported from the others, at any threshold.
    """

    threshold: float
    precise: float
    auroc: float


def supports_of(services: Services) -> dict[str, Support]:
    """Each kind of support there is with these settings, by name."""
    embedder, model = services.embedder, services.settings.entailment_model
    fitted = SupportModel.load(FITTED, embedder.model_id)
    found: dict[str, Support] = {"similarity": Similarity(embedder, fitted, services.bridged)}
    return found if model is None else {**found, "entailment": Entailment(model, fitted_thresholds(FITTED))}


def run(folder: Path, supports: Mapping[str, Support]) -> tuple[dict[str, CheckFigures], dict[str, OperatingPoint]]:
    """Check every pair of a folder: by the rules alone, by each kind of support alone, and by it after the rules."""
    pairs = read_pairs(folder)
    passed = [passes_rules(pair) for pair in pairs]
    found = {RULES: figures(pairs, passed)}
    points: dict[str, OperatingPoint] = {}
    for name, support in supports.items():
        scores = [support.score(pair.claim, pair.evidence) for pair in pairs]
        supported = [score >= support.threshold for score in scores]
        found[name] = figures(pairs, supported)
        found[f"{RULES} and {name}"] = figures(pairs, [p and s for p, s in zip(passed, supported, strict=True)])
        precise = precise_threshold([pair.supported for pair in pairs], passed, scores)
        points[name] = OperatingPoint(support.threshold, precise, told_apart(pairs, scores))
    return found, points


def passes_rules(pair: Pair) -> bool:
    """Whether a claim stands up to every check by rule beside its evidence."""
    return next(failures(pair.claim, quoted=pair.evidence, around=pair.evidence, above=""), None) is None


def figures(pairs: Sequence[Pair], kept: Sequence[bool]) -> CheckFigures:
    """The figures of these pairs, of which those were let through."""
    yes, through = np.array([p.supported for p in pairs], bool), np.array(kept, bool)
    return CheckFigures(
        accuracy=mean(list(yes == through)),
        balanced=of_resampled(lambda drawn: _balanced(yes, through, drawn), len(pairs)),
        precision=mean(list(yes[through])),
        recall=mean(list(through[yes])),
        caught=mean(list(~through[~yes])),
    )


def told_apart(pairs: Sequence[Pair], scores: Sequence[float]) -> float:
    """The chance that a supported pair has a higher score than another."""
    by_label = {
        label: [s for p, s in zip(pairs, scores, strict=True) if p.supported is label] for label in (True, False)
    }
    return auroc(by_label[True], by_label[False])


def precise_threshold(supported: Sequence[bool], passed: Sequence[bool], scores: Sequence[float]) -> float:
    """The lowest threshold at which ``PRECISION`` of what rules and support let through is supported.

    Not a number where none is.
    """
    yes, through, score = np.array(supported, bool), np.array(passed, bool), np.array(scores, float)
    for threshold in sorted(set(scores)):
        kept = through & (score >= threshold)
        if kept.any() and yes[kept].mean() >= PRECISION:
            return threshold
    return math.nan


def _balanced(yes: Flags, through: Flags, drawn: Indices) -> float:
    of, kept = yes[drawn], through[drawn]
    return float((kept[of].mean() + 1 - kept[~of].mean()) / 2) if of.any() and not of.all() else math.nan
