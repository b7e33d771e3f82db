"""The starter library with the questions that were written for it: what anybody can measure, without other data."""

import json
from pathlib import Path

from evals.datasets.folder import Dataset, Document, Question
from ingestion.loaders import load

NAME = "starter"
LIBRARY = Path(__file__).parents[2] / "knowledge/starter"
_QUESTIONS = Path(__file__).parent / NAME


def read_starter() -> Dataset:
    """Every guide of the starter library, and the plain and the hard questions."""
    files = sorted(path for path in LIBRARY.iterdir() if path.suffix in {".md", ".html", ".pdf", ".docx", ".pptx"})
    documents = tuple(Document(path.name, load(path).details.get("title", path.stem), "", path) for path in files)
    lines = [line for name in ("questions", "hard") for line in _lines(_QUESTIONS / f"{name}.jsonl")]
    return Dataset(NAME, documents, tuple(_question(line) for line in lines))


def _question(line: str) -> Question:
    record = json.loads(line)
    proofs = record.get("proof") or ()
    return Question(
        id=record["id"],
        text=record["text"],
        answerable=record["answerable"],
        gold_ids=frozenset(proof["guide"] for proof in proofs),
        near_ids=frozenset(),
        answers=(),
        evidence=tuple(proof["sentence"] for proof in proofs),
    )


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
