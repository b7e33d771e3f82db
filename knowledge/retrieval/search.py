"""Ranking the passages of a workspace for a question."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np

from knowledge.embeddings.pooling import Vector
from knowledge.embeddings.runtime import Embedder
from knowledge.errors import IndexBusy, QuestionReason, QuestionUnusable
from knowledge.guides.drafts import heading_line
from knowledge.guides.queries import StoredPassage, active_vectors, candidates
from knowledge.index.caches import Caches, Collection
from knowledge.index.terms import terms_of
from knowledge.retrieval.ranking import RankedPassage, RankedSentence, Ranking
from knowledge.retrieval.scoring import fused_score, lexical_score, term_weights
from storage.database import Database

LONGEST_QUESTION = 2_000
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

    def rank(self, question: str, *, workspace: str, audiences: Sequence[str], limit: int, now: datetime) -> Ranking:
        """The passages of active editions that this reader may see, best first.

        Raises:
            QuestionUnusable: It is empty, too long, or has no word in it.
            EmbeddingModelMismatch: The library was embedded with another model.
        """
        question = cleaned_question(question)
        vector = self._embedder.embed_question(question)
        terms = terms_of(question)
        ranked: list[RankedPassage] = []
        weights: Mapping[str, float] = {}
        for audience in audiences:
            collection = Collection(workspace, audience)
            ids = self._candidates(collection, vector, terms, now)
            texts, frequencies = self._caches.frequencies(collection, dict.fromkeys(terms))
            weights = term_weights(terms, texts, frequencies)
            with self._database.reading() as session:
                found = candidates(session, workspace, self._embedder.model_id, ids)
            ranked += [_ranked(stored, vector, weights) for stored in found]
        ranked.sort(key=lambda r: (-r.score, r.passage.edition_id, r.passage.ordinal))
        return Ranking(question, weights, tuple(ranked[:limit]))

    def _candidates(self, collection: Collection, vector: Vector, terms: Sequence[str], now: datetime) -> list[str]:
        try:
            nearest = self._caches.nearest(collection, vector, CANDIDATES, now=now, wait=BUSY_SECONDS)
        except IndexBusy:
            nearest = self._nearest_in_sql(collection, vector)
        matching = self._caches.matching(collection, terms, CANDIDATES, now=now)
        return list(dict.fromkeys([*nearest, *matching]))

    def _nearest_in_sql(self, collection: Collection, vector: Vector) -> list[str]:
        with self._database.reading() as session:
            ids, vectors = active_vectors(
                session, collection.workspace_id, collection.audience, self._embedder.model_id
            )
        if not ids:
            return []
        order = np.argsort(-(vectors @ vector), kind="stable")[:CANDIDATES]
        return [ids[i] for i in order]


def cleaned_question(question: str) -> str:
    """The question without control characters and lone surrogates, its spaces collapsed.

    Raises:
        QuestionUnusable: Nothing is left, it is too long, or it has no letter or digit.
    """
    kept = "".join(" " if unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn"} else c for c in question)
    kept = " ".join(unicodedata.normalize("NFC", kept).split())
    if not kept:
        raise QuestionUnusable(QuestionReason.EMPTY)
    if len(kept) > LONGEST_QUESTION:
        raise QuestionUnusable(QuestionReason.TOO_LONG, LONGEST_QUESTION)
    if not any(c.isalnum() for c in kept):
        raise QuestionUnusable(QuestionReason.NO_WORDS)
    return kept


def _ranked(stored: StoredPassage, question: Vector, weights: Mapping[str, float]) -> RankedPassage:
    passage = stored.passage
    cosines = stored.sentence_vectors @ question
    heading_terms = terms_of(heading_line(stored.title, passage.heading))
    sentences = []
    terms = list(heading_terms)
    for (a, b), vector, cosine in zip(stored.sentence_spans, stored.sentence_vectors, cosines, strict=True):
        found = terms_of(passage.text[a:b])
        terms += found
        sentences.append(
            RankedSentence(
                start=passage.start + a,
                end=passage.start + b,
                text=passage.text[a:b],
                vector=vector,
                cosine=float(cosine),
                terms=frozenset(found),
            )
        )
    dense, best = float(stored.vector @ question), float(cosines.max())
    lexical = lexical_score(weights, terms)
    return RankedPassage(
        passage=passage,
        dense=dense,
        sentence=best,
        lexical=lexical,
        score=fused_score(dense=dense, sentence=best, lexical=lexical),
        heading_terms=frozenset(heading_terms),
        sentences=tuple(sentences),
    )
