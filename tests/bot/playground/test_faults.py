"""The workspace fails as Slack fails, when it is told to."""

import time
from typing import Any

import pytest
from slack_bolt import App, BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from bot.playground.people import BEN, CARMEN, MENTORS
from bot.playground.server import Playground
from tests.bot.playground.conftest import Connect, client_of


def unforgiving(slack: Playground) -> WebClient:
    """A client that tries once."""
    return WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])


def test_a_rate_limit_says_when_to_come_back_and_a_patient_client_gets_through(slack: Playground) -> None:
    slack.faults.add("chat.postMessage", "ratelimited", retry_after=0)
    client = client_of(slack)
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel=MENTORS, text="x")
    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["retry-after"] == "0"

    slack.faults.add("chat.postMessage", "ratelimited", retry_after=0)
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=1))
    client.chat_postMessage(channel=MENTORS, text="y")
    assert [call.status for call in slack.calls] == [429, 429, 200]


@pytest.mark.parametrize(("kind", "status"), [("server_error", 500), ("html", 503)])
def test_slack_has_trouble(slack: Playground, kind: Any, status: int) -> None:
    slack.faults.add("chat.postMessage", kind, times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError) as failed:
            unforgiving(slack).chat_postMessage(channel=MENTORS, text="x")
        assert failed.value.response.status_code == status
    assert unforgiving(slack).chat_postMessage(channel=MENTORS, text="x")["ok"]


def test_a_connection_can_break_before_or_after_the_message_was_taken(slack: Playground) -> None:
    for kind in ("reset_before", "reset_after"):
        slack.faults.add("chat.postMessage", kind)
        with pytest.raises(ConnectionResetError):
            unforgiving(slack).chat_postMessage(channel=MENTORS, text=kind)
    assert [message["text"] for message in slack.workspace.messages(MENTORS)] == ["reset_after"]
    assert [call.status for call in slack.calls] == [0, 0]


def test_a_fault_can_be_for_some_calls_only(slack: Playground) -> None:
    slack.faults.add("*", "server_error", when=lambda arguments: arguments.get("text") == "bad")
    client = unforgiving(slack)
    client.chat_postMessage(channel=MENTORS, text="good")
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel=MENTORS, text="bad")
    client.chat_postMessage(channel=MENTORS, text="bad")


def test_a_share_of_calls_fails_the_same_way_for_the_same_seed() -> None:
    def outcome() -> list[int]:
        with Playground() as slack:
            slack.faults.share("users.info", "server_error", 0.5, seed=7)
            for _ in range(12):
                try:
                    unforgiving(slack).users_info(user=BEN.id)
                except SlackApiError:
                    continue
            return [call.status for call in slack.calls]

    first = outcome()
    assert set(first) == {200, 500}
    assert first == outcome()


def test_a_slow_call_is_slow(slack: Playground) -> None:
    slack.faults.add("chat.postMessage", "slow", retry_after=0.05)
    began = time.perf_counter()
    client_of(slack).chat_postMessage(channel=MENTORS, text="x")
    assert time.perf_counter() - began >= 0.05


def texts(app: App) -> list[str]:
    heard: list[str] = []

    @app.event("message")
    def hear(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    return heard


def test_an_acknowledged_event_can_come_again(slack: Playground, app: App, connect: Connect) -> None:
    heard = texts(app)
    connect(app)
    slack.faults.deliver_again(2)
    slack.acts.post(BEN.id, MENTORS, "one")
    slack.acts.post(BEN.id, MENTORS, "two")
    slack.until(lambda: len(heard) == 4)
    assert sorted(heard) == ["one", "one", "one", "two"]
    slack.until(lambda: all(delivery.acknowledged for delivery in slack.deliveries))
    assert sorted(delivery.attempt for delivery in slack.deliveries) == [0, 0, 1, 2]
    assert len({delivery.event_id for delivery in slack.deliveries}) == 2


def test_events_can_be_held_back_and_released_in_another_order_and_several_times(
    slack: Playground, app: App, connect: Connect
) -> None:
    heard = texts(app)
    connect(app)
    slack.hold()
    for number in range(3):
        slack.acts.post(BEN.id, MENTORS, str(number))
    assert slack.deliveries == []
    copies = iter([1, 2, 3])
    slack.release(order=lambda held: held[::-1], copies=lambda: next(copies))
    slack.until(lambda: len(heard) == 6)
    assert [one.payload["event"]["text"] for one in slack.deliveries] == ["2", "2", "2", "1", "1", "0"]

    def shuffled(seed: int) -> list[str]:
        slack.hold()
        for number in range(8):
            slack.acts.post(CARMEN.id, MENTORS, str(number))
        start = len(slack.deliveries)
        slack.release(order=seed)
        return [one.payload["event"]["text"] for one in slack.deliveries[start:]]

    assert shuffled(3) == shuffled(3) != sorted(shuffled(3))


def test_an_event_without_acknowledgement_is_sent_again(slack: Playground, app: App, connect: Connect) -> None:
    attempts: list[str | None] = []

    @app.middleware
    def fail_once(next: Any, request: Any) -> Any:
        attempts.append((request.headers.get("x-slack-retry-num") or [None])[0])
        return next() if len(attempts) > 1 else BoltResponse(status=500)

    heard = texts(app)
    connect(app)
    slack.acts.post(BEN.id, MENTORS, "a question")
    slack.until(lambda: attempts)
    slack.redeliver()
    slack.until(lambda: heard)
    slack.until(lambda: slack.deliveries[-1].acknowledged)
    assert [(one.attempt, one.acknowledged) for one in slack.deliveries] == [(0, False), (1, True)]
    assert attempts == ["0", "1"]
    slack.redeliver()
    assert len(slack.deliveries) == 2


def test_patience_ends_by_itself() -> None:
    with Playground(patience=(0.01, 0.01, 0.01)) as slack:
        slack.acts.post(BEN.id, MENTORS, "is anybody there?")
        slack.until(lambda: len(slack.deliveries) == 4)
        assert [delivery.attempt for delivery in slack.deliveries] == [0, 1, 2, 3]
        assert [delivery.reason for delivery in slack.deliveries] == ["", "timeout", "timeout", "timeout"]


def test_how_long_an_acknowledgement_took_is_known(slack: Playground, app: App, connect: Connect) -> None:
    texts(app)
    connect(app)
    slack.acts.post(BEN.id, MENTORS, "a question")
    taken = slack.until(lambda: slack.deliveries and slack.deliveries[0].milliseconds)
    assert isinstance(taken, float)
    assert 0 < taken < 3000
