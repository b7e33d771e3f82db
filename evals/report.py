"""Figures as a table, as JSON, and against the committed baseline."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evals.metrics import Figure

BASELINES = Path(__file__).parent / "baselines"
SMALLER_IS_BETTER = frozenset({"aurc"})


def as_values(figures: Any) -> Any:
    """Figures as plain values for JSON; what is not a number becomes null."""
    if isinstance(figures, Mapping):
        return {key: as_values(value) for key, value in figures.items()}
    if isinstance(figures, Figure):
        return _figure(asdict(figures))
    return {key: _figure(value) for key, value in asdict(figures).items()}


def _figure(value: Mapping[str, float]) -> dict[str, float | None]:
    return {key: None if math.isnan(number) else round(number, 4) for key, number in value.items()}


def line(name: str, figure: Figure) -> str:
    """A figure as people read it: mean and 95% interval."""
    if math.isnan(figure.value):
        return f"{name:<28}      -"
    return f"{name:<28} {figure.value:6.4f}  [{figure.low:.4f}, {figure.high:.4f}]  n={figure.count}"


def worse_than_baseline(suite: str, folder: str, values: Mapping[str, Any], baselines: Path = BASELINES) -> list[str]:
    """The figures that fell beyond the baseline's interval; none where there is no baseline."""
    path = baselines / f"{suite}-{folder}.json"
    if not path.exists():
        return []
    baseline = json.loads(path.read_text(encoding="utf-8"))
    return _fallen(baseline, values, "")


def write_baseline(suite: str, folder: str, values: Mapping[str, Any], baselines: Path = BASELINES) -> Path:
    """Make these figures the baseline."""
    path = baselines / f"{suite}-{folder}.json"
    path.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    return path


def _fallen(baseline: Mapping[str, Any], values: Mapping[str, Any], path: str) -> list[str]:
    fallen: list[str] = []
    for key, old in baseline.items():
        new = values.get(key) or {}
        name = f"{path}{key}"
        if "value" not in old:
            fallen += _fallen(old, new, f"{name}.")
        elif old["value"] is not None and _is_worse(key, old, new.get("value")):
            fallen.append(f"{name}: {new.get('value')} (baseline {old['value']}, [{old['low']}, {old['high']}])")
    return fallen


def _is_worse(key: str, old: Mapping[str, float], new: float | None) -> bool:
    """Outside the baseline's interval on the bad side; so is a figure that is not measured any more."""
    if new is None:
        return True
    return new > old["high"] if key in SMALLER_IS_BETTER else new < old["low"]
