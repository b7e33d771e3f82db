"""Folders of claims and evidence: ``pairs.jsonl``, one JSON object a line.

A pair has ``id``, ``claim``, ``evidence`` and ``label``: supported, or what else it is (partial, not_supported,
refuted).
"""

import json
from dataclasses import dataclass
from pathlib import Path

FILE = "pairs.jsonl"


@dataclass(frozen=True)
class Pair:
    """A claim and its evidence, which is empty where there is none.

    Attributes:
        supported: Whether all of the claim follows from the evidence.
    """

    id: str
    claim: str
    evidence: str
    supported: bool


def read_pairs(folder: Path) -> tuple[Pair, ...]:
    """Read a folder.

    Raises:
        FileNotFoundError: There is no such file in it.
    """
    lines = (folder / FILE).read_text(encoding="utf-8").split("\n")
    records = [json.loads(line) for line in lines if line.strip()]
    return tuple(Pair(str(r["id"]), r["claim"], r["evidence"], r["label"] == "supported") for r in records)
