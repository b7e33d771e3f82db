"""``python -m evals.train_sufficiency DIR [DIR...]``: fit the sufficiency models and write them where they are read.

Every kind of example counts the same in total, and so does each folder within a kind; the answerable count as much
as all others together. Thresholds and figures come from chances that a model gave to groups of documents that it
was not fitted on.
"""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from evals.examples import Example, Kind, examples
from evals.logistic import Matrix, Vector, fit, folds, sigmoid
from evals.metrics import aurc, auroc, refused_at_coverage
from knowledge.answering.sufficiency import FEATURES, FITTED, WORDS_ALONE

FOLDS = 5
# Questions of other fields to which nothing is called related, and that are refused; answerable questions that are
# answered without reserve.
UNRELATED = 0.80
REFUSED = 0.95
ANSWERED = 0.80


def main(folders: Annotated[list[Path], typer.Argument(help="Folders with corpus.jsonl and queries.jsonl.")]) -> None:
    """Fit on these folders with the embedding model that is set; writes ``knowledge/answering/sufficiency.json``."""
    from bot.settings import Settings
    from knowledge.embeddings.export import exported
    from knowledge.embeddings.model import ModelCard

    settings = Settings()
    model = ModelCard.read(exported(settings.embedding_model, settings.cache_dir)).id
    found = examples(folders)
    names = tuple(folder.name for folder in folders)
    models = [fitted(found, FEATURES, model, names), fitted(found, WORDS_ALONE, None, names)]
    record = {"models": [m for m, _ in models], "cross_validated": [figures for _, figures in models]}
    FITTED.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    typer.echo(json.dumps(record["cross_validated"], indent=1))


def fitted(
    found: Sequence[Example], names: Sequence[str], embedding_model: str | None, folders: Sequence[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A model as its file holds it, and its cross-validated figures."""
    coefficients, intercept = _fit(found, names)
    chances = cross_validated(found, names)
    kinds = np.array([e.kind for e in found])
    related, refuse = (
        round(float(np.quantile(chances[kinds == Kind.OTHER_FIELD], share)), 4) for share in (UNRELATED, REFUSED)
    )
    kept = [np.quantile(chances[of], 1 - ANSWERED) for of in _answerable(found).values()]
    answer = max(refuse, round(float(np.mean(kept)), 4))
    model = {
        "names": list(names),
        "coefficients": [round(float(c), 6) for c in coefficients],
        "intercept": round(intercept, 6),
        "related": related,
        "refuse": refuse,
        "answer": answer,
        "embedding_model": embedding_model,
        "fitted_on": list(folders),
    }
    return model, figures(found, chances, refuse, answer)


def cross_validated(found: Sequence[Example], names: Sequence[str]) -> Vector:
    """The chance of each example, from a model that saw no example of its group."""
    fold = folds([e.group for e in found], FOLDS)
    chances = np.zeros(len(found))
    for number in range(FOLDS):
        coefficients, intercept = _fit([e for e, f in zip(found, fold, strict=True) if f != number], names)
        held_out = fold == number
        chances[held_out] = sigmoid(_matrix(found, names)[held_out] @ coefficients + intercept)
    return chances


def figures(found: Sequence[Example], chances: Vector, refuse: float, answer: float) -> dict[str, Any]:
    """For each folder and kind what became of it; where a folder has unanswerable questions, how well they are told."""
    result: dict[str, Any] = {}
    for folder in dict.fromkeys(e.folder for e in found):
        by_kind = {kind: chances[[e.folder == folder and e.kind is kind for e in found]] for kind in Kind}
        result[folder] = {
            kind.value: {
                "count": len(values),
                "refused": round(float((values < refuse).mean()), 4),
                "answered": round(float((values >= answer).mean()), 4),
            }
            for kind, values in by_kind.items()
            if len(values)
        }
        yes, no = by_kind[Kind.ANSWERABLE], by_kind[Kind.NEAR]
        if len(yes) and len(no):
            result[folder]["told_apart"] = _told_apart(yes, no)
    return result


def _told_apart(yes: Vector, no: Vector) -> dict[str, float]:
    right = [True] * len(yes) + [False] * len(no)
    return {
        "auroc": round(auroc(list(yes), list(no)), 4),
        "refused_at_80": round(refused_at_coverage(list(yes), list(no), 0.8), 4),
        "aurc": round(aurc([*yes, *no], right), 4),
    }


def _fit(found: Sequence[Example], names: Sequence[str]) -> tuple[Vector, float]:
    """Fit; an answerable question whose answer was not found is an example of neither."""
    kept = [e for e in found if e.found or e.kind is not Kind.ANSWERABLE]
    labels = np.array([e.kind is Kind.ANSWERABLE for e in kept], float)
    return fit(_matrix(kept, names), labels, _weights(kept))


def _weights(found: Sequence[Example]) -> Vector:
    count = Counter((e.folder, e.kind) for e in found)
    of_kind = Counter(kind for _, kind in count)
    unanswered = len(of_kind) - 1
    return np.array(
        [
            1 / count[e.folder, e.kind] / of_kind[e.kind] / (1 if e.kind is Kind.ANSWERABLE else unanswered)
            for e in found
        ]
    )


def _matrix(found: Sequence[Example], names: Sequence[str]) -> Matrix:
    return np.array([[e.features[name] for name in names] for e in found])


def _answerable(found: Sequence[Example]) -> dict[str, list[bool]]:
    folders = dict.fromkeys(e.folder for e in found if e.kind is Kind.ANSWERABLE)
    return {folder: [e.folder == folder and e.kind is Kind.ANSWERABLE for e in found] for folder in folders}


if __name__ == "__main__":
    typer.run(main)
