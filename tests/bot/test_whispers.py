"""Words for one person, through the address that Slack sends along with a command."""

import json
from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from bot.blocks.message import Message
from bot.calls import ATTEMPTS, Calls, SlackAway, SlackRefused
from bot.whispers import whisper
from tests.bot.scripted import Answer, Hangup, Line, Scripted, limited, ok, scripted

MESSAGE = Message("Twice a month.", ({"type": "section", "text": {"type": "mrkdwn", "text": "Twice a month."}},))
PAGE = "<!DOCTYPE html><title>Bad gateway</title>"


@pytest.fixture
def server() -> Iterator[Scripted]:
    with scripted() as server:
        yield server


@pytest.fixture
def waits() -> list[float]:
    return []


def say(server: Scripted, waits: list[float], *, replace: bool = True) -> None:
    calls = Calls(WebClient("xoxb-1", base_url=f"{server.address}/api/"), waits.append)
    whisper(calls, f"{server.address}/commands/1/2", MESSAGE, replace=replace)


def test_a_whisper_takes_the_place_of_the_last_one_for_the_asker_alone(server: Scripted, waits: list[float]) -> None:
    server.script[:] = [Answer(body="ok")]
    say(server, waits)
    ((path, sent),) = server.read
    assert path == "/commands/1/2"
    assert json.loads(sent) == {
        "text": "Twice a month.",
        "blocks": list(MESSAGE.blocks),
        "response_type": "ephemeral",
        "replace_original": True,
        "unfurl_links": False,
        "unfurl_media": False,
    }
    assert waits == []


@pytest.mark.parametrize(
    "line",
    [
        Answer(500, PAGE),
        Answer(503, ""),
        Answer(502, b"\xff\xfe"),
        Hangup.BEFORE_READING,
        Hangup.AFTER_READING,
        Hangup.HALFWAY,
    ],
)
def test_a_whisper_that_may_not_have_come_through_is_said_again(
    server: Scripted, waits: list[float], line: Line
) -> None:
    server.script[:] = [line, line, ok()]
    say(server, waits)
    assert waits == [0.5, 1.0]


def test_a_rate_limit_is_waited_out_for_as_long_as_slack_asks(server: Scripted, waits: list[float]) -> None:
    server.script[:] = [limited("12"), limited(None), ok()]
    say(server, waits)
    assert waits == [12.0, 1.0]


def test_a_whisper_that_never_comes_through_is_slack_being_away(server: Scripted, waits: list[float]) -> None:
    server.script[:] = [Answer(500, PAGE)] * ATTEMPTS
    with pytest.raises(SlackAway):
        say(server, waits)


@pytest.mark.parametrize(("status", "body"), [(404, "expired_url"), (404, "used_url"), (410, ""), (400, "no_text")])
def test_an_address_that_has_expired_is_given_up(server: Scripted, waits: list[float], status: int, body: str) -> None:
    server.script[:] = [Answer(status, body)]
    with pytest.raises(SlackRefused) as refused:
        say(server, waits)
    assert refused.value == SlackRefused("response_url", str(status))
    assert waits == []


@pytest.mark.parametrize(
    ("address", "api"),
    [
        ("https://hooks.slack.com.evil.example/commands/1", "https://slack.com/api/"),
        ("https://evilslack.com/commands/1", "https://slack.com/api/"),
        ("https://slack.com@evil.example/commands/1", "https://slack.com/api/"),
        ("http://127.0.0.1:9/commands/1", "https://slack.com/api/"),
        ("https://hooks.slack.com/commands/1", "http://127.0.0.1:9/api/"),
        ("file:///etc/passwd", "https://slack.com/api/"),
        ("", "https://slack.com/api/"),
    ],
)
def test_nothing_is_said_to_an_address_that_is_not_slacks(address: str, api: str, waits: list[float]) -> None:
    calls = Calls(WebClient("xoxb-1", base_url=api), waits.append)
    with pytest.raises(SlackRefused) as refused:
        whisper(calls, address, MESSAGE, replace=False)
    assert refused.value == SlackRefused("response_url", "not_slack")
