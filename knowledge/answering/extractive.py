"""The extractive answer: sentences of the guides, quoted and cited; or an honest "not in the guides"."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from time import perf_counter

from knowledge.answering.answer import Answer, AnswerSentence, Citation, Related
from knowledge.answering.sentences import ChosenSentence, choose
from knowledge.answering.sufficiency import Outcome, SufficiencyModel, features, judge, missing_terms
from knowledge.guides.queries import EditionFacts, edition_facts, quoted
from knowledge.places import Place
from knowledge.retrieval.ranking import Ranking
from knowledge.retrieval.search import Retriever
from storage.database import Database

PASSAGES = 10
RELATED = 3


def answer(
    question: str,
    *,
    retriever: Retriever,
    database: Database,
    model: SufficiencyModel,
    workspace: str,
    audiences: Sequence[str],
    now: datetime,
) -> Answer:
    """Answer a question from the guides that the reader may see.

    Every quote has been compared with the stored text of its edition.

    Raises:
        QuestionUnusable: It is empty, too long, or has no word in it.
        EmbeddingModelMismatch: The library was embedded with another model.
    """
    began = perf_counter()
    ranking = retriever.rank(question, workspace=workspace, audiences=audiences, limit=PASSAGES, now=now)
    ranked = perf_counter()
    outcome = judge(model.probability(features(ranking)), model) if ranking.passages else Outcome.NOT_IN_GUIDES
    chosen = choose(ranking) if outcome is not Outcome.NOT_IN_GUIDES else ()
    with database.reading() as session:
        editions = {p.passage.edition_id for p in ranking.passages}
        facts = edition_facts(session, sorted(editions))
        quotes = quoted(session, [(c.passage.passage.edition_id, c.sentence.start, c.sentence.end) for c in chosen])
    citations = tuple(
        _citation(number, c, facts[c.passage.passage.edition_id])
        for number, c in enumerate(_verbatim(chosen, quotes), start=1)
    )
    finished = perf_counter()
    return Answer(
        outcome=outcome if citations else Outcome.NOT_IN_GUIDES,
        sentences=tuple(AnswerSentence(c.quote, (c.number,)) for c in citations),
        citations=citations,
        related=() if citations else _related(ranking, facts),
        missing=missing_terms(ranking, chosen) if outcome is Outcome.PARTLY else (),
        timings_ms=_timings(began, ranked, finished),
    )


def _verbatim(chosen: Sequence[ChosenSentence], quotes: Sequence[str]) -> list[ChosenSentence]:
    """Those whose text is what the database holds at their place: nothing else may be shown as a quote."""
    return [c for c, stored in zip(chosen, quotes, strict=True) if c.sentence.text == stored]


def _citation(number: int, chosen: ChosenSentence, facts: EditionFacts) -> Citation:
    passage = chosen.passage.passage
    return Citation(
        number=number,
        guide=facts.key,
        title=facts.title,
        edition=facts.label,
        edition_id=passage.edition_id,
        passage_id=passage.id,
        heading=passage.heading,
        place=_place(facts, chosen.sentence.start),
        quote=chosen.sentence.text,
        start=chosen.sentence.start,
        end=chosen.sentence.end,
        evidence_tier=facts.evidence_tier,
        review_date=facts.review_date,
        source=facts.source_url,
    )


def _place(facts: EditionFacts, offset: int) -> Place | None:
    before = [place for start, place in facts.places if start <= offset]
    return before[-1] if before else None


def _related(ranking: Ranking, facts: Mapping[str, EditionFacts]) -> tuple[Related, ...]:
    found: dict[Related, None] = {}
    for ranked in ranking.passages:
        edition = facts[ranked.passage.edition_id]
        found.setdefault(Related(edition.key, edition.title, ranked.passage.heading))
    return tuple(found)[:RELATED]


def _timings(began: float, ranked: float, finished: float) -> dict[str, float]:
    return {
        "retrieve": round((ranked - began) * 1000, 1),
        "answer": round((finished - ranked) * 1000, 1),
        "total": round((finished - began) * 1000, 1),
    }
