"""What to look at before a draft is published: where it repeats other guides, and where it may contradict them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from knowledge.embeddings.pooling import Matrix, Vector
from knowledge.guides.likeness import (
    SAME_MATTER_COSINE,
    Contradiction,
    GuideSentence,
    NearDuplicate,
    Neighbour,
    Neighbourhood,
    RepeatedGuide,
    SentencePair,
    contradictions,
    near_duplicates,
    share_of_guide,
)
from knowledge.guides.models import ActiveEdition, Edition, EmbeddingRow, PassageRow
from knowledge.guides.queries import embedding_of, passage_value
from knowledge.retrieval.queries import unpacked
from knowledge.retrieval.ranking import Passage
from storage.database import Database

# So many passages of other guides are looked at for each of the draft's.
NEIGHBOURS = 20
ROWS = 5_000
# So many of these are read and compared before giving way to others.
AT_ONCE = 50


@dataclass(frozen=True)
class Findings:
    """Candidates for a person to look at, in a draft and the published guides beside its own.

    Attributes:
        share_of_guides: For each guide that the draft repeats, how much of the draft it has.
    """

    near_duplicates: tuple[NearDuplicate, ...]
    contradictions: tuple[Contradiction, ...]
    share_of_guides: tuple[RepeatedGuide, ...]


@dataclass(frozen=True, eq=False)
class _Embedded:
    passage: Passage
    guide: str
    edition: str
    spans: tuple[tuple[int, int], ...]
    vector: Vector
    sentence_vectors: Matrix

    def sentence(self, number: int) -> GuideSentence:
        start, end = self.spans[number]
        return GuideSentence(self.passage.text[start:end], self.passage, self.guide, self.edition)


def findings(
    database: Database, model: str, workspace: str, edition_id: str, give_way: Callable[[], None] = lambda: None
) -> Findings:
    """What a draft has in common with the published guides of its workspace, whoever they are for.

    To be shown to those alone who may ``SEE_LIBRARY``. The draft is compared with every published passage of every
    other guide, as the database holds them: what the caches hold does not matter. Its
    passages have to be embedded under the model; those that are not are passed over. ``give_way`` is called between
    pieces of the work, where others may be in more of a hurry.
    """
    with database.reading() as session:
        draft = _embedded(session, model, workspace, PassageRow.edition_id == edition_id)
        if not draft:
            return Findings((), (), ())
        vectors = np.stack([place.vector for place in draft])
        nearest = _nearest(session, model, workspace, draft[0].passage.guide_id, vectors)
    wanted = list({key for keys in nearest for key in keys})
    near: dict[str, _Embedded] = {}
    for first in range(0, len(wanted), AT_ONCE):
        give_way()
        with database.reading() as session:
            others = _embedded(session, model, workspace, PassageRow.id.in_(wanted[first : first + AT_ONCE]))
        near |= {other.passage.id: other for other in others}
    give_way()
    around = [(place, [near[key] for key in keys]) for place, keys in zip(draft, nearest, strict=True)]
    hoods = [_neighbourhood(place, others) for place, others in around]
    pairs = [pair for place, others in around for pair in _pairs(place, others)]
    give_way()
    return Findings(near_duplicates(hoods), contradictions(pairs), share_of_guide(hoods))


def _embedded(session: Session, model: str, workspace: str, which: ColumnElement[bool]) -> list[_Embedded]:
    query = (
        select(
            PassageRow,
            Edition.guide_id,
            Edition.title,
            Edition.label,
            EmbeddingRow.vector,
            EmbeddingRow.sentence_vectors,
        )
        .join(Edition, Edition.id == PassageRow.edition_id)
        .join(EmbeddingRow, embedding_of(model))
        .where(which, PassageRow.is_of(workspace))
        .order_by(PassageRow.edition_id, PassageRow.ordinal)
    )
    return [
        _Embedded(
            passage=passage_value(row, guide_id),
            guide=title,
            edition=label,
            spans=tuple((a, b) for a, b in row.sentences),
            vector=np.frombuffer(vector, np.float32),
            sentence_vectors=unpacked(sentences, len(vector) // 4),
        )
        for row, guide_id, title, label, vector, sentences in session.execute(query)
    ]


def _nearest(session: Session, model: str, workspace: str, guide_id: str, vectors: Matrix) -> list[list[str]]:
    """For each vector the published passages of other guides that are nearest, nearest first."""
    query = (
        select(PassageRow.id, EmbeddingRow.vector)
        .join(ActiveEdition, ActiveEdition.edition_id == PassageRow.edition_id)
        .join(EmbeddingRow, embedding_of(model))
        .where(PassageRow.workspace_id == workspace, ActiveEdition.guide_id != guide_id)
        .execution_options(yield_per=ROWS)
    )
    ids: list[str] = []
    cosines: Matrix = np.empty((len(vectors), 0), np.float32)
    places: NDArray[np.int64] = np.empty((len(vectors), 0), np.int64)
    for rows in session.execute(query).partitions():
        others = np.frombuffer(b"".join(vector for _, vector in rows), np.float32).reshape(len(rows), -1)
        here = np.arange(len(ids), len(ids) + len(rows))
        ids += [key for key, _ in rows]
        cosines = np.hstack([cosines, vectors @ others.T])
        places = np.hstack([places, np.broadcast_to(here, (len(vectors), len(rows)))])
        order = np.argsort(-cosines, axis=1, kind="stable")[:, :NEIGHBOURS]
        cosines = np.take_along_axis(cosines, order, axis=1)
        places = np.take_along_axis(places, order, axis=1)
    return [[ids[place] for place in row] for row in places]


def _neighbourhood(place: _Embedded, others: Sequence[_Embedded]) -> Neighbourhood:
    neighbours = (
        Neighbour(other.passage, other.guide, other.edition, float(place.vector @ other.vector)) for other in others
    )
    return place.passage, tuple(neighbours)


def _pairs(place: _Embedded, others: Sequence[_Embedded]) -> Iterator[SentencePair]:
    """Each sentence of a passage with those of the others that are near enough to be on the same matter."""
    for other in others:
        cosines = place.sentence_vectors @ other.sentence_vectors.T
        for mine, theirs in np.argwhere(cosines >= SAME_MATTER_COSINE):
            yield SentencePair(place.sentence(mine), other.sentence(theirs), float(cosines[mine, theirs]))
