"""The whole path over HTTP with a real model, small and weak: it keeps to the form; what it says is another matter."""

from collections.abc import Iterator

import pytest

from evals.workload.weak_model import CONTEXT_TOKENS, NAME, weak_model
from knowledge.answering.checking.drafts import Draft
from knowledge.chat.choice import ModelChoice
from knowledge.chat.errors import ModelSlow
from knowledge.chat.model import ChatModel
from knowledge.chat.prompts import Probe, probe_prompt
from tests.knowledge.chat.scripted import prompt


@pytest.fixture(scope="module")
def chat() -> Iterator[ChatModel]:
    with weak_model() as address:
        yield ChatModel(ModelChoice(NAME, base_url=address, seconds=120, question_tokens=CONTEXT_TOKENS))


def test_a_weak_model_keeps_to_the_form(chat: ChatModel) -> None:
    reply = chat.ask(prompt(), Draft, seconds=120)
    assert isinstance(reply.value, Draft)
    assert reply.model == NAME
    assert 100 < reply.tokens <= CONTEXT_TOKENS


def test_a_weak_model_can_be_asked_whether_it_answers(chat: ChatModel) -> None:
    assert chat.ask(probe_prompt(), Probe, seconds=120).tokens > 10


def test_a_model_that_takes_longer_than_the_limit_is_slow(chat: ChatModel) -> None:
    with pytest.raises(ModelSlow):
        chat.ask(prompt(), Draft, seconds=0.01)
