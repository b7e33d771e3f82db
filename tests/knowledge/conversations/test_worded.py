"""What is kept of a worded answer, and what goes when its question is withdrawn."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from ingestion.documents import Block
from knowledge.answering.answer import Answer, AnswerSentence, Citation, Mode, shorter
from knowledge.answering.citing import citation_of
from knowledge.answering.sufficiency import Outcome
from knowledge.answering.trace import Check, Fallback, Trace, TracedPassage, TracedSentence
from knowledge.conversations import queries, service
from knowledge.conversations.models import AnswerRow, AnswerTraceRow
from knowledge.conversations.values import Asked
from knowledge.conversations.why import why
from knowledge.guides.queries import edition_facts, passages_of
from tests.knowledge.library import NOW, Library

ASKED = Asked(
    claim="Ev1", channel="C1", moment="1.0", root="1.0", asker="U1", text="And how often?", wording="1.0"
)  # fmt: skip
UNDERSTOOD = "How often do staff call a mentor?"
TEXT = "Staff call each mentor twice."


@pytest.fixture
def worded(library: Library) -> Answer:
    """A worded answer of two sentences with their trace."""
    edition = library.publish("guide.md", Block("Support", 2), Block(f"{TEXT} Staff note it down."))
    with library.database.reading() as session:
        (passage,) = passages_of(session, edition)
        facts = edition_facts(session, [edition])[edition]

    def cited(number: int, start: int, end: int) -> Citation:
        return citation_of(
            facts,
            passage.text[start:end],
            number=number,
            edition_id=edition,
            passage_id=passage.id,
            heading=passage.heading,
            start=passage.start + start,
            end=passage.start + end,
        )

    citations = cited(1, 0, len(TEXT)), cited(2, len(TEXT) + 1, len(passage.text))
    trace = Trace(
        UNDERSTOOD,
        (TracedPassage("BAF", passage.id, 0.9), TracedPassage("FEM", "0" * 32, 0.1)),
        (
            TracedSentence("Staff call twice.", "BAF", TEXT, None, support=0.8),
            TracedSentence("Staff call thrice.", "BAF", TEXT, Check.NUMBER, "thrice"),
        ),
        "openai:strong",
        "1",
        tokens=120,
        milliseconds=900,
    )
    sentences = AnswerSentence("Staff call twice.", (1,)), AnswerSentence("They note it.", (2,))
    return Answer(
        Outcome.ANSWERED, sentences, citations, (), 0.9, mode=Mode.WORDED, understood=UNDERSTOOD, trace=trace
    )  # fmt: skip


def keep(library: Library, answer: Answer, job: str = "job") -> str:
    with library.database.transaction() as session:
        question = service.claim(session, library.workspace, ASKED, now=NOW)
        assert question is not None
        kept = service.record(session, question, job=job, answer=answer, notice=None, now=NOW)
    assert kept is not None
    return kept


def test_a_worded_answer_comes_back_as_it_was_given_and_its_trace_with_it(library: Library, worded: Answer) -> None:
    kept = keep(library, replace(worded, fallback=Fallback.SLOW))
    with library.database.reading() as session:
        found = queries.given_answer(session, library.workspace, kept)
        trace = queries.trace_of(session, library.workspace, kept)
        row = session.get_one(AnswerRow, kept)
        assert (row.model, row.prompt_version) == ("openai:strong", "1")
    assert found is not None
    assert found.answer == replace(worded, fallback=Fallback.SLOW, trace=None)
    assert trace == worded.trace


def test_from_when_on_answers_are_worded_again_is_kept_with_the_answer(library: Library, worded: Answer) -> None:
    spent = replace(worded, mode=Mode.EXTRACTIVE, fallback=Fallback.PERSON_SPENT, worded_from=NOW)
    kept = keep(library, spent)
    with library.database.reading() as session:
        found = queries.given_answer(session, library.workspace, kept)
    assert found is not None
    assert found.answer == replace(spent, trace=None)


def test_what_is_said_more_shortly_names_the_same_model_and_has_the_same_trace(
    library: Library, worded: Answer
) -> None:
    keep(library, worded)
    kept = keep(library, replace(shorter(worded), trace=None), "shorter")
    with library.database.reading() as session:
        assert queries.trace_of(session, library.workspace, kept) == worded.trace
        row = session.get_one(AnswerRow, kept)
        assert (row.model, row.prompt_version) == ("openai:strong", "1")


def test_why_names_the_passages_that_are_still_there(library: Library, worded: Answer) -> None:
    kept = keep(library, worded)
    with library.database.reading() as session:
        found = why(session, library.workspace, kept)
        assert why(session, library.workspace, "0" * 32) is None
    assert found is not None
    assert [(one.key, one.title, one.heading) for one in found.found] == [("BAF", "guide.md", ("Support",))]
    assert found.trace == worded.trace


def test_nobody_sees_how_an_answer_of_another_workspace_came_about(library: Library, worded: Answer) -> None:
    kept = keep(library, worded)
    with library.database.reading() as session:
        assert queries.trace_of(session, "0" * 32, kept) is None
        assert why(session, "0" * 32, kept) is None


def test_a_withdrawn_question_leaves_quotes_of_the_guides_and_no_word_of_its_own(
    library: Library, worded: Answer
) -> None:
    kept = keep(library, replace(worded, missing=("often",)))
    with library.database.transaction() as session:
        service.withdraw(session, library.workspace, ASKED.channel, ASKED.moment, now=NOW)
    with library.database.reading() as session:
        row = session.get_one(AnswerRow, kept)
        assert (row.understood, row.missing, row.mode) == (None, [], Mode.EXTRACTIVE)
        assert row.sentences == [[TEXT, [1]], ["Staff note it down.", [2]]]
        assert session.scalars(select(AnswerTraceRow)).all() == []


def test_the_message_of_an_answer_leads_to_its_newest_one(library: Library, worded: Answer) -> None:
    keep(library, worded)
    newest = keep(library, worded, "again")
    with library.database.transaction() as session:
        question = service.claim(session, library.workspace, ASKED, now=NOW)
        assert question is not None
        service.attempt(session, question, "C1", "1.0", now=NOW)
        service.stands(session, question, "2.0")
    with library.database.reading() as session:
        assert queries.answer_at(session, library.workspace, "C1", "2.0") == newest
        assert queries.answer_at(session, library.workspace, "C2", "2.0") is None
