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
    middles = np.array([(a + b) / 2 if b > a else -1.0 for a, b in offsets])
    rows = []
    for start, end in sentences:
        inside = (middles >= start) & (middles < end)
        rows.append(unit((tokens[inside] if inside.any() else tokens).mean(axis=0)))
    return np.stack(rows) if rows else np.zeros((0, tokens.shape[1]), np.float32)


def unit(vector: Vector) -> Vector:
    """The vector scaled to length 1; a zero vector stays zero."""
    length = float(np.linalg.norm(vector))
    return (vector / length if length > 0 else vector).astype(np.float32)
