from dataclasses import replace
from pathlib import Path

import pytest

import knowledge.answering
from ingestion.documents import Block
from knowledge.answering.answer import Answer
from knowledge.answering.extractive import answer, answer_from
from knowledge.answering.sufficiency import Outcome, SufficiencyModel
from knowledge.guides.queries import edition_text, passages_of
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


def test_what_the_guides_touch_and_do_not_cover_has_no_citations_but_related_headings(
    library: Library, model: SufficiencyModel
) -> None:
    library.publish("guide.md", Block("Support", 2), CALL)
    found = ask(library, model, "which app do mentors use for their calls?")
    assert found.outcome is Outcome.NOT_IN_GUIDES
    assert (found.sentences, found.citations) == ((), ())
    assert [r.heading for r in found.related] == [("Support",)]


@pytest.mark.parametrize(
    "question",
    ["who won the football world cup in 1954?", "how long do I boil an egg?", "what is the capital of Peru?"],
)
def test_a_question_on_another_matter_has_no_related_headings(
    library: Library, model: SufficiencyModel, question: str
) -> None:
    library.publish("guide.md", Block("Support", 2), CALL)
    found = ask(library, model, question)
    assert (found.outcome, found.related) == (Outcome.NOT_IN_GUIDES, ())
    assert found.confidence < model.related


def test_a_sentence_that_leans_on_the_passage_before_is_quoted_with_it(
    library: Library, model: SufficiencyModel
) -> None:
    items = [f"Item {n} of the plan names one person and one date for the review." for n in range(19)]
    edition = library.publish(
        "guide.md",
        Block("Support", 2),
        Block(" ".join(items[:10])),
        Block(" ".join(["This shows mentors who is responsible.", *items[10:]])),
    )
    first = ask(library, model, "what shows mentors who is responsible?").citations[0]
    assert first.quote == f"{items[9]}\n\nThis shows mentors who is responsible."
    with library.database.reading() as session:
        assert edition_text(session, edition)[first.start : first.end] == first.quote
        one, other = passages_of(session, edition)
    assert other.text.startswith("This shows")
    assert (first.passage_id, first.start + len(items[9])) == (one.id, one.end)


def test_a_heading_between_is_never_quoted(library: Library, model: SufficiencyModel) -> None:
    library.publish(
        "guide.md",
        Block("Staff call mentors."),
        Block("Review", 2),
        Block("This review of mentors takes an hour each year."),
    )
    found = ask(library, model, "how long does the review of mentors take each year?")
    assert found.citations[0].quote == "This review of mentors takes an hour each year."


def test_partly_names_what_is_missing(library: Library, model: SufficiencyModel) -> None:
    library.publish("guide.md", Block("Support", 2), CALL)
    careful = replace(model, refuse=0.0, answer=1.0)
    found = ask(library, careful, "how often do staff call a mentor about insurance?")
    assert found.outcome is Outcome.PARTLY
    assert "insurance" in found.missing
    assert found.citations


def test_a_name_or_number_that_nothing_quoted_holds_is_named_as_missing(
    library: Library, model: SufficiencyModel
) -> None:
    library.publish("guide.md", Block("Support", 2), CALL)
    generous = replace(model, refuse=0.0, answer=0.0)
    found = ask(library, generous, "how often do staff call a mentor in Ohio?")
    assert (found.outcome, "Ohio" in found.missing) == (Outcome.PARTLY, True)
    found = ask(library, generous, "how often do staff call a mentor by phone?")
    assert (found.outcome, found.missing) == (Outcome.ANSWERED, ())


def test_between_the_thresholds_it_is_partly_even_where_every_word_is_covered(
    library: Library, model: SufficiencyModel
) -> None:
    library.publish("guide.md", Block("Support", 2), CALL)
    careful = replace(model, refuse=0.0, answer=1.0)
    found = ask(library, careful, "when do staff call each mentor?")
    assert (found.outcome, found.missing) == (Outcome.PARTLY, ())
    sure = replace(model, refuse=0.0, answer=0.0)
    assert ask(library, sure, "when do staff call each mentor?").outcome is Outcome.ANSWERED


def test_a_list_of_references_answers_nothing(library: Library, model: SufficiencyModel) -> None:
    reference = Block("Calling mentors in the first month of a match. Journal of Mentoring 3, 1-9.")
    library.publish("guide.md", Block("References, part 1", 2), reference)
    found = ask(library, replace(model, refuse=0.0), "how often are mentors called in the first month of a match?")
    assert (found.outcome, found.citations) == (Outcome.NOT_IN_GUIDES, ())


def test_a_passage_that_is_not_what_is_stored_is_not_quoted(library: Library, model: SufficiencyModel) -> None:
    library.publish("guide.md", Block("Support", 2), CALL)
    ranking = library.ask("how often do staff call a mentor in the first month of a match?")
    changed = replace(
        ranking,
        passages=tuple(
            replace(p, sentences=tuple(replace(s, text=s.text.replace("twice", "once")) for s in p.sentences))
            for p in ranking.passages
        ),
    )
    quotes = [c.quote for c in answer_from(ranking, database=library.database, model=model).citations]
    assert any("twice" in quote for quote in quotes)
    found = answer_from(changed, database=library.database, model=model)
    assert not any("twice" in c.quote or "once" in c.quote for c in found.citations)


def test_an_empty_library_says_so(library: Library, model: SufficiencyModel) -> None:
    found = ask(library, model, "how often?")
    assert found.outcome is Outcome.NOT_IN_GUIDES
    assert found.related == ()
