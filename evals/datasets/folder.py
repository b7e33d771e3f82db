"""Folders of documents and questions: ``corpus.jsonl`` and ``queries.jsonl``, one JSON object a line.

A document has ``id``, ``title``, ``text``. A question has ``id``, ``text``, ``answerable`` (true, false or null),
``gold_ids`` (documents that answer it) and optionally ``near_ids`` (look relevant, do not answer), ``answers``,
``evidence_sentences``.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Document:
    """A document; an id that ends in ``.md`` is read as Markdown."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Question:
    """A question and what is known of its answer."""

    id: str
    text: str
    answerable: bool | None
    gold_ids: frozenset[str]
    near_ids: frozenset[str]
    answers: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Dataset:
    """A folder's documents and questions."""

    name: str
    documents: tuple[Document, ...]
    questions: tuple[Question, ...]


def read_folder(folder: Path) -> Dataset:
    """Read a folder.

    Raises:
        FileNotFoundError: It lacks one of the two files.
    """
    documents = tuple(Document(r["id"], r.get("title") or "", r["text"]) for r in _lines(folder / "corpus.jsonl"))
    questions = tuple(_question(record) for record in _lines(folder / "queries.jsonl"))
    return Dataset(folder.name, documents, questions)


def _question(record: dict[str, Any]) -> Question:
    evidence = record.get("evidence_sentences") or []
    return Question(
        id=str(record["id"]),
        text=record["text"],
        answerable=record.get("answerable"),
        gold_ids=frozenset(record.get("gold_ids") or ()),
        near_ids=frozenset(record.get("near_ids") or ()),
        answers=tuple(a for a in record.get("answers") or () if a),
        evidence=tuple(sentence for group in evidence for sentence in ([group] if isinstance(group, str) else group)),
    )


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
