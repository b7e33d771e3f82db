"""Whether a model answers is noted wherever it is asked, for good, and without a word of what was asked."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from pydantic import BaseModel

from knowledge.answering.trace import Fallback
from knowledge.chat.errors import ModelAway, ModelFailed, ModelRefused, ModelSlow
from knowledge.chat.prompts import Probe, probe_prompt
from knowledge.outages.queries import lasting_outage, outage
from knowledge.outages.service import answered, failed, told
from knowledge.outages.values import Outage
from knowledge.outages.watching import WatchedChat
from storage.database import Database
from storage.workspaces import LOCAL, ensure_workspace
from tests.knowledge.answering.scripted_chat import ScriptedChat
from tests.knowledge.library import NOW

DENIED = "it does not accept the key (HTTP 401)"


@dataclass
class Line:
    """A model whose behaviour a test sets, watched."""

    database: Database
    workspace: str
    says: BaseModel | ModelFailed
    now: datetime = NOW

    def ask(self) -> None:
        chat = ScriptedChat(lambda _: self.says)
        watched = WatchedChat(chat, self.database, self.workspace, lambda: self.now)
        assert (watched.name, watched.reply_tokens) == (chat.name, chat.reply_tokens)
        watched.ask(probe_prompt(), Probe, seconds=1)

    def fail(self, times: int = 1) -> None:
        for _ in range(times):
            with pytest.raises(ModelFailed):
                self.ask()

    def end(self) -> None:
        with self.database.transaction() as session:
            answered(session, self.workspace)

    def outage(self) -> Outage | None:
        with self.database.reading() as session:
            return outage(session, self.workspace)


@pytest.fixture
def line(database: Database) -> Line:
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
    return Line(database, workspace, ModelAway(0, DENIED))


def test_failures_in_a_row_are_kept_with_what_was_wrong_and_gone_with_an_answer(line: Line) -> None:
    line.fail(4)
    line.now += timedelta(minutes=2)
    line.fail()
    assert line.outage() == Outage("scripted:strong", Fallback.AWAY, DENIED, NOW, line.now, 5)
    line.says = Probe(word="ready")
    line.ask()
    assert line.outage() is None
    line.ask()


def test_a_model_that_refuses_a_question_is_there(line: Line) -> None:
    line.fail(4)
    line.says = ModelRefused(0, "it will not answer this")
    line.fail()
    assert line.outage() is None


def test_where_no_model_was_asked_nothing_is_noted(line: Line) -> None:
    line.says = ModelSlow(0, "no time was left", was_asked=False)
    line.fail()
    assert line.outage() is None


def test_who_was_told_is_not_told_again_until_it_recovered_and_failed_anew(line: Line) -> None:
    line.fail(5)
    before = line.outage()
    assert before is not None
    with line.database.transaction() as session:
        told(session, line.workspace, before.began, now=NOW)
    line.fail(3)
    during = line.outage()
    assert during is not None
    assert (during.failures, during.told) == (8, NOW)
    failing, line.says = line.says, Probe(word="ready")
    line.ask()
    line.says, line.now = failing, NOW + timedelta(hours=1)
    line.fail(5)
    anew = line.outage()
    assert anew is not None
    assert (anew.failures, anew.told) == (5, None)


def test_an_outage_of_a_model_that_is_set_no_more_concerns_nobody(line: Line) -> None:
    line.fail(4)
    with line.database.reading() as session:
        assert lasting_outage(session, line.workspace, "scripted:strong") is None
    line.fail()
    with line.database.reading() as session:
        found = [lasting_outage(session, line.workspace, name) for name in ("scripted:strong", "another:one", None)]
    assert [one is not None for one in found] == [True, False, False]


def test_telling_of_an_outage_that_is_over_tells_nothing_of_the_next_one(line: Line) -> None:
    line.fail(5)
    with line.database.transaction() as session:
        told(session, line.workspace, NOW - timedelta(days=1), now=NOW)
    found = line.outage()
    assert found is not None
    assert found.told is None


def test_an_answer_that_comes_while_a_failure_is_noted_ends_the_outage(line: Line) -> None:
    with ThreadPoolExecutor(1) as together:
        with line.database.transaction() as session:
            failed(session, line.workspace, "scripted:strong", Fallback.AWAY, DENIED, now=NOW)
            session.flush()
            ended = together.submit(line.end)
            with pytest.raises(TimeoutError):
                ended.result(timeout=0.3)
        ended.result()
    assert line.outage() is None


def test_however_many_fail_at_once_each_is_counted(line: Line) -> None:
    with ThreadPoolExecutor(6) as together:
        list(together.map(lambda _: line.fail(2), range(6)))
    found = line.outage()
    assert found is not None
    assert found.failures == 12
