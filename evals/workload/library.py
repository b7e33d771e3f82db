"""A published library of any number of passages, each of a few real sentences drawn at random."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import insert

from evals.workload.sentences import SentencePool
from knowledge.embeddings.pooling import unit
from knowledge.guides.models import ActiveEdition, Edition, EditionStep, EmbeddingRow, Guide, PassageRow
from knowledge.guides.states import EditionState
from knowledge.members.roles import OPERATOR
from storage.database import Database
from storage.schema import Base, new_id

PASSAGES_A_GUIDE = 40
SENTENCES_A_PASSAGE = 6
GUIDES_AT_ONCE = 50
# Sentences that occur twice get vectors that differ, as they would in two real passages.
NOISE = 0.02
SEED = 20_261_125

Rows = dict[type[Base], list[Mapping[str, Any]]]


def fill(database: Database, workspace: str, model: str, pool: SentencePool, passages: int, *, now: datetime) -> None:
    """Store and publish that many passages with vectors under a model; the caches are not touched."""
    rng = np.random.default_rng(SEED)
    rows: Rows = {}
    guides = -(-passages // PASSAGES_A_GUIDE)
    for number in range(guides):
        for table, row in _guide(workspace, model, pool, rng, number, now):
            rows.setdefault(table, []).append(row)
        if (number + 1) % GUIDES_AT_ONCE == 0 or number + 1 == guides:
            _store(database, rows)
            rows = {}


def _store(database: Database, rows: Rows) -> None:
    with database.transaction() as session:
        for table, values in rows.items():
            session.execute(insert(table), values)


def _guide(
    workspace: str, model: str, pool: SentencePool, rng: np.random.Generator, number: int, now: datetime
) -> Iterator[tuple[type[Base], Mapping[str, Any]]]:
    guide, edition = new_id(), new_id()
    here = {"workspace_id": workspace}
    yield Guide, here | {"id": guide, "key": f"guide-{number:05}.md", "created_at": now}
    text, passages = "", list[tuple[type[Base], Mapping[str, Any]]]()
    for ordinal in range(PASSAGES_A_GUIDE):
        passage, embedding = _passage(pool, rng, len(text))
        text += passage["text"] + "\n\n"
        name = f"{edition}-{ordinal}"
        passages.append((PassageRow, here | passage | {
            "id": new_id(), "edition_id": edition, "ordinal": ordinal, "embedded_hash": name,
        }))  # fmt: skip
        passages.append((EmbeddingRow, here | embedding | {"model": model, "embedded_hash": name}))
    yield Edition, here | {
        "id": edition, "guide_id": guide, "number": 1, "label": "1", "title": f"Guide {number}", "text": text,
        "content_hash": edition, "details_hash": "", "places": [], "audience": "everybody", "language": "en",
        "warnings": [], "created_at": now, "published_at": now,
    }  # fmt: skip
    for step, state in enumerate((EditionState.DRAFT, EditionState.PUBLISHED), start=1):
        yield EditionStep, here | {"edition_id": edition, "number": step, "state": state, "by": OPERATOR, "at": now}
    yield from passages
    yield ActiveEdition, here | {"guide_id": guide, "edition_id": edition}


def _passage(pool: SentencePool, rng: np.random.Generator, start: int) -> tuple[dict[str, Any], dict[str, Any]]:
    drawn = pool.sample(rng, SENTENCES_A_PASSAGE)
    vectors = pool.vectors[drawn] + rng.normal(0, NOISE, (len(drawn), pool.vectors.shape[1]))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    text, spans = "", []
    for index in drawn:
        text += " " if text else ""
        spans.append([len(text), len(text) + len(pool.texts[index])])
        text += pool.texts[index]
    passage = {"start": start, "end": start + len(text), "text": text, "heading": ["Practice"], "sentences": spans}
    embedding = {
        "vector": unit(vectors.mean(axis=0)).tobytes(),
        "sentence_vectors": vectors.astype(np.float16).tobytes(),
    }
    return passage, embedding


def write_guides(folder: Path, pool: SentencePool, count: int) -> None:
    """Write guides of some 5,000 words with headings, all different, as Markdown."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(SEED)
    for number in range(count):
        sections = []
        for section in range(PASSAGES_A_GUIDE):
            body = " ".join(pool.texts[i].replace("\n", " ") for i in pool.sample(rng, SENTENCES_A_PASSAGE))
            sections.append(f"## Section {section + 1}\n\n{body}\n")
        text = f"# Guide {number + 1}\n\n" + "\n".join(sections)
        (folder / f"guide-{number + 1:03}.md").write_text(text, encoding="utf-8")
