"""What retrieval found for a question: passages, their sentences and the scores of both. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.places import Place

Vector = NDArray[np.float32]


@dataclass(frozen=True)
class Passage:
    """A span of an edition's text.

    Attributes:
        start: First character in the edition's stored text; ``end`` is one past the last.
        heading: The headings above the passage, outermost first, without the guide's title.
        place: Where the passage begins in the original file, if the format gives it.
        text: The edition's text from start to end, verbatim.
    """

    id: str
    edition_id: str
    guide_id: str
    ordinal: int
    start: int
    end: int
    heading: tuple[str, ...]
    place: Place | None
    text: str


@dataclass(frozen=True, eq=False)
class RankedSentence:
    """One sentence of a ranked passage.

    Attributes:
        start: First character in the edition's stored text; ``end`` is one past the last.
        vector: The mean of the passage's token vectors over the sentence, of length 1.
        cosine: ``vector`` times the question's vector.
        terms: Its stemmed terms, stop words left out.
    """

    start: int
    end: int
    text: str
    vector: Vector
    cosine: float
    terms: frozenset[str]


@dataclass(frozen=True, eq=False)
class RankedPassage:
    """A passage with its three scores, each on a scale of its own that does not depend on the others found.

    Attributes:
        dense: Cosine of question and passage, -1 to 1.
        sentence: Cosine of question and the passage's best sentence, -1 to 1.
        lexical: BM25 as a share of the highest value that the question's terms could reach, 0 to 1.
        score: The fused score that ranks.
        heading_terms: The stemmed terms of the guide's title and the headings.
    """

    passage: Passage
    dense: float
    sentence: float
    lexical: float
    score: float
    heading_terms: frozenset[str]
    sentences: tuple[RankedSentence, ...]


@dataclass(frozen=True)
class Ranking:
    """The passages found for a question, best first.

    Attributes:
        terms: Each stemmed term of the question with its inverse document frequency; a term that occurs
            nowhere has the highest weight.
        passages: Best first.
    """

    question: str
    terms: Mapping[str, float]
    passages: tuple[RankedPassage, ...]
