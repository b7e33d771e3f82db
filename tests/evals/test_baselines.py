"""What the committed figures must say, whatever they are replaced by."""

import json
from pathlib import Path
from typing import Any

import pytest

from evals.report import BASELINES

RETRIEVAL = sorted(BASELINES.glob("retrieval-*.json"))
ANSWERS = sorted(BASELINES.glob("answers-*.json"))
PAIRS = sorted(BASELINES.glob("worded-entail-*.json"))
WORDED = sorted(set(BASELINES.glob("worded-*.json")) - set(PAIRS))


def figures(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_every_folder_has_figures_of_both_suites() -> None:
    assert [p.stem.removeprefix("retrieval-") for p in RETRIEVAL] == [p.stem.removeprefix("answers-") for p in ANSWERS]
    assert len(RETRIEVAL) >= 5


@pytest.mark.parametrize("path", RETRIEVAL, ids=lambda p: p.stem)
def test_meaning_and_words_together_rank_better_than_either(path: Path) -> None:
    ndcg = {mode: figure["ndcg10"]["value"] for mode, figure in figures(path).items()}
    assert ndcg["hybrid"] > max(ndcg["dense"], ndcg["lexical"])


@pytest.mark.parametrize("path", ANSWERS, ids=lambda p: p.stem)
def test_every_quote_is_verbatim_and_a_refusal_quotes_nothing(path: Path) -> None:
    found = figures(path)
    assert found["verbatim"]["value"] == found["bare"]["value"] == 1


@pytest.mark.parametrize(
    ("baseline", "figure", "least"),
    [
        ("answers-squad2-dev", "chosen_first3", 0.90),
        ("answers-clapnq-dev", "refused_at_80", 0.78),
    ],
)
def test_answers_are_as_good_as_promised(baseline: str, figure: str, least: float) -> None:
    assert figures(BASELINES / f"{baseline}.json")[figure]["value"] >= least


def test_retrieval_of_scientific_claims_is_as_good_as_promised() -> None:
    assert figures(BASELINES / "retrieval-scifact-train.json")["hybrid"]["ndcg10"]["value"] >= 0.745


def test_worded_answers_and_their_checks_are_measured() -> None:
    assert len(PAIRS) >= 2
    assert len(WORDED) >= 4


@pytest.mark.parametrize("path", WORDED, ids=lambda p: p.stem)
def test_what_a_model_words_is_kept_if_it_is_true_and_hardly_otherwise(path: Path) -> None:
    found = figures(path)
    assert found["verbatim"]["value"] == found["proved"]["value"] == 1
    assert found["precision"]["value"] >= 0.9
    assert found["recall"]["value"] >= 0.85
