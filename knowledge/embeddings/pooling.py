"""From token vectors to the vectors of a passage and of its sentences. Pure.

Late pooling (Günther et al. 2024, "Late Chunking", arXiv:2409.04701): the passage runs through the model
once, and each sentence's vector is the mean of its own token vectors.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Vector = NDArray[np.float32]
Span = tuple[int, int]


class Pooling(StrEnum):
    """How a model makes one vector of its tokens'."""

    MEAN = "mean"
    CLS = "cls"


@dataclass(frozen=True)
class TextToEmbed:
    """A text and the sentences inside it, in characters of that text."""

    text: str
    sentences: tuple[Span, ...] = ()


def pooled(tokens: Matrix, pooling: Pooling) -> Vector:
    """The passage's vector, of length 1, from its token vectors (tokens x dimensions, no padding)."""
    return unit(tokens[0] if pooling is Pooling.CLS else tokens.mean(axis=0))


def late_pooled(tokens: Matrix, offsets: Sequence[Span], sentences: Sequence[Span]) -> Matrix:
    """One vector of length 1 for each sentence.

    Args:
        tokens: Token vectors, one row a token.
        offsets: Each token's characters in the embedded text; (0, 0) for special tokens.
        sentences: Each sentence's characters in the embedded text.

    A sentence beyond the model's window has no tokens: it gets the passage's mean.
    """
    if not sentences:
        return np.zeros((0, tokens.shape[1]), np.float32)
    # Special tokens have no characters; a middle before the text keeps them out of every sentence.
    spans = np.asarray(offsets, np.int64).reshape(-1, 2)
    middles = np.where(spans[:, 1] > spans[:, 0], spans.sum(axis=1) / 2, -1.0)
    edges = np.asarray(sentences, np.float64)
    inside = (middles >= edges[:, :1]) & (middles < edges[:, 1:])
    inside[~inside.any(axis=1)] = True
    sums: Matrix = inside.astype(np.float32) @ tokens
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    np.divide(sums, lengths, out=sums, where=lengths > 0)
    return sums


def unit(vector: Vector) -> Vector:
    """The vector scaled to length 1; a zero vector stays zero."""
    length = float(np.linalg.norm(vector))
    return (vector / length if length > 0 else vector).astype(np.float32)
