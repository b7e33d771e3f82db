"""Selects for ranking: first the little that scores need of many passages, then all of the few that are shown."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import select
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


def candidates(session: Session, workspace: str, model: str, ids: Sequence[str]) -> list[Candidate]:
    """Those of the passages that belong to an active edition of the workspace."""
    query = (
        select(
            PassageRow.id,
            Edition.title,
            PassageRow.heading,
            PassageRow.text,
            EmbeddingRow.vector,
            EmbeddingRow.sentence_vectors,
        )
        .join(ActiveEdition, ActiveEdition.edition_id == PassageRow.edition_id)
        .join(Edition, Edition.id == PassageRow.edition_id)
        .join(EmbeddingRow, embedding_of(model))
        .where(PassageRow.id.in_(ids), PassageRow.is_of(workspace))
    )
    return [
        Candidate(
            id=key,
            title=title,
            heading=tuple(heading),
            text=text,
            vector=np.frombuffer(vector, np.float32),
            sentence_vectors=np.frombuffer(sentences, np.float16).reshape(-1, len(vector) // 4).astype(np.float32),
        )
        for key, title, heading, text, vector, sentences in session.execute(query)
    ]


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
