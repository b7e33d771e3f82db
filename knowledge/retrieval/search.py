"""Ranking the passages of a workspace for a question."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np

from knowledge.embeddings.pooling import Vector
from knowledge.embeddings.runtime import Embedder
from knowledge.errors import IndexAway, IndexBusy
from knowledge.guides.drafts import heading_line
from knowledge.index.caches import Caches, Collection
from knowledge.index.terms import terms_of
from knowledge.retrieval.queries import Candidate, Span, candidates, nearest_ids, passages_with_sentences
from knowledge.retrieval.questions import cleaned_question
from knowledge.retrieval.ranking import Passage, RankedPassage, RankedSentence, Ranking
from knowledge.retrieval.scoring import Scores, lexical_score, telling_terms, term_weights
from storage.database import Database

CANDIDATES = 100
# How long a question waits for another process's write to the dense index before it searches SQL instead.
BUSY_SECONDS = 0.25


class Retriever:
    """Finds passages: candidates from both caches, scored on what the database says of them."""

    def __init__(self, database: Database, caches: Caches, embedder: Embedder) -> None:
        """Take what it searches with; opens nothing."""
        self._database = database
        self._caches = caches
        self._embedder = embedder

    @property
    def model_id(self) -> str:
        """The model that embeds the questions."""
        return self._embedder.model_id

    def rank(
        self,
        question: str,
        *,
        workspace: str,
        audiences: Sequence[str],
        limit: int,
        now: datetime,
        instead: str | None = None,
    ) -> Ranking:
        """The passages of active editions that this reader may see, best first.

        Args:
            question: In a person's words.
            workspace: Its id.
            audiences: Those whose guides the reader may see; no other guide is read.
            limit: How many passages.
            now: The time.
            instead: An edition that the library is searched with as if it were published: its guide's active one is
                left out. The caches have to hold its passages. How rare a word is, is counted in all that they hold,
                so in both editions.

        Raises:
            QuestionUnusable: It is empty, too long, or has no word in it.
            EmbeddingModelMismatch: The library was embedded with another model.
        """
        question = cleaned_question(question)
        vector = self._embedder.embed_question(question)
        terms = terms_of(question)
        collections = [Collection(workspace, audience) for audience in audiences]
        ids = [key for collection in collections for key in self._candidates(collection, vector, terms, now, instead)]
        weights = self._weights(collections, terms, now)
        with self._database.reading() as session:
            found = candidates(session, workspace, audiences, self._embedder.model_id, ids, instead)
            scored = [(candidate, scores_of(candidate, vector, weights)) for candidate in found]
            scored.sort(key=lambda pair: (-pair[1].fused, pair[0].id))
            best = scored[:limit]
            whole = passages_with_sentences(session, workspace, [candidate.id for candidate, _ in best])
        ranked = (_ranked(candidate, scores, vector, *whole[candidate.id]) for candidate, scores in best)
        return Ranking(question, weights, tuple(ranked))

    def _weights(self, collections: Sequence[Collection], terms: Sequence[str], now: datetime) -> dict[str, float]:
        """The weight of each telling term in all the guides that the reader may see."""
        telling = telling_terms(terms)
        texts, frequencies = 0, Counter(dict.fromkeys(telling, 0))
        for collection in collections:
            count, found = self._caches.frequencies(collection, telling, now=now)
            texts += count
            frequencies.update(found)
        return term_weights(texts, frequencies)

    def _candidates(
        self, collection: Collection, vector: Vector, terms: Sequence[str], now: datetime, instead: str | None
    ) -> list[str]:
        # The caches hold the edition that is left out, too, whose passages are much like those of the other.
        limit = CANDIDATES if instead is None else 2 * CANDIDATES
        try:
            nearest = self._caches.nearest(collection, vector[np.newaxis], limit, now=now, wait=BUSY_SECONDS)[0]
        except (IndexBusy, IndexAway):
            nearest = self._nearest_in_sql(collection, vector, limit, instead)
        matching = self._caches.matching(collection, terms, limit, now=now)
        return list(dict.fromkeys([*nearest, *matching]))

    def _nearest_in_sql(self, collection: Collection, vector: Vector, limit: int, instead: str | None) -> list[str]:
        workspace, audience, model = collection.workspace_id, collection.audience, self._embedder.model_id
        with self._database.reading() as session:
            return nearest_ids(session, workspace, audience, vector, model=model, limit=limit, instead=instead)


def scores_of(candidate: Candidate, question: Vector, weights: Mapping[str, float]) -> Scores:
    """The scores of a passage for a question, from their vectors and the question's terms."""
    above = heading_line(candidate.title, candidate.heading)
    return Scores(
        dense=float(candidate.vector @ question),
        sentence=float((candidate.sentence_vectors @ question).max()),
        lexical=lexical_score(weights, terms_of(f"{above}\n{candidate.text}")),
    )


def _ranked(
    candidate: Candidate, scores: Scores, question: Vector, passage: Passage, spans: Sequence[Span]
) -> RankedPassage:
    sentences = (
        RankedSentence(
            start=passage.start + a,
            end=passage.start + b,
            text=passage.text[a:b],
            vector=vector,
            cosine=float(vector @ question),
            terms=frozenset(terms_of(passage.text[a:b])),
        )
        for (a, b), vector in zip(spans, candidate.sentence_vectors, strict=True)
    )
    return RankedPassage(
        passage=passage,
        dense=scores.dense,
        sentence=scores.sentence,
        lexical=scores.lexical,
        score=scores.fused,
        heading_terms=frozenset(terms_of(heading_line(candidate.title, passage.heading))),
        sentences=tuple(sentences),
    )
