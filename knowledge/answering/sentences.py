"""Choosing the sentences that answer. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.answering.addressing import to_an_assistant
from knowledge.answering.asked_amounts import AskedAmount, asked_amount
from knowledge.retrieval.ranking import RankedPassage, RankedSentence, Ranking

COSINE_WEIGHT = 1.0
COVERAGE_WEIGHT = 1.0
PASSAGE_WEIGHT = 1.0
# What a sentence gains that states an amount where one is asked for. Fitted on 56 such questions of squad2-dev: the
# right sentence is first for 48 of them, 46 without. Of 58 others that it was not fitted on, it is for 51 in place of
# 49, and of 15 of the starter library for 10 in place of 9. Any weight from 0.1 to 0.6 does about as well.
AMOUNT_WEIGHT = 0.2
# A term that only the guide's title or the headings hold counts this much.
HEADING_SHARE = 0.5
# Sentences below this share of the best one's score are not shown.
CUT = 0.65
# After the first few, only what is about as good as the best is worth a reader's time.
FIRST, LATER_CUT = 3, 0.9
# Under these headings stand lists of other works, which answer nothing.
BIBLIOGRAPHIES = frozenset({"references", "bibliography", "works cited", "further reading", "literature", "sources"})
SAME_COSINE = 0.95
# A sentence of so many telling words states something, even if a question had them all.
STATEMENT_TERMS = 3


@dataclass(frozen=True, eq=False)
class ChosenSentence:
    """A sentence of an answer, with the passage it stands in.

    Attributes:
        score: What it was chosen by; higher is better.
    """

    passage: RankedPassage
    sentence: RankedSentence
    score: float


def choose(ranking: Ranking, at_most: int = 5) -> tuple[ChosenSentence, ...]:
    """The sentences that answer best, most useful first, without near-duplicates.

    A line that ends in a colon may be among them, for the list that it leads into (``quotes.quotes_of``). What tells an
    assistant what to write is not. Where an amount is asked for, sentences that state one come first among like ones.
    """
    asked = asked_amount(ranking.question)
    terms = _of_the_matter(ranking.terms, asked)
    scored = [
        ChosenSentence(passage, sentence, _score(passage, sentence, terms))
        for passage in ranking.passages
        if not _is_bibliography(passage)
        for sentence in passage.sentences
        if _can_answer(sentence, ranking.terms)
    ]
    if asked is not None:
        scored = _preferring(asked, scored)
    scored.sort(key=lambda c: -c.score)
    chosen: list[ChosenSentence] = []
    for candidate in scored:
        cut = CUT if len(chosen) < FIRST else LATER_CUT
        if len(chosen) == at_most or candidate.score < cut * scored[0].score:
            break
        if to_an_assistant(candidate.sentence.text) is None and not any(
            _same(candidate.sentence, other.sentence) for other in chosen
        ):
            chosen.append(candidate)
    return tuple(chosen)


def coverage(terms: Mapping[str, float], found: frozenset[str], heading: frozenset[str] = frozenset()) -> float:
    """The share of the question's terms that a text holds, by weight: 0 to 1.

    Args:
        terms: The question's terms with their weights.
        found: The text's own terms.
        heading: Those of the title and headings above it; they count for less.
    """
    total = sum(terms.values())
    if total <= 0:
        return 0.0
    held = sum(w for t, w in terms.items() if t in found)
    above = sum(w for t, w in terms.items() if t in heading and t not in found)
    return (held + HEADING_SHARE * above) / total


def _score(passage: RankedPassage, sentence: RankedSentence, terms: Mapping[str, float]) -> float:
    return (
        COSINE_WEIGHT * sentence.cosine
        + COVERAGE_WEIGHT * coverage(terms, sentence.terms, passage.heading_terms)
        + PASSAGE_WEIGHT * passage.score
    )


def _of_the_matter(terms: Mapping[str, float], asked: AskedAmount | None) -> Mapping[str, float]:
    """The terms that tell what is asked about; all where there are no others."""
    left = {term: weight for term, weight in terms.items() if asked is None or term not in asked.terms}
    return left or terms


def _preferring(asked: AskedAmount, scored: Sequence[ChosenSentence]) -> list[ChosenSentence]:
    """The same, with what those gain that state the amount; no other could come to be shown by it."""
    least = CUT * max((one.score for one in scored), default=0.0) - AMOUNT_WEIGHT
    return [
        replace(one, score=one.score + AMOUNT_WEIGHT)
        if one.score >= least and asked.is_stated(one.sentence.text)
        else one
        for one in scored
    ]


def _is_bibliography(passage: RankedPassage) -> bool:
    heading = passage.passage.heading
    return bool(heading) and heading[-1].partition(",")[0].strip().lower() in BIBLIOGRAPHIES


def _can_answer(sentence: RankedSentence, terms: Mapping[str, float]) -> bool:
    """Not a question, and not just a few of the question's own words, as a heading has, unless a list follows."""
    ending = sentence.text.rstrip()[-1:]
    if ending in {"?", ":"}:
        return ending == ":"
    states = ending == "." and len(sentence.terms) >= STATEMENT_TERMS
    return states or not sentence.terms <= terms.keys()


def _same(one: RankedSentence, other: RankedSentence) -> bool:
    return float(one.vector @ other.vector) >= SAME_COSINE
