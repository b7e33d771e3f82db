"""What is left of a question in the answers to what followed it, once its words are to go."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import ingestion.uploads.models  # noqa: F401 - blanking looks into its tables
from knowledge.answering.answer import Answer, Mode
from knowledge.answering.inquiry import EarlierTurn
from knowledge.answering.trace import Trace
from knowledge.conversations import service
from knowledge.conversations.models import AnswerRow, AnswerTraceRow, FollowUpRow
from knowledge.conversations.turns import earlier_turns
from knowledge.conversations.values import Asked
from learning.privacy.blanking import blank
from learning.privacy.retention import Retention, forget_old
from tests.knowledge.conversations.test_worded import worded as worded
from tests.knowledge.library import NOW, Library

NAME = "Zebulon"
FIRST = f"My mentee {NAME} was hit, whom do I call?"
ROOT = "10.0"
DAY = timedelta(days=1)
CROWD = 8

Forget = Callable[[Session, str], object]
FORGETTING: dict[str, Forget] = {
    "withdrawn": lambda session, workspace: service.withdraw(session, workspace, "D1", ROOT, now=NOW),
    "reworded": lambda session, workspace: service.reword(
        session, workspace, Asked("edit", "D1", ROOT, ROOT, "U1", "My mentee was hit.", "11.0"), now=NOW
    ),
    "erased": lambda session, workspace: blank(session, workspace, "U1", "holder", NOW),
    "old": lambda session, workspace: forget_old(session, workspace, Retention(questions=1), now=NOW),
}
forgetting = pytest.mark.parametrize("forget", FORGETTING.values(), ids=FORGETTING)


class Talk:
    """A conversation, each message of which follows the one before and is answered in its words."""

    def __init__(self, library: Library, answer: Answer) -> None:
        self.library = library
        self._answer = answer

    def asked(self, moment: int, text: str, *, by: str = "U1", channel: str = "D1") -> str:
        """Ask something that is not answered yet; returns the question's id."""
        asked = Asked(f"Ev{moment}", channel, f"{moment}.0", f"{moment}.0", by, text, f"{moment}.0")
        with self.library.database.transaction() as session:
            question = service.claim(session, self.library.workspace, asked, now=self._at(moment))
            assert question is not None
            service.attempt(session, question, "D1", None, now=self._at(moment))
        return question

    def before(self, moment: int) -> tuple[EarlierTurn, ...]:
        """What a message of this moment may follow."""
        there = {"channel": "D1", "root": f"{moment}.0", "before": f"{moment}.0"}
        with self.library.database.reading() as session:
            return earlier_turns(session, self.library.workspace, **there, direct=True, now=self._at(moment))

    def answered(self, question: str, moment: int, text: str, follows: tuple[EarlierTurn, ...]) -> None:
        """Keep an answer to what the message adds to the last of what it follows."""
        understood = f"{follows[-1].understood} {text}" if follows else text
        answer = replace(
            self._answer,
            understood=understood if follows else None,
            missing=(*understood.split(),),
            trace=Trace(understood, ()),
            follows=follows,
        )
        with self.library.database.transaction() as session:
            service.record(session, question, job=f"job{moment}", answer=answer, notice=None, now=self._at(moment))

    def ask(self, moment: int, text: str, *, by: str = "U1", channel: str = "D1") -> str:
        """Ask and have it answered, following what was asked before."""
        question = self.asked(moment, text, by=by, channel=channel)
        self.answered(question, moment, text, tuple(turn for turn in self.before(moment) if turn.text != text))
        return question

    def forget(self, forget: Forget) -> None:
        with self.library.database.transaction() as session:
            forget(session, self.library.workspace)

    def left(self) -> list[object]:
        """All that is kept of answers in which the name stands."""
        with self.library.database.reading() as session:
            answers = session.scalars(select(AnswerRow)).all()
            kept = [part for one in answers for part in (one.understood, *one.missing)]
            kept += [one.trace["question"] for one in session.scalars(select(AnswerTraceRow))]
        return [one for one in kept if one is not None and NAME in one]

    def modes(self) -> list[str]:
        with self.library.database.reading() as session:
            return [one.mode for one in session.scalars(select(AnswerRow).order_by(AnswerRow.created_at))]

    def _at(self, moment: int) -> datetime:
        return NOW - DAY + timedelta(minutes=moment - 11)


@pytest.fixture
def talk(library: Library, worded: Answer) -> Talk:
    return Talk(library, worded)


@forgetting
def test_all_that_followed_a_question_loses_its_words_however_long_ago_it_was(talk: Talk, forget: Forget) -> None:
    talk.ask(10, FIRST)
    talk.ask(24, "And at night?", by="U2")
    talk.ask(38, "And on Sunday?", by="U2")
    assert len(talk.left()) == 8
    talk.forget(forget)
    assert talk.left() == []
    assert talk.modes() == [Mode.EXTRACTIVE] * 3
    with talk.library.database.reading() as session:
        assert session.scalars(select(FollowUpRow)).all() == []
        assert session.scalars(select(AnswerTraceRow)).all() == []


@forgetting
def test_an_answer_that_is_ready_after_what_it_follows_is_gone_is_kept_without_its_words(
    talk: Talk, forget: Forget
) -> None:
    talk.ask(10, FIRST)
    talk.ask(24, "And at night?", by="U2")
    waiting = [(talk.asked(moment, "And then?", by="U2"), moment, talk.before(moment)) for moment in (25, 38)]
    assert [[turn.text for turn in turns] for _, _, turns in waiting] == [
        [FIRST, "And at night?"],
        ["And at night?", "And then?"],
    ]
    talk.forget(forget)
    for question, moment, turns in waiting:
        talk.answered(question, moment, "And then?", tuple(turn for turn in turns if turn.text != "And then?"))
    assert talk.left() == []
    assert talk.modes() == [Mode.EXTRACTIVE] * 4


def test_what_follows_elsewhere_loses_the_words_of_a_question_that_was_answered_aside(talk: Talk) -> None:
    talk.ask(10, FIRST, channel="C1")
    talk.ask(20, "And at night?")
    assert len(talk.left()) == 5
    talk.forget(lambda session, workspace: service.withdraw(session, workspace, "C1", ROOT, now=NOW))
    assert talk.left() == []


def test_a_question_that_stood_by_itself_keeps_its_answer(talk: Talk) -> None:
    talk.ask(10, FIRST)
    talk.answered(talk.asked(20, "Who pays?"), 20, "Who pays?", ())
    talk.forget(FORGETTING["withdrawn"])
    assert talk.modes() == [Mode.EXTRACTIVE, Mode.WORDED]


def test_the_same_wording_again_leaves_the_answer_as_it_is(talk: Talk) -> None:
    talk.ask(10, FIRST)
    same = Asked("edit", "D1", ROOT, ROOT, "U1", FIRST, "11.0")
    talk.forget(lambda session, workspace: service.reword(session, workspace, same, now=NOW))
    assert talk.modes() == [Mode.WORDED]


def test_what_was_forgotten_once_is_asked_again_from_its_own_words(talk: Talk) -> None:
    talk.ask(10, FIRST)
    talk.ask(20, "And at night?")
    talk.forget(FORGETTING["withdrawn"])
    assert [turn.understood for turn in talk.before(30)] == ["And at night?"]


def test_of_an_answer_that_is_kept_while_what_it_follows_is_withdrawn_no_word_is_left(talk: Talk) -> None:
    talk.ask(10, FIRST)
    waiting = [talk.asked(20 + number, f"And {number}?", by="U2") for number in range(CROWD)]
    turns = talk.before(20)
    start = Barrier(CROWD + 1)

    def answer(number: int) -> None:
        start.wait(30)
        talk.answered(waiting[number], 20 + number, f"And {number}?", turns)

    def withdraw(_: int) -> None:
        start.wait(30)
        talk.forget(FORGETTING["withdrawn"])

    with ThreadPoolExecutor(CROWD + 1) as pool:
        uses = [pool.submit(answer if number < CROWD else withdraw, number) for number in range(CROWD + 1)]
        for use in uses:
            use.result()
    assert talk.left() == []
    assert talk.modes() == [Mode.EXTRACTIVE] * (CROWD + 1)
