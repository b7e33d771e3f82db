"""The extractive answer: sentences of the guides, quoted and cited; or an honest "not in the guides"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from time import perf_counter

from knowledge.answering.answer import Answer, AnswerSentence, Citation, Related
from knowledge.answering.citing import citation_of
from knowledge.answering.crossing import ACROSS, crossed, likeness_of, telling_names
from knowledge.answering.queries import sentences_around
from knowledge.answering.quotes import Quote, quotes_of
from knowledge.answering.sentences import ChosenSentence, choose
from knowledge.answering.sufficiency import Outcome, SufficiencyModel, features, judge, missing_words, names_in
from knowledge.embeddings.likeness import Scale
from knowledge.guides.queries import EditionFacts, edition_facts, quoted
from knowledge.languages.detecting import primary
from knowledge.retrieval.ranking import Passage, Ranking
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
    instead: str | None = None,
) -> Answer:
    """Answer a question from the guides that the reader may see.

    Every quote has been compared with the stored text of its edition. With ``instead`` the answer is the one that there
    would be if that edition were published; see ``Retriever.rank``.

    Raises:
        QuestionUnusable: It is empty, too long, or has no word in it.
        EmbeddingModelMismatch: The library was embedded with another model.
    """
    began = perf_counter()
    ranking = retriever.rank(
        question, workspace=workspace, audiences=audiences, limit=PASSAGES, now=now, instead=instead
    )
    ranked = perf_counter()
    found = answer_from(ranking, database=database, model=model)
    return replace(found, timings_ms=_timings(began, ranked, perf_counter()))


def answer_from(
    ranking: Ranking, *, database: Database, model: SufficiencyModel, scales: Mapping[str, Scale] | None = None
) -> Answer:
    """The answer that these passages give.

    Args:
        ranking: The question and the passages.
        database: Holds them.
        model: Tells whether they answer it, where they are in its language.
        scales: Of the languages that the embedding model brings together; where one is crossed, words tell nothing.
    """
    with database.reading() as session:
        facts = edition_facts(session, sorted({p.passage.edition_id for p in ranking.passages}))
        scale = crossed(ranking, {edition: primary(fact.language) for edition, fact in facts.items()}, scales or {})
        model, found = (ACROSS, likeness_of(ranking, scale)) if scale is not None else (model, features(ranking))
        probability = model.probability(found)
        outcome = judge(probability, model) if ranking.passages else Outcome.NOT_IN_GUIDES
        chosen = choose(ranking) if outcome is not Outcome.NOT_IN_GUIDES else ()
        quotes = quotes_of(chosen, sentences_around(session, _distinct(chosen)))
        texts = quoted(session, [(q.edition_id, q.start, q.end) for q in quotes])
    citations = tuple(
        _citation(number, quote, text, facts[quote.edition_id])
        for number, (quote, text) in enumerate(_verbatim(quotes, texts), start=1)
    )
    missing = _missing(ranking, chosen, citations)
    if scale is not None:
        missing = tuple(word for word in missing if word in telling_names(ranking.question))
    outcome = _outcome(outcome, citations, missing, names_in(ranking.question))
    return Answer(
        outcome=outcome,
        sentences=tuple(AnswerSentence(c.quote, (c.number,)) for c in citations),
        citations=citations,
        related=_related(ranking, facts) if not citations and probability >= model.related else (),
        confidence=probability if ranking.passages else 0.0,
        missing=missing if outcome is Outcome.PARTLY else (),
    )


def _outcome(judged: Outcome, citations: Sequence[Citation], missing: Sequence[str], names: frozenset[str]) -> Outcome:
    """What was judged; but partly at most where no quote holds a name or number of the question."""
    if not citations:
        return Outcome.NOT_IN_GUIDES
    return Outcome.PARTLY if names.intersection(missing) else judged


def _missing(ranking: Ranking, chosen: Sequence[ChosenSentence], citations: Sequence[Citation]) -> tuple[str, ...]:
    headings = frozenset[str]().union(*(c.passage.heading_terms for c in chosen))
    return missing_words(ranking, [c.quote for c in citations], headings)


def _distinct(chosen: Sequence[ChosenSentence]) -> list[Passage]:
    return list({c.passage.passage.id: c.passage.passage for c in chosen}.values())


def _verbatim(quotes: Sequence[Quote], texts: Sequence[str]) -> list[tuple[Quote, str]]:
    """Those whose sentences stand where the passages say, in the text that the database holds at the quote's place.

    Nothing but that text may be shown as a quote.
    """
    return [
        (quote, text)
        for quote, text in zip(quotes, texts, strict=True)
        if all(
            text[c.sentence.start - quote.start : c.sentence.end - quote.start] == c.sentence.text for c in quote.chosen
        )
    ]


def _citation(number: int, quote: Quote, text: str, facts: EditionFacts) -> Citation:
    passage = quote.chosen[0].passage.passage
    return citation_of(
        facts,
        text,
        number=number,
        edition_id=passage.edition_id,
        passage_id=quote.passage_id,
        heading=passage.heading,
        start=quote.start,
        end=quote.end,
    )


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
