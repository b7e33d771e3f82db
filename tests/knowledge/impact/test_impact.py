"""Which answers an edition touches, and that their askers are told once."""

from datetime import timedelta

import pytest

from ingestion.documents import Block
from knowledge.answering.answer import Answer
from knowledge.audit.actions import Action
from knowledge.audit.queries import entries
from knowledge.audit.values import Filter
from knowledge.conversations import service as conversations
from knowledge.conversations.values import UNSEEN
from knowledge.errors import NotAllowed
from knowledge.guides.changes import ChangeKind, PassageChange
from knowledge.guides.queries import passages_of
from knowledge.impact.queries import changed_by, changes_between, previous_edition, told, touched_answers, untold
from knowledge.impact.service import claim_notices, notices_told
from knowledge.impact.values import Told, TouchedAnswer, changed_passages, still_stands
from knowledge.members.roles import OPERATOR
from knowledge.retrieval.ranking import Passage
from storage.workspaces import ensure_workspace
from tests.knowledge.conversations.test_queries import answer_quoting, asked, keep
from tests.knowledge.library import NOW, Library

WEEKLY, MONTHLY = "Call each mentor every week of the year.", "Call each mentor every month of the year."
NOTES = "Write down what was agreed with the family on the day of the call."


def edition(call: str) -> tuple[Block, ...]:
    return Block("Calls", 1), Block(call), Block("Notes", 1), Block(NOTES)


def two_editions(library: Library) -> tuple[str, str]:
    """The first one is superseded by the second, in which one sentence is another."""
    return library.publish("calls", *edition(WEEKLY)), library.publish("calls", *edition(MONTHLY))


def passage_with(library: Library, edition_id: str, text: str) -> Passage:
    with library.database.reading() as session:
        return next(passage for passage in passages_of(session, edition_id) if text in passage.text)


def quoting(library: Library, passage: Passage) -> Answer:
    return answer_quoting(library, passage, passage.start, passage.end)


def changes(library: Library, before: str, after: str) -> tuple[PassageChange, ...]:
    with library.database.reading() as session:
        return changes_between(session, library.workspace, before, after)


def touched(library: Library, after: str, *open_channels: str, workspace: str | None = None) -> list[TouchedAnswer]:
    with library.database.reading() as session:
        changed = changed_by(session, library.workspace, after).keys()
        asked_of = workspace or library.workspace
        return touched_answers(session, asked_of, after, changed, open_channels=open_channels)


def test_changes_between_editions_say_which_passages_no_longer_say_what_they_said(library: Library) -> None:
    before, after = two_editions(library)
    found = changes(library, before, after)
    assert sorted(change.kind for change in found) == [ChangeKind.EDITED, ChangeKind.SAME]
    (change,) = changed_passages(found).values()
    assert (change.before and change.before.text, change.now) == (WEEKLY, MONTHLY)
    assert still_stands("of the  year.", change)
    assert not still_stands("every week", change)


def test_the_edition_before_is_what_readers_saw_last(library: Library) -> None:
    first, second = two_editions(library)
    draft = library.store("calls", *edition("Call nobody at all this year, please."))
    other = library.publish("other", *edition("Another guide says something else."))
    with library.database.reading() as session:
        found = [previous_edition(session, library.workspace, one) for one in (first, second, draft, other)]
    assert found == [None, first, second, None]


def test_answers_that_quote_what_changed_are_found_with_the_words_of_open_questions_only(library: Library) -> None:
    before, after = two_editions(library)
    changed, same = passage_with(library, before, WEEKLY), passage_with(library, before, NOTES)
    one = keep(library, quoting(library, changed), asked("1", "U1", "How often?"))
    two = keep(library, quoting(library, changed), asked(f"{UNSEEN}2", "U2", "In private?"), minutes=1)
    keep(library, quoting(library, same), asked("3", "U3"))
    assert [(a.answer_id, a.asker, a.question, a.passages) for a in touched(library, after, "C1")] == [
        (two, "U2", None, (changed.id,)),
        (one, "U1", "How often?", (changed.id,)),
    ]
    assert [a.question for a in touched(library, after)] == [None, None]


def test_an_older_answer_and_one_to_a_question_taken_back_are_not_touched(library: Library) -> None:
    before, after = two_editions(library)
    changed = passage_with(library, before, WEEKLY)
    keep(library, quoting(library, changed), asked("1"))
    renewed = asked("1")
    with library.database.transaction() as session:
        question_id = conversations.claim(session, library.workspace, renewed, now=NOW)
        assert question_id is not None
        new = quoting(library, passage_with(library, after, MONTHLY))
        conversations.record(session, question_id, job="again", answer=new, notice=None, now=NOW)
    keep(library, quoting(library, changed), asked("2"))
    with library.database.transaction() as session:
        conversations.withdraw(session, library.workspace, "C1", "2", now=NOW)
    assert touched(library, after) == []


def test_an_answer_that_quotes_an_edition_before_the_last_one_is_touched_by_the_one_that_changes_its_passage(
    library: Library,
) -> None:
    first = library.publish("calls", *edition(WEEKLY))
    changed = passage_with(library, first, WEEKLY)
    answer = keep(library, quoting(library, changed), asked("1"))
    second = library.publish("calls", *edition(WEEKLY), Block("Visits", 1), Block("Visit each family in spring."))
    assert touched(library, second) == []
    third = library.publish("calls", *edition(MONTHLY))
    assert [(a.answer_id, a.passages) for a in touched(library, third)] == [(answer, (changed.id,))]
    with library.database.reading() as session:
        (change,) = changed_by(session, library.workspace, third).values()
    assert change.now == MONTHLY


def test_what_an_edition_in_between_had_changed_already_is_not_told_of_again(library: Library) -> None:
    before, after = two_editions(library)
    answer = keep(library, quoting(library, passage_with(library, before, WEEKLY)), asked("1"))
    assert [a.answer_id for a in touched(library, after)] == [answer]
    third = library.publish("calls", *edition(MONTHLY), Block("Visits", 1), Block("Visit each family in spring."))
    assert touched(library, third) == []
    daily = library.publish("calls", *edition("Call each mentor every day of the year."))
    assert [a.answer_id for a in touched(library, daily)] == [answer]
    assert touched(library, library.publish("calls", *edition(WEEKLY))) == []


def test_an_answer_counts_though_a_notice_followed_it(library: Library) -> None:
    before, after = two_editions(library)
    question = asked("1")
    answer = keep(library, quoting(library, passage_with(library, before, WEEKLY)), question)
    with library.database.transaction() as session:
        question_id = conversations.claim(session, library.workspace, question, now=NOW)
        assert question_id is not None
        conversations.record(session, question_id, job="broken", answer=None, notice="incident:1", now=NOW)
    assert [a.answer_id for a in touched(library, after)] == [answer]


def test_another_workspace_is_not_told_of_these_answers(library: Library) -> None:
    before, after = two_editions(library)
    keep(library, quoting(library, passage_with(library, before, WEEKLY)), asked("1"))
    with library.database.transaction() as session:
        elsewhere = ensure_workspace(session, "elsewhere", now=NOW)
    assert touched(library, after, workspace=elsewhere) == []
    with library.database.reading() as session:
        assert changed_by(session, elsewhere, after) == {}


def test_an_asker_is_told_once_for_each_answer_and_edition(library: Library) -> None:
    before, after = two_editions(library)
    changed = passage_with(library, before, WEEKLY)
    answers = [keep(library, quoting(library, changed), asked(str(n), f"U{n % 2}")) for n in range(3)]
    askers = {answer: f"U{n % 2}" for n, answer in enumerate(answers)}
    later = NOW + timedelta(minutes=1)
    with library.database.transaction() as session:
        workspace = library.workspace
        assert claim_notices(session, workspace, after, askers, by=OPERATOR, now=NOW) == 3
        assert claim_notices(session, workspace, after, askers, by=OPERATOR, now=later) == 0
        assert untold(session, workspace, after) == {"U0": sorted([answers[0], answers[2]]), "U1": [answers[1]]}
        assert told(session, workspace, after) == Told(told=0, untold=2)
        notices_told(session, workspace, after, [answers[0], answers[2]], now=later)
    with library.database.reading() as session:
        assert untold(session, workspace, after) == {"U1": [answers[1]]}
        assert told(session, workspace, after) == Told(told=1, untold=1)
        (entry,) = entries(session, workspace, Filter(action=Action.ASKERS_TOLD.value), limit=9)
    assert entry.after is not None
    assert (entry.after["answers"], entry.after["people"], entry.after["edition_id"]) == (3, 2, after)


def test_who_may_not_tell_askers_decides_nothing(library: Library) -> None:
    before, after = two_editions(library)
    answer = keep(library, quoting(library, passage_with(library, before, WEEKLY)), asked("1"))
    with pytest.raises(NotAllowed), library.database.transaction() as session:
        claim_notices(session, library.workspace, after, {answer: "U1"}, by="U-nobody", now=NOW)
    with library.database.reading() as session:
        assert told(session, library.workspace, after) == Told(0, 0)
