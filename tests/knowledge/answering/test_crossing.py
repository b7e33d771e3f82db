"""Answers across two languages: with a model that brings both together, and the rule by which they are judged."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingestion.documents import Block
from knowledge.answering.answer import Answer
from knowledge.answering.crossing import ACROSS, crossed, likeness_of, telling_names
from knowledge.answering.extractive import PASSAGES, answer_from
from knowledge.answering.sufficiency import FITTED, Outcome, SufficiencyModel
from knowledge.embeddings.languages import bridged_languages
from knowledge.embeddings.likeness import Scale
from knowledge.embeddings.runtime import Embedder
from knowledge.retrieval.search import Retriever
from storage.database import Database
from tests.bilingual import Bilingual
from tests.knowledge.answering.rankings import passage, ranking
from tests.knowledge.library import NOW, Library

SPANISH = "¿Con qué frecuencia hay que llamar a una pareja?"
CALL = "Call each match every week, and call often. Staff note it down."
SCALES = {"en": Scale(0.1, 1.0), "es": Scale(0.2, 0.9)}


@pytest.fixture
def mixed(database: Database, tmp_path: Path, bilingual: Bilingual) -> Iterator[Library]:
    """An empty library under the model that reads both languages."""
    library = Library.open(database, tmp_path, Embedder(bilingual.exported))
    yield library
    library.caches.close()


def asked(library: Library, bilingual: Bilingual, question: str) -> Answer:
    found = Retriever(library.database, library.caches, library.embedder).rank(
        question, workspace=library.workspace, audiences=("everybody",), limit=PASSAGES, now=NOW
    )
    return answer_from(
        found,
        database=library.database,
        model=SufficiencyModel.load(FITTED, library.embedder.model_id),
        scales=bridged_languages(bilingual.exported, library.embedder),
    )


def test_a_question_in_spanish_is_answered_from_an_english_guide_in_its_own_words(
    mixed: Library, bilingual: Bilingual
) -> None:
    mixed.publish("bread.md", Block("My grandmother bakes bread every Sunday."))
    mixed.publish("calls.md", Block("Support", 2), Block(CALL))
    found = asked(mixed, bilingual, SPANISH)
    assert found.outcome is Outcome.ANSWERED
    assert (found.citations[0].quote, found.citations[0].language) == (CALL.partition(" Staff")[0], "en")
    assert found.missing == ()


def test_what_no_guide_says_is_refused_across_languages_too(mixed: Library, bilingual: Bilingual) -> None:
    mixed.publish("calls.md", Block("Support", 2), Block(CALL))
    found = asked(mixed, bilingual, "¿Cuánto cuestan los zapatos de la vecina?")
    assert (found.outcome, found.citations, found.related) == (Outcome.NOT_IN_GUIDES, (), ())


def test_a_number_that_no_quote_holds_is_missed_across_languages_too(mixed: Library, bilingual: Bilingual) -> None:
    mixed.publish("calls.md", Block("Support", 2), Block(CALL))
    found = asked(mixed, bilingual, "¿Con qué frecuencia hay que llamar a una pareja en 2031?")
    assert (found.outcome, found.missing) == (Outcome.PARTLY, ("2031",))


@pytest.mark.parametrize(
    ("question", "language", "scale"),
    [
        (SPANISH, "en", SCALES["es"]),
        ("How often should we call a new match?", "es", SCALES["es"]),
        (SPANISH, "es", None),
        ("pareja nueva", "en", None),
        ("À quelle fréquence faut-il appeler un nouveau binôme ?", "en", None),
    ],
)
def test_languages_are_crossed_where_the_model_brings_two_together_that_differ(
    question: str, language: str, scale: Scale | None
) -> None:
    found = ranking(question, passage(CALL))
    assert crossed(found, {"edition": language}, SCALES) == scale


def test_where_nothing_is_found_no_language_is_crossed() -> None:
    assert crossed(ranking(SPANISH), {}, SCALES) is None
    assert likeness_of(ranking(SPANISH), SCALES["es"]) == {"likeness": 0.0}


def test_the_more_alike_the_best_sentence_is_the_more_likely_it_answers() -> None:
    chances = [
        ACROSS.probability(likeness_of(ranking(SPANISH, passage(CALL, cosines=[cosine])), SCALES["es"]))
        for cosine in (0.1, 0.4, 0.6, 0.9)
    ]
    assert chances == sorted(chances)
    assert chances[0] < ACROSS.refuse < ACROSS.answer < chances[-1]


def test_names_and_numbers_stay_as_they_are_but_german_nouns_are_no_names() -> None:
    assert telling_names("¿Qué dice Garringer de las 4 horas al mes?") == {"Garringer", "4"}
    assert telling_names("wie oft sollen wir das neue Paar im ersten Monat 2031 anrufen und besuchen?") == {"2031"}
