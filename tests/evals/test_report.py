from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from evals.metrics import Figure, mean
from evals.report import as_values, line, worse_than_baseline, write_baseline


@dataclass(frozen=True)
class OneFigure:
    mrr: Figure


OLD = {"value": 0.8, "low": 0.7, "high": 0.9, "count": 50}


def fallen(tmp_path: Path, name: str, new: Any) -> list[str]:
    write_baseline("answers", "tiny", {name: OLD}, tmp_path)
    return worse_than_baseline("answers", "tiny", {name: new} if new is not None else {}, tmp_path)


@pytest.mark.parametrize(
    ("name", "value", "fails"),
    [
        ("kept", 0.9, False),
        ("kept", 0.7, False),
        ("kept", 0.69, True),
        ("aurc", 0.69, False),
        ("aurc", 0.91, True),
        ("kept", None, True),
    ],
)
def test_a_figure_fails_beyond_the_interval_on_its_bad_side(
    tmp_path: Path, name: str, value: float | None, fails: bool
) -> None:
    assert bool(fallen(tmp_path, name, {**OLD, "value": value})) is fails


def test_a_figure_that_is_not_measured_any_more_fails(tmp_path: Path) -> None:
    assert fallen(tmp_path, "kept", None) == ["kept: None (baseline 0.8, [0.7, 0.9])"]


def test_figures_by_mode_are_named_with_it(tmp_path: Path) -> None:
    write_baseline("retrieval", "tiny", {"hybrid": {"mrr": OLD}}, tmp_path)
    (sentence,) = worse_than_baseline("retrieval", "tiny", {"hybrid": {"mrr": {**OLD, "value": 0.1}}}, tmp_path)
    assert sentence.startswith("hybrid.mrr: 0.1")


def test_a_figure_that_was_none_can_not_fall(tmp_path: Path) -> None:
    write_baseline("answers", "tiny", {"kept": {"value": None, "low": None, "high": None, "count": 0}}, tmp_path)
    assert worse_than_baseline("answers", "tiny", {"kept": OLD}, tmp_path) == []


def test_a_line_shows_mean_interval_and_count() -> None:
    assert line("kept", Figure(0.5, 0.25, 0.75, 8)).split() == ["kept", "0.5000", "[0.2500,", "0.7500]", "n=8"]
    assert line("kept", mean([])).split() == ["kept", "-"]


def test_what_is_not_a_number_is_null() -> None:
    assert as_values({"hybrid": OneFigure(mean([]))})["hybrid"]["mrr"]["value"] is None
