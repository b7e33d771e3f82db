"""``python -m evals.train_support DIR [DIR...]``: fit how a quote supports a sentence, where the checks read it.

Each folder counts the same, and so do the supported and the others within a folder. Threshold and figures come from
chances that a model gave to pairs that it was not fitted on.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from evals.datasets.pairs import Pair, read_pairs
from evals.logistic import Matrix, Vector, fit, folds, sigmoid
from evals.report import as_values
from evals.suites.entailment import RULES, figures, passes_rules, precise_threshold, told_apart
from knowledge.answering.checking.entailment import Entailment
from knowledge.answering.checking.likeness import likeness, vectors_of
from knowledge.answering.checking.support import FEATURES, FITTED, WORDS_ALONE, fitted_thresholds
from knowledge.embeddings.runtime import Embedder

FOLDS = 5


def main(folders: Annotated[list[Path], typer.Argument(help="Folders with pairs.jsonl.")]) -> None:
    """Fit on these folders with the models that are set; writes ``knowledge/answering/support.json``."""
    from bot.services import Services
    from bot.settings import Settings

    services = Services(Settings())
    found = [read_pairs(folder) for folder in folders]
    names = tuple(folder.name for folder in folders)
    alike = [[_likeness(services.embedder, pair) for pair in pairs] for pairs in found]
    models = [
        fitted(found, [np.array([[one[f] for f in of] for one in part]) for part in alike], of, model, names)
        for of, model in ((FEATURES, services.embedder.model_id), (WORDS_ALONE, None))
    ]
    thresholds = dict(fitted_thresholds(FITTED))
    if services.settings.entailment_model is not None:
        thresholds |= _entailment_threshold(services.settings.entailment_model, found)
    record = {
        "models": [m for m, _ in models],
        "entailment": thresholds,
        "cross_validated": [figures for _, figures in models],
    }
    FITTED.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    typer.echo(json.dumps(record["cross_validated"], indent=1))


def _likeness(embedder: Embedder, pair: Pair) -> dict[str, float]:
    return vars(likeness(pair.claim, pair.evidence, *vectors_of(embedder, pair.claim, pair.evidence)))


def _entailment_threshold(model: str, found: Sequence[Sequence[Pair]]) -> dict[str, float]:
    support = Entailment(model, {})
    scores = [[support.score(pair.claim, pair.evidence) for pair in pairs] for pairs in found]
    return {Path(model).name: _threshold(found, scores)}


def _threshold(found: Sequence[Sequence[Pair]], scores: Sequence[Sequence[float]]) -> float:
    """The mean over the folders of the lowest thresholds that let little through that is not supported."""
    precise = [
        precise_threshold([pair.supported for pair in pairs], [passes_rules(pair) for pair in pairs], part)
        for pairs, part in zip(found, scores, strict=True)
    ]
    return round(float(np.mean(precise)), 4)


def fitted(
    found: Sequence[Sequence[Pair]],
    features: Sequence[Matrix],
    names: Sequence[str],
    embedding_model: str | None,
    folders: Sequence[str],
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A model as its file holds it, and its cross-validated figures."""
    pairs = [pair for part in found for pair in part]
    matrix, labels, weights = np.concatenate(features), np.array([p.supported for p in pairs], float), _weights(found)
    coefficients, intercept = fit(matrix, labels, weights)
    chances = _cross_validated(pairs, matrix, labels, weights)
    parts = np.split(np.arange(len(pairs)), np.cumsum([len(part) for part in found])[:-1])
    threshold = _threshold(found, [list(chances[part]) for part in parts])
    model = {
        "names": list(names),
        "coefficients": [round(float(c), 6) for c in coefficients],
        "intercept": round(intercept, 6),
        "threshold": threshold,
        "embedding_model": embedding_model,
        "fitted_on": list(folders),
    }
    return model, {
        folder: _figures(part, list(chances[at]), threshold)
        for folder, part, at in zip(folders, found, parts, strict=True)
    }


def _figures(pairs: Sequence[Pair], chances: Sequence[float], threshold: float) -> dict[str, Any]:
    passed = [passes_rules(pair) for pair in pairs]
    supported = [chance >= threshold for chance in chances]
    both = [p and s for p, s in zip(passed, supported, strict=True)]
    of = {RULES: figures(pairs, passed), "similarity": figures(pairs, supported), "both": figures(pairs, both)}
    return {**as_values(of), "auroc": round(told_apart(pairs, chances), 4)}


def _cross_validated(pairs: Sequence[Pair], matrix: Matrix, labels: Vector, weights: Vector) -> Vector:
    """The chance of each pair, from a model that saw no pair with the same evidence."""
    fold = folds([p.evidence or p.id for p in pairs], FOLDS)
    chances = np.zeros(len(pairs))
    for number in range(FOLDS):
        seen = fold != number
        coefficients, intercept = fit(matrix[seen], labels[seen], weights[seen])
        chances[~seen] = sigmoid(matrix[~seen] @ coefficients + intercept)
    return chances


def _weights(found: Sequence[Sequence[Pair]]) -> Vector:
    return np.array(
        [1 / sum(other.supported is pair.supported for other in part) for part in found for pair in part], float
    )


if __name__ == "__main__":
    typer.run(main)
