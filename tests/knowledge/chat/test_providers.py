"""Each provider is spoken to in its own protocol, and a model is held to the schema in the way it knows."""

from dataclasses import replace
from threading import Event

import pytest
from langchain_anthropic import ChatAnthropic
from langchain_openai import ChatOpenAI

from evals.workload.chat_server import ChatReply, ChatServer, Fails, Waits, chat_server
from evals.workload.chat_wire import ANTHROPIC, OLLAMA, OPENAI, Words
from knowledge.chat.building import built
from knowledge.chat.choice import ModelChoice
from knowledge.chat.errors import (
    ModelAway,
    ModelFailed,
    ModelGarbled,
    ModelProblem,
    ModelRefused,
    ModelSlow,
    ModelUnusable,
)
from knowledge.chat.model import ChatModel
from tests.knowledge.chat.scripted import KEY, MEETINGS, ask, choice, quoting

# A model that LangChain knows to keep to schemas, and one that it does not know: that one is given a tool.
NATIVE, UNKNOWN = "anthropic:claude-sonnet-5", "anthropic:claude-of-one's-own"
PATHS = {"openai:scripted": OPENAI, NATIVE: ANTHROPIC, UNKNOWN: ANTHROPIC, "ollama:scripted": OLLAMA}


def at(server: ChatServer, model: str) -> str:
    return server.base_url if model.startswith("openai:") else server.address


@pytest.mark.parametrize("model", PATHS)
def test_each_provider_is_asked_in_its_own_protocol_for_the_same(model: str) -> None:
    with chat_server(quoting) as server:
        reply = ask(choice(at(server, model), model=model))
    (request,) = server.requests
    assert request.path == PATHS[model]
    assert (reply.model, reply.tokens, reply.value.sentences[0].quote) == (model, 120, MEETINGS)
    assert request.schema is not None
    assert request.schema["required"] == ["sentences"]
    assert request.system.startswith("You word answers")


def test_a_model_that_is_held_to_the_schema_is_given_no_tools_not_even_none() -> None:
    for model in ("openai:scripted", NATIVE):
        with chat_server(quoting) as server:
            ask(choice(at(server, model), model=model))
        assert "tools" not in server.requests[0].body


def test_a_model_that_is_not_held_to_it_must_call_a_tool() -> None:
    with chat_server(quoting) as server:
        ask(choice(server.address, model=UNKNOWN))
    assert server.requests[0].body["tool_choice"] == {"type": "any"}


@pytest.mark.parametrize("model", [NATIVE, UNKNOWN, "ollama:scripted"])
@pytest.mark.parametrize(
    ("reply", "kind"),
    [(Words("Prose."), ModelGarbled), (Fails(500), ModelAway), (Fails(401), ModelAway), (Waits(Event()), ModelSlow)],
    ids=["prose", "fault", "denied", "silent"],
)
def test_failures_of_other_providers_are_told_apart_as_well(
    model: str, reply: ChatReply, kind: type[ModelFailed]
) -> None:
    with chat_server(lambda _: reply) as server, pytest.raises(kind):
        ask(choice(server.address, model=model, seconds=1))


def test_a_refusal_of_anthropics_is_one() -> None:
    with chat_server(lambda _: Words("", is_refusal=True)) as server, pytest.raises(ModelRefused):
        ask(choice(server.address, model=NATIVE))


@pytest.mark.parametrize(
    ("model", "chosen", "sent"),
    [
        ("openai:gpt-4o", None, 0.0),
        ("openai:gpt-4o", 0.7, 0.7),
        ("openai:scripted", None, 0.0),
        ("openai:o3", None, None),
        ("openai:o4-mini", 0.7, None),
        ("openai:gpt-5.5", None, None),
        ("anthropic:claude-opus-4-7", 0.0, None),
        ("anthropic:claude-sonnet-4-6", None, 0.0),
    ],
)
def test_a_temperature_is_sent_only_to_models_that_take_one(
    model: str, chosen: float | None, sent: float | None
) -> None:
    with chat_server(quoting) as server:
        ask(replace(choice(at(server, model), model=model), temperature=chosen))
    assert server.requests[0].body.get("temperature") == sent


def test_a_model_that_its_provider_serves_and_nobody_here_knows_is_sent_no_temperature_but_the_chosen_one() -> None:
    (unset,) = built(ModelChoice("openai:of-tomorrow", api_key=KEY))
    (chosen,) = built(ModelChoice("openai:of-tomorrow", api_key=KEY, temperature=0.0))
    assert isinstance(unset.chat, ChatOpenAI)
    assert isinstance(chosen.chat, ChatOpenAI)
    assert (unset.chat.temperature, chosen.chat.temperature) == (None, 0.0)


def test_a_model_that_thinks_before_it_writes_has_room_for_both() -> None:
    plain, thinking = (
        ChatModel(choice("http://127.0.0.1:9")),
        ChatModel(choice("http://127.0.0.1:9", model="openai:o3")),
    )
    assert thinking.reply_tokens > 2 * plain.reply_tokens
    assert thinking.prompt_tokens >= thinking.choice.question_tokens // 2


def test_the_chosen_key_and_address_go_to_their_own_provider_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "of another provider")
    first, fallback = built(choice("http://127.0.0.1:9", fallback="anthropic:other"))
    assert "127.0.0.1" in repr(vars(first.chat))
    assert "127.0.0.1" not in repr(vars(fallback.chat))
    assert isinstance(fallback.chat, ChatAnthropic)
    assert fallback.chat.anthropic_api_key.get_secret_value() == "of another provider"


@pytest.mark.parametrize("variable", ["OPENAI_BASE_URL", "OPENAI_API_BASE", "LANGSMITH_GATEWAY"])
def test_no_address_of_the_environment_is_asked_in_place_of_the_providers(
    variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "https://reads-along.example.org/v1")
    (model,) = built(ModelChoice("openai:gpt-5.5", api_key=KEY))
    assert "reads-along" not in repr(vars(model.chat))


@pytest.mark.parametrize("model", ["openai:scripted", NATIVE])
def test_a_server_of_ones_own_needs_no_key_and_is_told_none_that_lies_about(
    model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"):
        monkeypatch.setenv(variable, KEY)
    with chat_server(quoting) as server:
        ask(replace(choice(at(server, model), model=model), api_key=None))
    assert KEY not in str(server.requests[0].headers)


@pytest.mark.parametrize(
    ("chosen", "problem", "package"),
    [
        (ModelChoice("nobody:at-all"), ModelProblem.UNKNOWN, None),
        (ModelChoice("mistralai:large"), ModelProblem.NOT_INSTALLED, "langchain-mistralai"),
        (ModelChoice("openai:gpt-5.5"), ModelProblem.NO_KEY, None),
        (ModelChoice(NATIVE), ModelProblem.NO_KEY, None),
        (ModelChoice("openai:gpt-5.5", api_key=KEY, fallback=NATIVE), ModelProblem.NO_KEY, None),
        (ModelChoice("openai:gpt-5.5", api_key=KEY, fallback="nobody:x"), ModelProblem.UNKNOWN, None),
    ],
    ids=["unknown", "not installed", "no key", "no key of anthropic's", "no key of the fallback's", "fallback"],
)
def test_a_model_that_cant_be_asked_is_told_before_anybody_asks(
    chosen: ModelChoice, problem: str, package: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"):
        monkeypatch.delenv(variable, raising=False)
    with pytest.raises(ModelUnusable) as caught:
        ChatModel(chosen)
    assert (caught.value.problem, caught.value.package) == (problem, package)
    assert caught.value.model == (chosen.fallback or chosen.model)
