from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import update

import knowledge.answering
from ingestion.documents import Block
from knowledge.answering.answer import Answer, AnswerSentence, Citation
from knowledge.answering.extractive import answer
from knowledge.answering.sufficiency import Outcome, SufficiencyModel
from knowledge.conversations import queries, service
from knowledge.conversations.queries import PassageInContext
from knowledge.conversations.values import Asked
from knowledge.guides.models import Edition
from knowledge.guides.queries import edition_facts, edition_text, passages_of
from knowledge.guides.states import EditionState
from knowledge.places import Place, PlaceKind
from knowledge.retrieval.ranking import Passage
from knowledge.retrieval.search import Retriever
from storage.schema import new_id
from tests.knowledge.library import NOW, Library

PAGES = (Place(PlaceKind.PAGE, 4), Place(PlaceKind.PAGE, 5, exact=False))
CALL = "Match-support staff call each mentor twice in the first month of a match."
LATER = "From the second month on they call each mentor once a month."
# Words enough for several passages under one heading.
LONG = " ".join(
    f"In week {week} of the match the coordinator calls the mentor, writes down what was said, and files the note."
    for week in range(1, 31)
)
NOTHING = Answer(Outcome.NOT_IN_GUIDES, (), (), (), 0.1)


def asked(moment: str, asker: str = "U1", text: str = "How often do we call?") -> Asked:
    return Asked(claim=f"Ev{moment}", channel="C1", moment=moment, root=moment, asker=asker, text=text, wording=moment)


def keep(library: Library, given: Answer | None, question: Asked, *, minutes: int = 0) -> str:
    """Claim a question so many minutes after ``NOW`` and keep its answer; returns the answer's id."""
    now = NOW + timedelta(minutes=minutes)
    with library.database.transaction() as session:
        question_id = service.claim(session, library.workspace, question, now=now)
        assert question_id is not None
        notice = "help" if given is None else None
        kept = service.record(session, question_id, job=question.claim, answer=given, notice=notice, now=now)
    assert kept is not None
    return kept


def answer_quoting(library: Library, passage: Passage, start: int, end: int) -> Answer:
    """An answer of one sentence that quotes this span of the passage's edition."""
    with library.database.reading() as session:
        facts = edition_facts(session, [passage.edition_id])[passage.edition_id]
        quote = edition_text(session, passage.edition_id)[start:end]
    citation = Citation(
        number=1,
        guide=facts.key,
        title=facts.title,
        edition=facts.label,
        edition_id=passage.edition_id,
        passage_id=passage.id,
        heading=passage.heading,
        place=facts.place_at(start),
        quote=quote,
        start=start,
        end=end,
        evidence_tier=facts.evidence_tier,
        edition_date=facts.edition_date,
        review_date=facts.review_date,
        source=facts.source_url,
        language=facts.language,
    )
    return Answer(Outcome.ANSWERED, (AnswerSentence(quote, (1,)),), (citation,), (), 0.9)


def passages(library: Library, edition: str) -> list[Passage]:
    with library.database.reading() as session:
        return passages_of(session, edition)


def context(library: Library, passage: Passage, start: int, end: int) -> PassageInContext:
    kept = keep(library, answer_quoting(library, passage, start, end), asked("1"))
    with library.database.reading() as session:
        found = queries.passage_in_context(session, library.workspace, kept, 1)
        whole = edition_text(session, passage.edition_id)
    assert found is not None
    assert found.text[found.quote_start : found.quote_end] == found.citation.quote == whole[start:end]
    assert found.text in whole
    return found


def test_an_answer_comes_back_as_it_was_given(library: Library) -> None:
    edition = library.publish(
        "guide.md",
        Block("Support", 1),
        Block("Calls", 2),
        Block(CALL, place=PAGES[0]),
        Block(LATER, place=PAGES[1]),
    )
    with library.database.transaction() as session:
        session.execute(
            update(Edition)
            .where(Edition.id == edition)
            .values(effective_date=date(2025, 9, 1), review_date=date(2027, 9, 1), evidence_tier="strong")
        )
    (folder,) = knowledge.answering.__path__
    given = answer(
        "How often do staff call each mentor in the first month of a match?",
        retriever=Retriever(library.database, library.caches, library.embedder),
        database=library.database,
        model=SufficiencyModel.load(Path(folder) / "sufficiency.json"),
        workspace=library.workspace,
        audiences=("everybody",),
        now=NOW,
    )
    assert given.citations
    kept = keep(library, given, asked("1"))
    with library.database.reading() as session:
        found = queries.given_answer(session, library.workspace, kept)
        text = edition_text(session, edition)
    assert found is not None
    assert found.answer == replace(given, timings_ms={})
    first = found.answer.citations[0]
    assert text[first.start : first.end] == first.quote == CALL
    assert (first.heading, first.place) == (("Support", "Calls"), PAGES[0])
    assert (first.edition_date, first.review_date, first.evidence_tier) == (
        date(2025, 9, 1),
        date(2027, 9, 1),
        "strong",
    )


def test_an_edition_that_does_not_say_from_when_it_holds_is_dated_by_its_publication(library: Library) -> None:
    (passage,) = passages(library, library.publish("guide.md", Block(CALL)))
    kept = keep(library, answer_quoting(library, passage, 0, len(CALL)), asked("1"))
    with library.database.reading() as session:
        (found,) = queries.citations(session, library.workspace, kept)
    assert (found.edition_date, found.review_date, found.place) == (NOW.date(), None, None)


def test_citations_come_back_in_the_order_of_their_numbers(library: Library) -> None:
    guides = {"a.md": CALL, "b.md": LATER}
    one, other = (passages(library, library.publish(key, Block(text))) for key, text in guides.items())
    first, second = (answer_quoting(library, found[0], 0, 5).citations[0] for found in (other, one))
    both = Answer(
        Outcome.PARTLY,
        (AnswerSentence("Match", (1, 2)),),
        (first, replace(second, number=2)),
        (),
        0.5,
        missing=("parent",),
    )
    kept = keep(library, both, asked("1"))
    with library.database.reading() as session:
        found = queries.given_answer(session, library.workspace, kept)
    assert found is not None
    assert found.answer == both


def test_an_answer_still_cites_the_edition_that_it_quoted_after_that_was_replaced(library: Library) -> None:
    (passage,) = passages(library, library.publish("guide.md", Block(CALL)))
    kept = keep(library, answer_quoting(library, passage, 0, len(CALL)), asked("1"))
    library.publish("guide.md", Block(LATER))
    with library.database.reading() as session:
        (found,) = queries.citations(session, library.workspace, kept)
        assert queries.passage_in_context(session, library.workspace, kept, 1) is not None
    assert (found.edition, found.quote, found.state) == ("1", CALL, EditionState.SUPERSEDED)


def test_an_answer_says_of_a_guide_that_was_withdrawn_meanwhile_why_it_was(library: Library) -> None:
    (passage,) = passages(library, library.publish("guide.md", Block(CALL)))
    kept = keep(library, answer_quoting(library, passage, 0, len(CALL)), asked("1"))
    library.withdraw("guide.md", "Calls are no longer made.")
    with library.database.reading() as session:
        found = queries.passage_in_context(session, library.workspace, kept, 1)
    assert found is not None
    assert (found.citation.state, found.citation.withdrawn_because) == (
        EditionState.WITHDRAWN,
        "Calls are no longer made.",
    )


def test_a_passage_is_shown_with_the_ones_next_to_it_and_the_quote_marked(library: Library) -> None:
    first, second, third, *_ = passages(library, library.publish("guide.md", Block("Calls", 2), Block(LONG)))
    start = second.start + second.text.index("the coordinator")
    found = context(library, second, start, start + len("the coordinator"))
    assert (found.before, found.text, found.after) == (first.text, second.text, third.text)
    assert found.quote_start == start - second.start


def test_headings_between_a_passage_and_those_next_to_it_are_told(library: Library) -> None:
    blocks = [
        Block("Gifts", 1),
        Block("No gifts."),
        Block("Support", 1),
        Block("Calls", 2),
        Block(CALL),
        Block("Last", 1),
    ]
    first, second, third = passages(library, library.publish("guide.md", *blocks, Block("Write it down.")))
    found = context(library, second, second.start, second.start + 5)
    assert (found.before, found.heading, found.text) == (first.text, "Support\n\nCalls", second.text)
    assert (found.next_heading, found.after) == ("Last", third.text)


def test_what_is_shown_of_which_passages_is_told_and_those_next_to_it_can_be_left_out(library: Library) -> None:
    first, second, third, fourth, *_ = passages(library, library.publish("guide.md", Block("Calls", 2), Block(LONG)))
    found = context(library, second, second.start, second.start + 10)
    assert (found.before_id, found.passage_ids, found.after_id) == (first.id, frozenset({second.id}), third.id)
    without = found.without({third.id, second.id})
    assert (without.before, without.text, without.after) == (first.text, second.text, "")
    assert found.without({first.id}).before == ""
    for cited, end, shown in (
        (
            replace(found.citation, passage_id=first.id, start=first.start),
            fourth.start + 10,
            [first, second, third, fourth],
        ),
        (replace(found.citation, start=first.end - 5), second.start + 10, [first, second]),
        (replace(found.citation, passage_id=first.id, start=first.start), first.start + 10, [first]),
    ):
        with library.database.reading() as session:
            others = queries.in_context(session, replace(cited, end=end))
        assert others.passage_ids == {one.id for one in shown}


def test_a_guide_of_one_passage_has_nothing_around_it(library: Library) -> None:
    (only,) = passages(library, library.publish("guide.md", Block(CALL)))
    found = context(library, only, 0, 5)
    assert (found.before, found.text, found.after) == ("", CALL, "")


def test_a_quote_that_goes_on_into_the_next_passage_is_shown_whole_and_nothing_twice(library: Library) -> None:
    first, second, *_ = passages(library, library.publish("guide.md", Block("Calls", 2), Block(LONG)))
    end = second.start + second.text.index(".") + 1
    found = context(library, first, first.end - 10, end)
    assert (found.before, found.quote_start) == ("", len(first.text) - 10)
    assert found.text == f"{first.text} {second.text[: end - second.start]}"
    assert found.after == second.text[end - second.start :]


def test_a_quote_that_begins_in_the_passage_before_is_shown_whole_and_nothing_twice(library: Library) -> None:
    first, second, third, *_ = passages(library, library.publish("guide.md", Block("Calls", 2), Block(LONG)))
    start = first.start + first.text.rindex("In week")
    found = context(library, second, start, second.start + 10)
    assert found.quote_start == 0
    assert found.before == first.text[: start - first.start]
    assert found.text.endswith(second.text)
    assert found.after == third.text


def test_a_quote_over_three_passages_leaves_nothing_after_it(library: Library) -> None:
    first, second, third, fourth, *_ = passages(library, library.publish("guide.md", Block("Calls", 2), Block(LONG)))
    found = context(library, first, first.start, fourth.start + 10)
    assert second.text in found.text
    assert third.text in found.text
    assert found.after == ""


def test_a_citation_that_is_not_there_has_no_passage(library: Library) -> None:
    (only,) = passages(library, library.publish("guide.md", Block(CALL)))
    kept = keep(library, answer_quoting(library, only, 0, 5), asked("1"))
    with library.database.reading() as session:
        assert queries.passage_in_context(session, library.workspace, kept, 2) is None
        assert queries.passage_in_context(session, library.workspace, library.workspace, 1) is None


def test_quotes_among_letters_outside_of_the_common_plane_are_cut_where_they_were(library: Library) -> None:
    text = f"😀 Ñandú: {CALL} 👩‍🏫 نعم"
    (only,) = passages(library, library.publish("guide.md", Block(text)))
    found = context(library, only, text.index(CALL), text.index(CALL) + len(CALL))
    assert found.citation.quote == CALL


def test_the_answers_of_a_thread_are_those_in_it_begin_it_or_are_posted_there_newest_first(library: Library) -> None:
    places = [("C1", "1"), ("C1", None), ("C1", "2"), ("C2", "1"), ("C1", "1")]
    ids = []
    for minute, (channel, root) in enumerate(places):
        keep(library, None, asked(f"{minute + 10}"))
        with library.database.transaction() as session:
            question_id = service.claim(session, library.workspace, asked(f"{minute + 10}"), now=NOW)
            assert question_id is not None
            service.attempt(session, question_id, channel, root, now=NOW + timedelta(minutes=minute))
            if minute < 4:
                service.stands(session, question_id, "1" if root is None else f"{minute + 50}")
        ids.append(question_id)
    with library.database.reading() as session:
        assert queries.shown_in(session, library.workspace, "C1", "1", 9) == [ids[4], ids[1], ids[0]]
        assert queries.shown_in(session, library.workspace, "C1", "1", 1) == [ids[4]]
        assert queries.shown_in(session, new_id(), "C1", "1", 9) == []
