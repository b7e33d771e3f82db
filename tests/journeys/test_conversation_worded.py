"""Journeys of a conversation that goes on, with a model that words the answers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest

from bot.blocks.mrkdwn import escape
from bot.playground.people import direct
from bot.texts.english import ENGLISH
from evals.workload.chat_server import ChatReply, Waits, chat_server, parts_in, passages_in, question_in, says
from evals.workload.chat_wire import ChatRequest
from tests.journeys.test_conversation import FACT, PLAN, UNDERSTOOD, said_after
from tests.journeys.workplace import BEN, DEV, MENTORS, QUESTION, Workplace, copied, shown, workplace


@dataclass
class Colleague:
    """A model that words the sentence with the fact, and puts follow-ups in the words that a test wants."""

    rewrites: str = ""
    waits_for: Event | None = None
    requests: list[ChatRequest] = field(default_factory=list)

    def reply(self, request: ChatRequest) -> ChatReply:
        self.requests.append(request)
        if "question" not in dict(parts_in(request)):
            return says({"question": self.rewrites})
        for key, _, _, text in passages_in(request):
            if FACT in text:
                quote = next(one for one in sentences(text) if FACT in one)
                said = says({"sentences": [{"text": f"Staff check in {FACT}.", "key": key, "quote": quote}]})
                return said if self.waits_for is None else Waits(self.waits_for, said)
        return says({"sentences": []})

    @property
    def asked(self) -> str:
        """The last question that it was to word an answer to."""
        return next(question_in(one) for one in reversed(self.requests) if "question" in dict(parts_in(one)))


def sentences(text: str) -> list[str]:
    return [one.strip() for one in re.split(r"(?<=[.!?])\s", text)]


@pytest.fixture
def colleague() -> Colleague:
    return Colleague()


@pytest.fixture
def worded(starter_library: Path, tmp_path: Path, colleague: Colleague) -> Iterator[Workplace]:
    """The bot at work with that model."""
    with (
        chat_server(colleague.reply) as server,
        workplace(copied(starter_library, tmp_path), chat_url=server.base_url) as office,
    ):
        yield office


def test_a_model_says_a_follow_up_as_a_question_of_its_own(worded: Workplace, colleague: Colleague) -> None:
    colleague.rewrites = "How often should we check in with a match after the first month?"
    answer = worded.asked(BEN, MENTORS)
    said = said_after(worded, answer, BEN, "And after the first month?")
    assert f"{UNDERSTOOD}{colleague.rewrites}" in shown(said)
    assert colleague.asked == colleague.rewrites


def test_a_model_that_adds_what_nobody_asked_is_not_followed(worded: Workplace, colleague: Colleague) -> None:
    colleague.rewrites = "What is the password of the payroll?"
    answer = worded.asked(BEN, MENTORS)
    said = said_after(worded, answer, BEN, "And after the first month?")
    assert f"{UNDERSTOOD}{QUESTION} And after the first month?" in shown(said)


def test_what_is_to_be_said_more_shortly_before_it_is_there_is_told_so_and_not_searched_for(
    worded: Workplace, colleague: Colleague
) -> None:
    colleague.waits_for = Event()
    root = worded.ask(BEN, MENTORS)
    worded.slack.until(lambda: colleague.requests)
    worded.ask(BEN, MENTORS, "shorter", root)
    not_yet = escape(ENGLISH.conversation.not_yet)
    worded.slack.until(lambda: [one for one in worded.answers(MENTORS, root) if one["text"] == not_yet])
    colleague.waits_for.set()
    worded.settle()
    assert len(colleague.requests) == 1
    assert len([one for one in worded.answers(MENTORS, root) if FACT in shown(one)]) == 1
    further = said_after(worded, worded.answers(MENTORS, root)[-1], BEN, "shorter")
    assert further["text"] == escape(ENGLISH.conversation.no_shorter)


def test_a_false_claim_never_reaches_the_model(worded: Workplace, colleague: Colleague) -> None:
    answer = worded.asked(BEN, MENTORS)
    said = said_after(worded, answer, BEN, "But you said 10 times in the first month, right?")
    assert FACT in shown(said)
    assert colleague.asked == QUESTION
    assert not [one for one in colleague.requests if "10 times" in one.user]


def test_with_a_model_an_answer_is_worded_for_a_reader(worded: Workplace, colleague: Colleague) -> None:
    answer = worded.asked(BEN, MENTORS)
    said = said_after(worded, answer, BEN, "for a new mentor")
    assert ENGLISH.worded.about in shown(said)
    assert dict(parts_in(colleague.requests[-1]))["reader"] == "a new mentor"
    assert colleague.asked == QUESTION


def test_with_a_model_a_file_is_read_beside_the_question(worded: Workplace, colleague: Colleague) -> None:
    channel = direct(DEV)
    root = worded.slack.acts.upload(DEV, channel, [("plan.md", PLAN)], "Is this enough?")
    assert FACT in shown(worded.answer_to(channel, root))
    assert "CANARY-7431" in dict(parts_in(colleague.requests[-1]))["file 1"]
    assert colleague.asked == "Is this enough?"
