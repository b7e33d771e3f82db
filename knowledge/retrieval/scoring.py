"""The scores that rank passages. Pure.

Each score stands on an absolute scale, so a sum of them can be compared between questions: the cosine of
question and passage, the cosine of question and best sentence, and BM25 (Robertson and Zaragoza 2009,
"The Probabilistic Relevance Framework") as a share of the highest value that the question could reach.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.index.terms import terms_of

K1 = 0.9
B = 0.4
# The terms of a passage of PASSAGE_TOKENS with its heading line, on average over the folders of the evals.
# A constant keeps scores the same while a library grows.
TYPICAL_TERMS = 75.0

DENSE_WEIGHT = 0.5
SENTENCE_WEIGHT = 0.5
LEXICAL_WEIGHT = 0.9

# Words that ask or address, and that guides seldom use where they answer: being rare there, they would weigh as
# much as the words that the question is about.
ASKING_WORDS = frozenset(
    terms_of(
        "what when where which who whom whose why how do does did done can could should would may might must shall "
        "have has had were been am i me my mine you your we us our he him his she her them those from about many much "
        "any some so than also please"
    )
)


def telling_terms(terms: Sequence[str]) -> list[str]:
    """The distinct terms of a question that weigh: all but asking words, unless it has no others."""
    distinct = list(dict.fromkeys(terms))
    return [term for term in distinct if term not in ASKING_WORDS] or distinct


def term_weights(texts: int, frequencies: Mapping[str, int]) -> dict[str, float]:
    """Each term's inverse document frequency, as Lucene defines it: always above 0.

    Args:
        texts: The number of texts in the collection.
        frequencies: For each term the number of texts that hold it.
    """
    return {term: math.log(1 + (texts - n + 0.5) / (n + 0.5)) for term, n in frequencies.items()}


def lexical_score(weights: Mapping[str, float], terms: Sequence[str]) -> float:
    """BM25 of a text with these terms, as a share of its upper bound for the question: 0 to 1."""
    ideal = sum(weights.values()) * (K1 + 1)
    if ideal <= 0:
        return 0.0
    counts = Counter(term for term in terms if term in weights)
    saturation = K1 * (1 - B + B * len(terms) / TYPICAL_TERMS)
    return sum(weights[t] * n * (K1 + 1) / (n + saturation) for t, n in counts.items()) / ideal


@dataclass(frozen=True)
class Scores:
    """How well a passage fits a question; see ``RankedPassage`` for the scales."""

    dense: float
    sentence: float
    lexical: float

    @property
    def fused(self) -> float:
        """The score that ranks: a weighted sum."""
        return DENSE_WEIGHT * self.dense + SENTENCE_WEIGHT * self.sentence + LEXICAL_WEIGHT * self.lexical
