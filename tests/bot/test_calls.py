"""Calls with the real client, to a server that answers as Slack does on its bad days."""

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from slack_sdk import WebClient

from bot.calls import ATTEMPTS, Calls, SlackAway, SlackLimited, SlackRefused, SlackUnsure
from tests.bot.scripted import Answer, Hangup, Line, Scripted, limited, no, ok, scripted

PAGE = "<!DOCTYPE html><title>Bad gateway</title>"
UNSURE: dict[str, Line] = {
    "an error of the server": Answer(500, PAGE),
    "an error of the server without a word": Answer(503, ""),
    "an error of the server in Slack's own words": no("internal_error", 500),
    "something broke on Slack's side": no("fatal_error"),
    "a page in Slack's place": Answer(200, PAGE),
    "a page in Slack's place that says no": Answer(403, PAGE),
    "a page that is no text": Answer(200, b"\xff\xfe\x00"),
    "nothing": Answer(200, ""),
    "a list": Answer(200, "[]"),
    "no reason": Answer(200, '{"ok": false}'),
    "cut before it was read": Hangup.BEFORE_READING,
    "cut after it was read": Hangup.AFTER_READING,
    "cut in the middle of the answer": Hangup.HALFWAY,
}
unsure = pytest.mark.parametrize("line", UNSURE.values(), ids=UNSURE)


@dataclass
class Caller:
    server: Scripted
    calls: Calls
    waits: list[float] = field(default_factory=list)


@pytest.fixture
def caller() -> Iterator[Caller]:
    waits: list[float] = []
    with scripted() as server:
        client = WebClient("xoxb-1", base_url=f"{server.address}/api/", timeout=30)
        yield Caller(server, Calls(client, waits.append), waits)


def post(caller: Caller) -> dict[str, object]:
    return caller.calls.once(caller.calls.client.chat_postMessage, channel="C0", text="so")


def ask(caller: Caller) -> dict[str, object]:
    return caller.calls.repeatable(caller.calls.client.conversations_info, channel="C0")


def test_what_slack_answers_is_handed_on(caller: Caller) -> None:
    caller.server.script[:] = [ok(ts="1.2", message={"text": "so"})]
    assert post(caller) == {"ok": True, "ts": "1.2", "message": {"text": "so"}}
    assert caller.server.paths == ["/api/chat.postMessage"]
    assert caller.waits == []


def test_a_rate_limit_is_waited_out_for_as_long_as_slack_asks(caller: Caller) -> None:
    caller.server.script[:] = [limited("7"), limited("30"), ok(ts="1.2")]
    assert post(caller)["ts"] == "1.2"
    assert caller.waits == [7.0, 30.0]


@pytest.mark.parametrize(
    ("said", "waited"), [(None, 1.0), ("soon", 1.0), ("0", 0.1), ("-3", 0.1), ("100000", 300.0), ("2.5", 2.5)]
)
def test_a_rate_limit_that_makes_no_sense_is_waited_for_some_time(
    caller: Caller, said: str | None, waited: float
) -> None:
    caller.server.script[:] = [limited(said), ok()]
    post(caller)
    assert caller.waits == [waited]


@pytest.mark.parametrize("line", [no("ratelimited"), no("rate_limited"), Answer(429, PAGE), Answer(429, "")])
def test_a_rate_limit_is_one_however_slack_says_so(caller: Caller, line: Answer) -> None:
    caller.server.script[:] = [line, ok()]
    post(caller)
    assert caller.waits == [1.0]


def test_a_rate_limit_that_does_not_end_is_slack_being_away(caller: Caller) -> None:
    caller.server.script[:] = [limited("9")] * ATTEMPTS
    with pytest.raises(SlackAway):
        post(caller)
    assert caller.waits == [9.0] * ATTEMPTS


@unsure
def test_what_may_have_been_done_is_not_done_again(caller: Caller, line: Line) -> None:
    caller.server.script[:] = [line]
    with pytest.raises(SlackUnsure) as unknown:
        post(caller)
    assert unknown.value == SlackUnsure("chat_postMessage")
    assert caller.waits == []


@unsure
def test_what_may_be_done_twice_is_tried_again_later_and_later(caller: Caller, line: Line) -> None:
    caller.server.script[:] = [line, line, line, ok(channel={"id": "C0"})]
    assert ask(caller)["channel"] == {"id": "C0"}
    assert caller.waits == [0.5, 1.0, 2.0]


def test_what_never_comes_back_is_slack_being_away(caller: Caller) -> None:
    caller.server.script[:] = [Answer(500, PAGE)] * ATTEMPTS
    with pytest.raises(SlackAway):
        ask(caller)
    assert caller.waits == [0.5, 1.0, 2.0, 4.0, 8.0]


def test_a_server_that_is_not_there_is_slack_being_away(caller: Caller) -> None:
    caller.calls.client.base_url = "http://127.0.0.1:9/api/"
    with pytest.raises(SlackAway):
        ask(caller)


def test_waits_grow_to_half_a_minute_and_no_further(caller: Caller) -> None:
    for attempt in (0, 5, 6, 50):
        caller.calls.pause(attempt)
    assert caller.waits == [0.5, 16.0, 30.0, 30.0]


def test_rate_limits_between_failures_are_waited_out_too(caller: Caller) -> None:
    caller.server.script[:] = [Answer(502, PAGE), limited("3"), Hangup.AFTER_READING, ok()]
    ask(caller)
    assert caller.waits == [0.5, 3.0, 1.0]


@pytest.mark.parametrize("status", [200, 400, 403, 404])
def test_a_no_of_slack_is_told_in_its_own_word_and_not_asked_for_again(caller: Caller, status: int) -> None:
    for call in (post, ask):
        caller.server.script[:] = [no("not_in_channel", status)]
        with pytest.raises(SlackRefused) as refused:
            call(caller)
        assert refused.value.error == "not_in_channel"
    assert caller.waits == []


def test_what_is_said_now_or_never_waits_for_nothing(caller: Caller) -> None:
    client = caller.calls.client
    caller.server.script[:] = [ok(), limited("40"), Answer(500, PAGE), no("not_in_channel")]
    assert caller.calls.at_once(client.chat_postEphemeral, channel="C0", user="U0", text="so") == {"ok": True}
    for error in (
        SlackLimited(40.0),
        SlackUnsure("chat_postEphemeral"),
        SlackRefused("chat_postEphemeral", "not_in_channel"),
    ):
        with pytest.raises(type(error)) as raised:
            caller.calls.at_once(client.chat_postEphemeral, channel="C0", user="U0", text="so")
        assert raised.value == error
    assert caller.waits == []


@pytest.mark.parametrize("error", [SlackRefused("chat_delete", "no"), SlackUnsure("chat_delete"), SlackLimited(3.0)])
def test_errors_can_be_stored_with_a_durable_job(error: Exception) -> None:
    assert pickle.loads(pickle.dumps(error)) == error
