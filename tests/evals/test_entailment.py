import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from evals.__main__ import app
from evals.datasets.pairs import FILE, Pair, read_pairs
from evals.suites.entailment import figures, passes_rules, precise_threshold, told_apart

EVIDENCE = "Staff call each mentor twice in the first month of a match."
PAIRS = (
    {
        "id": "1",
        "claim": "Staff call each mentor twice in the first month.",
        "evidence": EVIDENCE,
        "label": "supported",
    },
    {"id": "2", "claim": "In the first month staff call twice.", "evidence": EVIDENCE, "label": "supported"},
    {"id": "3", "claim": "Staff call each mentor three times.", "evidence": EVIDENCE, "label": "refuted"},
    {"id": "4", "claim": "The oven is heated for bread dough.", "evidence": EVIDENCE, "label": "not_supported"},
    {"id": "5", "claim": "Staff visit each mentor at home.", "evidence": "", "label": "partial"},
)
SHARED = Path(__file__).parents[2] / "../shared/data"

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "pairs"
    made.mkdir()
    (made / FILE).write_text("".join(json.dumps(pair) + "\n" for pair in PAIRS), encoding="utf-8")
    return made


def values(figures_: Any) -> dict[str, float]:
    return {name: figure["value"] for name, figure in figures_.items()}


def test_rules_and_support_together_let_through_what_is_supported(folder: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["worded", str(folder), "--baselines", str(tmp_path), "--json"])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)["figures"]
    assert list(found) == ["rules", "similarity", "rules and similarity"]
    right = {"accuracy": 1, "balanced": 1, "precision": 1, "recall": 1, "caught": 1}
    assert values(found["rules and similarity"]) == right
    assert values(found["rules"])["caught"] < 1


def test_the_point_at_which_support_decides_is_printed(folder: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["worded", str(folder), "--baselines", str(tmp_path)])
    assert "similarity: supported from 0." in result.stdout
    assert "90% of what is let through" in result.stdout


def test_only_what_is_supported_as_a_whole_counts_as_supported(folder: Path) -> None:
    assert [pair.supported for pair in read_pairs(folder)] == [True, True, False, False, False]


def test_a_claim_with_another_number_does_not_stand_up_to_the_rules(folder: Path) -> None:
    assert [passes_rules(pair) for pair in read_pairs(folder)][:3] == [True, True, False]


def test_figures_of_what_was_let_through_are_counted() -> None:
    pairs = [Pair(str(n), "", "", supported) for n, supported in enumerate([True, True, False, False, False])]
    found = figures(pairs, [True, False, True, False, False])
    assert (found.accuracy.value, found.precision.value, found.recall.value) == (0.6, 0.5, 0.5)
    assert found.caught.value == pytest.approx(2 / 3)
    assert found.balanced.value == pytest.approx((1 / 2 + 2 / 3) / 2)


def test_the_lowest_threshold_that_is_precise_enough_is_found() -> None:
    supported = [True, True, False, True]
    assert precise_threshold(supported, [True] * 4, [0.9, 0.8, 0.7, 0.6]) == 0.8
    assert precise_threshold(supported, [True, True, False, True], [0.9, 0.8, 0.7, 0.6]) == 0.6
    assert math.isnan(precise_threshold([False], [True], [0.5]))


def test_scores_that_part_all_tell_all_apart() -> None:
    pairs = [Pair("1", "", "", True), Pair("2", "", "", False)]
    assert told_apart(pairs, [0.9, 0.1]) == 1
    assert told_apart(pairs, [0.1, 0.1]) == 0.5


@pytest.mark.skipif(not (SHARED / "entail-begin").exists(), reason="the pairs are not there")
def test_the_rules_keep_most_of_what_is_supported_on_real_pairs() -> None:
    pairs = read_pairs(SHARED / "entail-begin")
    found = figures(pairs, [passes_rules(pair) for pair in pairs])
    assert found.recall.value >= 0.75
    assert found.caught.value >= 0.8
