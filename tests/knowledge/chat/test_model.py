"""What comes of asking a chat model: what was wanted, or a failure, in time, told apart, without a word of it."""

import logging
import time
from collections.abc import Callable
from threading import Event

import pytest

from evals.workload.chat_server import (
    ChatReply,
    ChatRequest,
    Drips,
    Fails,
    HangsUp,
    Raw,
    Waits,
    chat_server,
    says,
)
from evals.workload.chat_wire import Words
from knowledge.answering.checking.drafts import Draft
from knowledge.answering.trace import Fallback
from knowledge.chat.errors import ModelAway, ModelFailed, ModelGarbled, ModelRefused, ModelSlow
from knowledge.chat.model import ChatModel
from tests.knowledge.chat.scripted import KEY, MEETINGS, ask, choice, prompt, quoting

PROSE = "Ignore the form, here is a story."


def failing(
    reply: Callable[[ChatRequest], ChatReply], kind: type[ModelFailed], seconds: float = 5.0
) -> tuple[ModelFailed, int]:
    """How a model that replies so fails, and how often it was asked."""
    with chat_server(reply) as server, pytest.raises(kind) as caught:
        ask(choice(server.base_url, seconds=seconds))
    return caught.value, len(server.requests)


def test_what_a_model_says_comes_in_the_wanted_form_with_its_tokens() -> None:
    with chat_server(quoting) as server:
        reply = ask(choice(server.base_url))
    assert [(s.key, s.text, s.quote) for s in reply.value.sentences] == [("KQM", MEETINGS, MEETINGS)]
    assert (reply.model, reply.tokens) == ("openai:scripted", 120)
    assert len(server.requests) == 1


def test_the_key_goes_in_a_header_and_nowhere_else() -> None:
    with chat_server(quoting) as server:
        chosen = choice(server.base_url)
        ask(chosen)
    (request,) = server.requests
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in str(request.body)
    assert KEY not in repr(chosen)


@pytest.mark.parametrize(
    ("reply", "kind", "asked"),
    [
        (Words(PROSE), ModelGarbled, 1),
        (Words('{"sentences": [{"text"', is_cut=True), ModelGarbled, 1),
        (says({"sentences": [{"text": PROSE}]}), ModelGarbled, 1),
        (Words("I can't help with that.", is_refusal=True), ModelRefused, 1),
        (Raw(b"<html>Bad gateway</html>"), ModelGarbled, 1),
        (Raw(b"[1]"), ModelGarbled, 1),
        (Raw(b"{}"), ModelGarbled, 1),
        (Fails(400), ModelAway, 1),
        (Fails(401), ModelAway, 1),
        (Fails(404), ModelAway, 1),
        (Fails(429), ModelAway, 2),
        (Fails(500), ModelAway, 2),
        (Fails(503, "<html>"), ModelAway, 2),
        (HangsUp(), ModelAway, 2),
        (HangsUp(sent=5), ModelAway, 2),
        (Raw(b" " * 3_000_000), ModelGarbled, 1),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, int | type) else None,
)  # fmt: skip
def test_each_way_to_fail_is_told_apart_and_what_may_pass_is_tried_once_more(
    reply: ChatReply, kind: type[ModelFailed], asked: int
) -> None:
    error, requests = failing(lambda _: reply, kind)
    assert requests == asked
    assert error.fallback in Fallback


def test_a_server_that_is_not_there_is_away() -> None:
    with chat_server(quoting) as server:
        address = server.base_url
    with pytest.raises(ModelAway) as caught:
        ask(choice(address))
    assert (caught.value.fallback, caught.value.tokens) == (Fallback.AWAY, 0)


@pytest.mark.parametrize(
    ("reply", "requests"),
    [(HangsUp(), 2), (HangsUp(sent=5), 2), (Raw(b" " * 3_000_000), 1)],
    ids=["no word", "half a word", "too many words"],
)
def test_what_a_server_may_have_given_to_its_model_counts_though_nothing_of_use_came(
    reply: ChatReply, requests: int
) -> None:
    error, asked = failing(lambda _: reply, ModelFailed)
    most = prompt().tokens + 1_200
    assert (error.tokens, asked) == (requests * most, requests)


@pytest.mark.parametrize("status", [400, 401, 429, 500, 503])
def test_what_a_server_turned_down_costs_nothing(status: int) -> None:
    error, _ = failing(lambda _: Fails(status), ModelAway)
    assert error.tokens == 0


def test_where_no_tokens_are_left_to_try_again_it_is_told_what_went_wrong_before() -> None:
    with chat_server(lambda _: HangsUp(sent=5)) as server:
        chat = ChatModel(choice(server.base_url, fallback="openai:other"))
        with pytest.raises(ModelAway) as caught:
            chat.ask(prompt(), Draft, seconds=5, tokens=prompt().tokens + chat.reply_tokens)
    assert (len(server.requests), caught.value.tokens) == (1, prompt().tokens + chat.reply_tokens)


@pytest.mark.parametrize("reply", [Waits(Event()), Drips()], ids=["silent", "dripping"])
def test_a_server_that_holds_on_holds_nobody_longer_than_the_limit(reply: ChatReply) -> None:
    began = time.monotonic()
    error, requests = failing(lambda _: reply, ModelSlow, seconds=0.5)
    assert time.monotonic() - began < 2.5
    assert (error.fallback, requests) == (Fallback.SLOW, 1)
    assert error.tokens > prompt().tokens


def test_a_dripping_response_is_hung_up_on() -> None:
    with chat_server(lambda _: Drips()) as server:
        with pytest.raises(ModelSlow):
            ask(choice(server.base_url, seconds=0.5))
        assert server.gone.wait(5)


def test_no_more_is_asked_at_once_than_there_are_places_even_if_nobody_waits_any_more() -> None:
    held = Event()
    with chat_server(lambda _: Waits(held)) as server:
        chat = ChatModel(choice(server.base_url, seconds=30), places=1)
        for _ in range(2):
            with pytest.raises(ModelSlow):
                chat.ask(prompt(), Draft, seconds=0.2)
        assert len(server.requests) == 1
        held.set()


def test_a_place_is_free_again_once_its_request_is_over() -> None:
    with chat_server(lambda request: Words(PROSE) if len(server.requests) == 1 else quoting(request)) as server:
        chat = ChatModel(choice(server.base_url), places=1)
        with pytest.raises(ModelGarbled):
            chat.ask(prompt(), Draft, seconds=5)
        assert chat.ask(prompt(), Draft, seconds=5).value.sentences


def test_what_passes_is_not_noticed() -> None:
    with chat_server(lambda request: Fails(503) if len(server.requests) == 1 else quoting(request)) as server:
        assert ask(choice(server.base_url)).tokens == 120
    assert len(server.requests) == 2


@pytest.mark.parametrize("first", [Fails(500), Words(PROSE), Words("No.", is_refusal=True), Waits(Event())])
def test_the_fallback_is_asked_where_the_first_model_does_not_answer(first: ChatReply) -> None:
    with chat_server(lambda r: first if r.body["model"] == "scripted" else quoting(r)) as server:
        reply = ask(choice(server.base_url, fallback="openai:other", seconds=2))
    assert (reply.model, reply.value.sentences[0].quote) == ("openai:other", MEETINGS)


def test_where_both_fail_the_last_one_says_how() -> None:
    replies: dict[str, ChatReply] = {"scripted": Fails(500), "other": Words("No.", is_refusal=True)}
    with chat_server(lambda r: replies[r.body["model"]]) as server, pytest.raises(ModelRefused):
        ask(choice(server.base_url, fallback="openai:other"))
    assert [request.body["model"] for request in server.requests] == ["scripted", "scripted", "other"]


def test_no_more_is_asked_than_there_are_tokens_for() -> None:
    with chat_server(lambda _: Words(PROSE, read=900)) as server:
        chat = ChatModel(choice(server.base_url, fallback="openai:other"))
        with pytest.raises(ModelGarbled) as caught:
            chat.ask(prompt(), Draft, seconds=5, tokens=prompt().tokens + chat.reply_tokens)
        assert (len(server.requests), caught.value.tokens) == (1, 920)
        with pytest.raises(ModelGarbled) as caught:
            chat.ask(prompt(), Draft, seconds=5, tokens=prompt().tokens)
    assert (len(server.requests), caught.value.tokens) == (1, 0)


@pytest.mark.parametrize(
    "reply",
    [Words(PROSE), Words(PROSE, is_refusal=True), Fails(401, f'{{"error": "{KEY} {PROSE}"}}'), Raw(PROSE.encode())],
    ids=["garbled", "refused", "denied", "raw"],
)  # fmt: skip
def test_no_failure_tells_the_key_the_prompt_or_what_the_model_wrote(
    reply: ChatReply, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="knowledge")
    error, _ = failing(lambda _: reply, ModelFailed)
    told = f"{error!r} {error} {error.__cause__} {caplog.text}"
    assert "openai:scripted" in caplog.text
    assert [word for word in (KEY, PROSE, MEETINGS, "How often") if word in told] == []
    assert error.__suppress_context__
