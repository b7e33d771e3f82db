"""What a model is asked where many ask: over HTTP, with everything else as it is."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from threading import Barrier, Event

import pytest

from evals.workload.chat_server import ChatReply, ChatServer, Fails, Waits, chat_server, passages_in, says
from evals.workload.chat_wire import ChatRequest
from ingestion.documents import Block
from knowledge.answering.answer import Answer, Mode
from knowledge.answering.checking.bearing import Bearing
from knowledge.answering.checking.drafts import Draft, DraftedSentence
from knowledge.answering.inquiry import Attached, Inquiry, Saying, Stage
from knowledge.answering.rations import Purse
from knowledge.answering.responder import Responder, Worder
from knowledge.answering.sufficiency import FITTED, SufficiencyModel
from knowledge.answering.trace import Fallback
from knowledge.answering.wording import Wording
from knowledge.budget.queries import used_on
from knowledge.budget.rules import day_of
from knowledge.budget.values import Limits, Used
from knowledge.chat.choice import ModelChoice
from knowledge.chat.model import ChatModel
from knowledge.retrieval.search import Retriever
from knowledge.standard.finding import StandardAnswers
from tests.knowledge.library import NOW, Library

# So long nothing here ever takes.
LONG = 30.0
BURST = 50
EVERYBODY, COOKS = ("everybody",), ("everybody", "community:cooks")
CALL = Block("Staff call each mentor twice in the first month of a match. Staff note down each call.")
QUESTION = "How often do staff call a mentor in the first month of a match?"
OTHER = "What do staff note down after each call?"
# Of each question: what the server says that it read and wrote, and what may go for it.
TOKENS, MOST = 120, 8_000
AMARA, BEN = "U0AMARA", "U0BEN"
NO_LIMITS = Limits()
on_one = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class Sure:
    """Finds everything supported: what is asked of a model is looked at here, not what it says."""

    threshold = 0.5

    def score(self, sentence: str, quote: str) -> float:
        return 1.0


def quoting(request: ChatRequest) -> ChatReply:
    """A model that says the first sentence of the best passage."""
    key, _, _, text = passages_in(request)[0]
    first = f"{text.split('. ')[0].rstrip('.')}."
    return says(Draft(sentences=[DraftedSentence(text=first, key=key, quote=first)]))


class House:
    """A library whose answers are worded by a model, and how often that was asked."""

    def __init__(self, library: Library, server: ChatServer, limits: Limits) -> None:
        self.library, self.server = library, server
        choice = ModelChoice("openai:scripted", server.base_url, "key", seconds=LONG, question_tokens=MOST)
        database = library.database
        wording = Wording(database, Sure, frozenset, lambda: Bearing(library.embedder, {}))
        purse = Purse(database, library.workspace, limits, lambda: NOW)
        self.responder = Responder(
            database,
            retriever=lambda: Retriever(database, library.caches, library.embedder),
            sufficiency=lambda: SufficiencyModel.load(FITTED, library.embedder.model_id),
            bridged=dict,
            standard=StandardAnswers(database, lambda: library.embedder, library.workspace),
            workspace=library.workspace,
            now=lambda: NOW,
            worder=Worder(ChatModel(choice), choice, purse, wording),
        )

    def ask(self, text: str = QUESTION, person: str = AMARA) -> Answer:
        return self.respond(Inquiry(text, EVERYBODY, person))

    def respond(self, inquiry: Inquiry) -> Answer:
        return self.responder.respond(inquiry, turn=nullcontext, tell=untold)

    @property
    def used(self) -> Used:
        with self.library.database.reading() as session:
            return used_on(session, self.library.workspace, day_of(NOW), AMARA)


def untold(_: Stage) -> None:
    """Nobody listens."""


@contextmanager
def house(
    library: Library, reply: Callable[[ChatRequest], ChatReply] = quoting, limits: Limits = NO_LIMITS
) -> Iterator[House]:
    library.publish("support.md", Block("Support", 2), CALL)
    with chat_server(reply) as server:
        yield House(library, server, limits)


def test_a_burst_of_the_same_question_asks_the_model_once_and_costs_one_answer(library: Library) -> None:
    everybody_is_there = Event()
    came = Barrier(BURST, everybody_is_there.set)

    def one(number: int) -> Answer:
        came.wait(LONG)
        return asked.ask(person=f"U0{number}")

    with (
        house(library, lambda request: Waits(everybody_is_there, quoting(request))) as asked,
        ThreadPoolExecutor(BURST) as pool,
    ):
        answers = list(pool.map(one, range(BURST)))
        assert len(asked.server.requests) == 1
        assert asked.used.workspace == TOKENS
    assert {answer.mode for answer in answers} == {Mode.WORDED}
    assert len({answer.sentences for answer in answers}) == 1
    assert sum(answer.trace.tokens for answer in answers if answer.trace is not None) == TOKENS


@on_one
@pytest.mark.parametrize(
    "other",
    [
        Inquiry(QUESTION, COOKS, BEN),
        Inquiry(QUESTION, EVERYBODY, BEN, saying=Saying(is_short=True)),
        Inquiry(QUESTION, EVERYBODY, BEN, says_anew=True),
        Inquiry(QUESTION, EVERYBODY, BEN, attached=(Attached("plan.md", "We call once."),)),
        Inquiry(OTHER, EVERYBODY, BEN),
    ],
    ids=["audiences", "saying", "anew", "attached", "question"],
)
def test_what_is_asked_otherwise_is_answered_for_itself(library: Library, other: Inquiry) -> None:
    with house(library) as asked:
        asked.ask()
        asked.respond(other)
        asked.ask(person=BEN)
        assert len(asked.server.requests) == 2


@on_one
def test_once_readers_see_another_edition_nobody_is_given_what_the_old_one_said(library: Library) -> None:
    with house(library) as asked:
        before = asked.ask()
        library.publish("support.md", Block("Support", 2), Block(CALL.text.replace("twice", "three times")))
        after = asked.ask()
    assert "twice" in before.citations[0].quote
    assert "three times" in after.citations[0].quote


def test_who_has_nothing_left_today_still_gets_what_was_worded_for_others(library: Library) -> None:
    with house(library, limits=Limits(person=MOST)) as asked:
        assert asked.ask().mode is Mode.WORDED
        spent = asked.ask(OTHER)
        assert (spent.mode, spent.fallback) == (Mode.EXTRACTIVE, Fallback.PERSON_SPENT)
        assert asked.ask(OTHER, BEN).mode is Mode.WORDED
        assert asked.ask(OTHER).mode is Mode.WORDED
        assert asked.used == Used(TOKENS, 2 * TOKENS)


@on_one
def test_where_the_workspace_has_nothing_left_the_guides_speak_for_themselves(library: Library) -> None:
    with house(library, limits=Limits(workspace=MOST)) as asked:
        asked.ask()
        spent = asked.ask(OTHER, BEN)
        assert (spent.mode, spent.fallback) == (Mode.EXTRACTIVE, Fallback.WORKSPACE_SPENT)
        assert spent.citations
        assert len(asked.server.requests) == 1


@on_one
def test_a_model_that_was_away_costs_nothing_and_is_asked_again_when_it_is_back(library: Library) -> None:
    is_away = Event()
    is_away.set()
    with house(library, lambda request: Fails(401) if is_away.is_set() else quoting(request)) as asked:
        away = asked.ask()
        assert (away.mode, away.fallback) == (Mode.EXTRACTIVE, Fallback.AWAY)
        assert asked.used == Used(0, 0)
        is_away.clear()
        assert asked.ask().mode is Mode.WORDED
