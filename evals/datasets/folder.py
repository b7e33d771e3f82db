"""Folders of documents and questions: ``corpus.jsonl`` and ``queries.jsonl``, one JSON object a line.

A document has ``id``, ``title``, ``text``. A question has ``id``, ``text``, ``answerable`` (true, false or null),
``gold_ids`` (documents that answer it) and optionally ``near_ids`` (look relevant, do not answer), ``answers``,
``spans`` (``id``, ``start``, ``end``: the answer in a document's text), ``evidence_sentences``.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Document:
    """A document; an id that ends in ``.md`` is read as Markdown.

    Attributes:
        text: All of it; empty where it is a ``file``.
    """

    id: str
    title: str
    text: str
    file: Path | None = None


@dataclass(frozen=True)
class Question:
    """A question and what is known of its answer.

    Attributes:
        answers: Texts that answer it; those of the spans where no others are given.
        evidence: Whole sentences that prove the answer.
    """

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
    texts = {document.id: document.text for document in documents}
    questions = tuple(_question(record, texts) for record in _lines(folder / "queries.jsonl"))
    return Dataset(folder.name, documents, questions)


def _question(record: dict[str, Any], texts: Mapping[str, str]) -> Question:
    spans = (texts[span["id"]][span["start"] : span["end"]] for span in record.get("spans") or ())
    evidence = record.get("evidence_sentences") or []
    return Question(
        id=str(record["id"]),
        text=record["text"],
        answerable=record.get("answerable"),
        gold_ids=frozenset(record.get("gold_ids") or ()),
        near_ids=frozenset(record.get("near_ids") or ()),
        answers=tuple(a for a in record.get("answers") or spans if a),
        evidence=tuple(sentence for group in evidence for sentence in ([group] if isinstance(group, str) else group)),
    )


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
