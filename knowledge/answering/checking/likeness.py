"""How like a sentence is to a quote, in words and in vectors."""

import re
from dataclasses import dataclass

import numpy as np

from knowledge.answering.checking.words import canonical, content_words, stems_of
from knowledge.embeddings.pooling import Matrix, TextToEmbed, Vector
from knowledge.embeddings.runtime import Embedder

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


@dataclass(frozen=True)
class Likeness:
    """How like a sentence is to a quote.

    Attributes:
        cosine: Of the sentence and the likest sentence of the quote, or all of it, -1 to 1.
        coverage: The share of the sentence's telling words that the quote has in one form or another, 0 to 1.
    """

    cosine: float
    coverage: float


def vectors_of(embedder: Embedder, sentence: str, quote: str) -> tuple[Vector, Matrix]:
    """The vector of a sentence; those of a quote: its own, and a row for each of its sentences."""
    spans = tuple(match.span() for match in _SENTENCE.finditer(quote))
    said, known = embedder.embed_passages([TextToEmbed(sentence), TextToEmbed(quote, spans)])
    return said.vector, np.vstack([known.vector, known.sentences])


def likeness(sentence: str, quote: str, said: Vector, known: Matrix) -> Likeness:
    """How like they are, by their words and the vectors that ``vectors_of`` gives. Pure."""
    words = stems_of(content_words(canonical(sentence)))
    there = set(stems_of(content_words(canonical(quote))))
    coverage = sum(word in there for word in words) / len(words) if words else 0.0
    return Likeness(float((known @ said).max()), coverage)
