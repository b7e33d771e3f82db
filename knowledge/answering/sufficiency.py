"""Whether the guides answer a question. Pure, but for reading the model's file.

A logistic model on what retrieval found, as in "Sufficient Context" (Joren et al., ICLR 2025): scores rank,
they do not tell whether the answer is there. ``python -m evals.train_sufficiency`` fits it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from knowledge.answering.asked_amounts import asked_amount
from knowledge.answering.logistic import LogisticModel
from knowledge.answering.sentences import choose, coverage
from knowledge.index.terms import terms_of
from knowledge.retrieval.ranking import RankedPassage, Ranking

FITTED = Path(__file__).with_name("sufficiency.json")
WORD = re.compile(r"\w+(?:['’-]\w+)*")
# Words that say little of what is asked for: nobody misses them.
SLIGHT_WORDS = frozenset(terms_of("need get got find make take say tell know want go come let happen mean look"))
# Passages whose words are looked at; more of them would only hold more words by chance.
FIRST_PASSAGES = 3
# All features, and those that do not depend on the embedding model.
FEATURES = ("sentence_cosine", "passage_coverage")
WORDS_ALONE = ("sentence_coverage", "passage_coverage")


class Outcome(StrEnum):
    """What the guides have to say to a question."""

    ANSWERED = "answered"
    PARTLY = "partly"
    NOT_IN_GUIDES = "not_in_guides"


@dataclass(frozen=True, kw_only=True)
class SufficiencyModel(LogisticModel):
    """A logistic model of the chance that the guides answer a question.

    Attributes:
        related: Below this chance, what was found is on another matter than the question.
        refuse: Below this chance, the answer is not in the guides.
        answer: From this chance on, it is; between the two, it is partly.
    """

    about = "sufficiency"
    related: float
    refuse: float
    answer: float


def features(ranking: Ranking) -> dict[str, float]:
    """What the models look at; all zero where nothing was found.

    None of them compares passages with each other or counts them: whether the next passage is close behind, and
    how many there are, says more of the library than of the answer.
    """
    best = choose(ranking, at_most=1)
    if not best:
        return dict.fromkeys(("sentence_cosine", "sentence_coverage", "passage_coverage"), 0.0)
    sentence, above = best[0].sentence, best[0].passage.heading_terms
    return {
        "sentence_cosine": sentence.cosine,
        "sentence_coverage": coverage(ranking.terms, sentence.terms, above),
        "passage_coverage": max(coverage(ranking.terms, _terms(p)) for p in ranking.passages[:FIRST_PASSAGES]),
    }


def judge(probability: float, model: SufficiencyModel) -> Outcome:
    """The outcome for this chance."""
    if probability < model.refuse:
        return Outcome.NOT_IN_GUIDES
    return Outcome.ANSWERED if probability >= model.answer else Outcome.PARTLY


def missing_words(ranking: Ranking, quotes: Sequence[str], headings: frozenset[str]) -> tuple[str, ...]:
    """Telling words of the question, as written, that no quote and no heading above one covers.

    Of an amount that is asked for it is not missed how it was to be said, if one is quoted that is said otherwise.

    Args:
        ranking: What was found for the question.
        quotes: The texts quoted.
        headings: The terms of the titles and headings above them.
    """
    covered = headings.union(*(terms_of(quote) for quote in quotes))
    asked = asked_amount(ranking.question)
    if asked is not None and any(asked.is_stated(quote) for quote in quotes):
        covered |= asked.terms
    words = dict.fromkeys(WORD.findall(ranking.question))
    return tuple(word for word in words if _is_missed(terms_of(word), ranking.terms, covered))


def _is_missed(word: Sequence[str], terms: Mapping[str, float], covered: frozenset[str]) -> bool:
    telling = {term for term in word if term in terms} - SLIGHT_WORDS
    return bool(telling) and not telling & covered


def names_in(question: str) -> frozenset[str]:
    """The words of a question that name one thing and no other: numbers, and what is capitalised inside a sentence.

    Where most words are capitalised, capitals tell nothing.
    """
    words = list(WORD.finditer(question))
    capitalised = [w[0] for w in words if w[0][0].isupper() and not _begins_sentence(question, w.start())]
    telling = capitalised if 2 * len(capitalised) < len(words) else []
    return frozenset(telling).union(w[0] for w in words if any(c.isdigit() for c in w[0]))


def _begins_sentence(text: str, position: int) -> bool:
    before = text[:position].rstrip(" \"'“‘«„(¿¡")
    return not before or before[-1] in ".?!:"


def _terms(passage: RankedPassage) -> frozenset[str]:
    return frozenset().union(*(sentence.terms for sentence in passage.sentences))
