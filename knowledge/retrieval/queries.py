"""Selects for ranking: first the little that scores need of many passages, then all of the few that are shown."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from knowledge.embeddings.pooling import Matrix, Vector
from knowledge.guides.models import ActiveEdition, Edition, EmbeddingRow, PassageRow
from knowledge.guides.queries import embedding_of, passage_value
from knowledge.retrieval.ranking import Passage

Span = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Candidate:
    """What the scores of a passage are computed from.

    Attributes:
        title: Of its guide.
        sentence_vectors: One row a sentence.
    """

    id: str
    title: str
    heading: tuple[str, ...]
    text: str
    vector: Vector
    sentence_vectors: Matrix


def is_read(instead: str | None) -> ColumnElement[bool]:
    """That readers see the edition of a passage; or would, if the edition ``instead`` were published now."""
    active = exists().where(ActiveEdition.edition_id == PassageRow.edition_id)
    if instead is None:
        return active
    its_guide = select(Edition.guide_id).where(Edition.id == instead).scalar_subquery()
    return or_(PassageRow.edition_id == instead, active.where(ActiveEdition.guide_id != its_guide))


def candidates(
    session: Session, workspace: str, audiences: Sequence[str], model: str, ids: Sequence[str], instead: str | None
) -> list[Candidate]:
    """Those of the passages that are the workspace's, for these audiences, and of an edition that readers see.

    With ``instead`` they are of an edition that readers would see if that one were published now.
    """
    query = (
        select(
            PassageRow.id,
            Edition.title,
            PassageRow.heading,
            PassageRow.text,
            EmbeddingRow.vector,
            EmbeddingRow.sentence_vectors,
        )
        .join(Edition, Edition.id == PassageRow.edition_id)
        .join(EmbeddingRow, embedding_of(model))
        .where(PassageRow.id.in_(ids), PassageRow.is_of(workspace), Edition.audience.in_(audiences), is_read(instead))
    )
    return [
        Candidate(
            id=key,
            title=title,
            heading=tuple(heading),
            text=text,
            vector=np.frombuffer(vector, np.float32),
            sentence_vectors=unpacked(sentences, len(vector) // 4),
        )
        for key, title, heading, text, vector, sentences in session.execute(query)
    ]


def nearest_ids(
    session: Session, workspace: str, audience: str, vector: Vector, *, model: str, limit: int, instead: str | None
) -> list[str]:
    """The passages nearest to a vector that ``candidates`` would let through, compared with every one of them."""
    query = (
        select(PassageRow.id, EmbeddingRow.vector)
        .join(Edition, Edition.id == PassageRow.edition_id)
        .join(EmbeddingRow, embedding_of(model))
        .where(PassageRow.workspace_id == workspace, Edition.audience == audience, is_read(instead))
    )
    rows = session.execute(query).all()
    if not rows:
        return []
    vectors = np.frombuffer(b"".join(v for _, v in rows), np.float32).reshape(len(rows), -1)
    order = np.argsort(-(vectors @ vector), kind="stable")[:limit]
    return [rows[i][0] for i in order]


def unpacked(sentence_vectors: bytes, dimensions: int) -> Matrix:
    """Stored sentence vectors as numbers, one row a sentence."""
    return np.frombuffer(sentence_vectors, np.float16).reshape(-1, dimensions).astype(np.float32)


def passages_with_sentences(
    session: Session, workspace: str, ids: Sequence[str]
) -> dict[str, tuple[Passage, tuple[Span, ...]]]:
    """Those of the passages that are the workspace's, each with the spans of its sentences from its start, by id."""
    query = (
        select(PassageRow, Edition.guide_id)
        .join(Edition, Edition.id == PassageRow.edition_id)
        .where(PassageRow.id.in_(ids), PassageRow.is_of(workspace))
    )
    return {
        row.id: (passage_value(row, guide_id), tuple((a, b) for a, b in row.sentences))
        for row, guide_id in session.execute(query)
    }
