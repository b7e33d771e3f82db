"""The scores that rank passages. Pure.

Each score stands on an absolute scale, so a sum of them can be compared between questions: the cosine of
question and passage, the cosine of question and best sentence, and BM25 (Robertson and Zaragoza 2009,
"The Probabilistic Relevance Framework") as a share of the highest value that the question could reach.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

K1 = 0.9
B = 0.4
# The terms of a passage of PASSAGE_TOKENS with its heading line, on average over the folders of the evals.
# A constant keeps scores the same while a library grows.
TYPICAL_TERMS = 75.0

DENSE_WEIGHT = 0.5
SENTENCE_WEIGHT = 0.5
LEXICAL_WEIGHT = 0.9


def term_weights(terms: Sequence[str], texts: int, frequencies: Mapping[str, int]) -> dict[str, float]:
    """Each distinct term's inverse document frequency, as Lucene defines it: always above 0.

    Args:
        terms: The question's terms.
        texts: The number of texts in the collection.
        frequencies: The number of texts that hold each term.
    """
    return {t: math.log(1 + (texts - frequencies[t] + 0.5) / (frequencies[t] + 0.5)) for t in dict.fromkeys(terms)}


def lexical_score(weights: Mapping[str, float], terms: Sequence[str]) -> float:
    """BM25 of a text with these terms, as a share of its upper bound for the question: 0 to 1."""
    ideal = sum(weights.values()) * (K1 + 1)
    if ideal <= 0:
        return 0.0
    counts = Counter(term for term in terms if term in weights)
    saturation = K1 * (1 - B + B * len(terms) / TYPICAL_TERMS)
    return sum(weights[t] * n * (K1 + 1) / (n + saturation) for t, n in counts.items()) / ideal


def fused_score(*, dense: float, sentence: float, lexical: float) -> float:
    """The score that ranks: a weighted sum."""
    return DENSE_WEIGHT * dense + SENTENCE_WEIGHT * sentence + LEXICAL_WEIGHT * lexical
