from pathlib import Path

import pytest

import knowledge.answering
from ingestion.documents import Block
from knowledge.answering.answer import Answer
from knowledge.answering.extractive import answer
from knowledge.answering.sufficiency import Outcome, SufficiencyModel
from knowledge.guides.queries import edition_text
from knowledge.places import Place, PlaceKind
from knowledge.retrieval.search import Retriever
from tests.knowledge.library import NOW, Library

PAGE = Place(PlaceKind.PAGE, 4)
CALL = Block(
    "Match-support staff call each mentor twice in the first month of a match. Staff note it down.", place=PAGE
)
BREAD = Block("Bread rises for two hours in a warm kitchen.")


@pytest.fixture
def model() -> SufficiencyModel:
    (folder,) = knowledge.answering.__path__
    return SufficiencyModel.load(Path(folder) / "sufficiency.json")


def ask(library: Library, model: SufficiencyModel, question: str) -> Answer:
    retriever = Retriever(library.database, library.caches, library.embedder)
    return answer(
        question,
        retriever=retriever,
        database=library.database,
        model=model,
        workspace=library.workspace,
        audiences=("everybody",),
        now=NOW,
    )


def test_an_answer_quotes_the_sentence_and_cites_guide_heading_and_page(
    library: Library, model: SufficiencyModel
) -> None:
    edition = library.publish("kitchen.md", BREAD)
    edition = library.publish("guide.md", Block("Support", 2), CALL)
    found = ask(library, model, "how often do staff call a mentor in the first month of a match?")
    assert found.outcome is not Outcome.NOT_IN_GUIDES
    first = found.citations[0]
    assert first.quote == "Match-support staff call each mentor twice in the first month of a match."
    assert (first.guide, first.edition, first.heading, first.place) == ("guide.md", "1", ("Support",), PAGE)
    with library.database.reading() as session:
        assert edition_text(session, edition)[first.start : first.end] == first.quote
    assert found.sentences[0].citations == (1,)
    assert found.related == ()


def test_what_the_guides_do_not_cover_has_no_citations_but_related_headings(
    library: Library, model: SufficiencyModel
) -> None:
    library.publish("guide.md", Block("Support", 2), CALL)
    found = ask(library, model, "who won the football world cup in 1954?")
    assert found.outcome is Outcome.NOT_IN_GUIDES
    assert (found.sentences, found.citations) == ((), ())
    assert [r.heading for r in found.related] == [("Support",)]


def test_an_empty_library_says_so(library: Library, model: SufficiencyModel) -> None:
    found = ask(library, model, "how often?")
    assert found.outcome is Outcome.NOT_IN_GUIDES
    assert found.related == ()
