from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from knowledge.answering.answer import Answer, Related
from knowledge.answering.inquiry import EarlierTurn
from knowledge.answering.sufficiency import Outcome
from knowledge.conversations import service
from knowledge.conversations.turns import GOES_ON_FOR, MOST_TURNS, earlier_turns
from knowledge.conversations.values import UNSEEN, Asked
from storage.database import Database
from storage.workspaces import LOCAL, ensure_workspace
from tests.knowledge.library import NOW

ROOT = "1795600000.000100"
FIRST = Asked("Ev1", "C1", ROOT, ROOT, "U1", "How often do we call a mentor?", ROOT)
NOTHING = Answer(Outcome.NOT_IN_GUIDES, (), (), (Related("guide.md", "Guide", ("Calls",)),), 0.1)


@pytest.fixture
def workspace(database: Database) -> str:
    with database.transaction() as session:
        return ensure_workspace(session, LOCAL, now=NOW)


def ask(
    database: Database, workspace: str, asked: Asked, answer: Answer | None = NOTHING, *, now: datetime = NOW
) -> str:
    """Ask, and have it answered; returns the question's id."""
    with database.transaction() as session:
        question = service.claim(session, workspace, asked, now=now)
        assert question is not None
        if answer is not None:
            service.record(session, question, job=f"job:{asked.moment}", answer=answer, notice=None, now=now)
    return question


def later(seconds: int, text: str, **changes: Any) -> Asked:
    """A later message in the thread of the first one."""
    moment = f"{1795600000 + seconds}.000100"
    asked = replace(FIRST, claim=f"Ev:{moment}", moment=moment, wording=moment, text=text)
    return replace(asked, **changes)


def turns(
    database: Database,
    workspace: str,
    *,
    channel: str = "C1",
    root: str = ROOT,
    before: str = "1795600900.000000",
    direct: bool = False,
    now: datetime = NOW,
    told_in: str | None = None,
) -> list[str]:
    with database.reading() as session:
        found = earlier_turns(
            session, workspace, channel=channel, root=root, before=before, direct=direct, now=now, told_in=told_in
        )
    return [turn.text for turn in found]


def test_the_last_questions_of_a_thread_come_oldest_first(database: Database, workspace: str) -> None:
    for number in range(MOST_TURNS + 2):
        ask(database, workspace, later(number, f"question {number}"), now=NOW + timedelta(seconds=number))
    assert turns(database, workspace) == [f"question {n}" for n in range(2, MOST_TURNS + 2)]


def test_what_was_asked_later_elsewhere_or_in_another_thread_is_left_out(database: Database, workspace: str) -> None:
    ask(database, workspace, FIRST)
    ask(database, workspace, later(10, "in another channel", channel="C2"))
    ask(database, workspace, later(20, "in another thread", root="1795600020.000100"))
    ask(database, workspace, later(1000, "afterwards"))
    assert turns(database, workspace) == [FIRST.text]


def test_a_withdrawn_question_is_left_out(database: Database, workspace: str) -> None:
    ask(database, workspace, FIRST)
    ask(database, workspace, later(10, "And parents?"))
    with database.transaction() as session:
        service.withdraw(session, workspace, "C1", FIRST.moment, now=NOW)
    assert turns(database, workspace) == ["And parents?"]


def test_a_message_that_was_answered_with_a_notice_is_nothing_to_go_on_from(database: Database, workspace: str) -> None:
    greeting = ask(database, workspace, later(5, "hello"), None)
    with database.transaction() as session:
        service.record(session, greeting, job="greeting", answer=None, notice="help", now=NOW)
    ask(database, workspace, FIRST)
    assert turns(database, workspace) == [FIRST.text]


def test_a_question_that_waits_for_its_answer_counts(database: Database, workspace: str) -> None:
    ask(database, workspace, FIRST, None)
    assert turns(database, workspace) == [FIRST.text]


def test_a_question_for_one_pair_of_eyes_counts_only_where_its_answer_is_shown(
    database: Database, workspace: str
) -> None:
    private = replace(FIRST, claim="command", moment=f"{UNSEEN}command", root="", text="asked alone")
    question = ask(database, workspace, private)
    shared = "1795600050.000100"
    assert turns(database, workspace, root=shared) == []
    assert turns(database, workspace, root="", before="1795600900.000000") == []
    with database.transaction() as session:
        service.attempt(session, question, "C1", None, now=NOW)
        service.stands(session, question, shared)
    assert turns(database, workspace, root=shared) == ["asked alone"]
    assert turns(database, workspace) == []


def test_what_was_shown_in_a_thread_after_a_message_was_asked_is_nothing_that_it_goes_on_from(
    database: Database, workspace: str
) -> None:
    asked_at, shared = NOW + timedelta(minutes=1), NOW + timedelta(minutes=2)
    ask(database, workspace, FIRST)
    question = ask(database, workspace, replace(FIRST, claim="command", moment=f"{UNSEEN}command", root="", text="x"))
    with database.transaction() as session:
        service.attempt(session, question, "C1", ROOT, now=shared)
    assert turns(database, workspace, now=asked_at) == [FIRST.text]
    assert turns(database, workspace, now=shared) == [FIRST.text, "x"]


def test_a_question_that_nobody_saw_has_no_thread_to_follow(database: Database, workspace: str) -> None:
    for name in ("one", "two"):
        private = replace(FIRST, claim=name, moment=f"{UNSEEN}{name}", root="", text=name)
        ask(database, workspace, private)
    assert turns(database, workspace, root="", before=f"{UNSEEN}zzz") == []


def test_outside_of_a_thread_only_a_direct_message_follows_and_only_for_a_while(
    database: Database, workspace: str
) -> None:
    ask(database, workspace, replace(FIRST, channel="D1"))
    new = "1795600300.000100"
    assert turns(database, workspace, channel="D1", root=new, before=new, direct=True) == [FIRST.text]
    assert turns(database, workspace, channel="D1", root=new, before=new, direct=False) == []
    too_late = NOW + GOES_ON_FOR + timedelta(seconds=1)
    assert turns(database, workspace, channel="D1", root=new, before=new, direct=True, now=too_late) == []


def test_another_workspace_is_another_conversation(database: Database, workspace: str) -> None:
    ask(database, workspace, FIRST)
    with database.transaction() as session:
        other = ensure_workspace(session, "other", now=NOW)
    assert turns(database, other) == []


def test_a_turn_tells_the_question_as_it_was_understood_where_its_answer_is_shown(
    database: Database, workspace: str
) -> None:
    understood = "How often do we call parents?"
    question = ask(database, workspace, later(5, "And parents?"), replace(NOTHING, understood=understood))

    def turn(told_in: str | None = None) -> EarlierTurn:
        there = {"channel": "C1", "root": ROOT, "before": "1795600900.000000"}
        with database.reading() as session:
            (found,) = earlier_turns(session, workspace, **there, direct=False, now=NOW, told_in=told_in)
        return found

    with database.transaction() as session:
        service.attempt(session, question, "C1", ROOT, now=NOW)
    assert turn() == EarlierTurn("And parents?", understood, None, (), question)
    assert turn(told_in="D2") == EarlierTurn("And parents?", "And parents?", None, (), question)
