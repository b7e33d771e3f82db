"""The endpoint that Slack calls, over a real Bolt app: only what Slack signed gets in, and nothing brings it down."""

import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import time
from typing import Any
from urllib.parse import urlencode

import anyio
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_bolt import Ack, App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette

from bot.health import Finding
from bot.web.app import BODY_LIMIT, THREADS, web_app
from bot.web.readiness import Readiness

SECRET = "8f742231b10e88b1a1b2c3d4e5f60718"
FORM = "application/x-www-form-urlencoded"
EVENT = json.dumps({"type": "event_callback", "team_id": "T1", "event": {"type": "app_mention", "text": "é"}})


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: bytes

    @property
    def values(self) -> Any:
        return json.loads(self.body)


async def answer(app: Starlette, method: str, path: str, headers: list[tuple[str, str]], *parts: bytes) -> Answer:
    """Call the app as a server would."""
    scope = {
        "type": "http", "method": method, "path": path, "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers],
    }  # fmt: skip
    coming = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    coming.append({"type": "http.request", "body": b"", "more_body": False})
    sent: list[Any] = []

    async def receive() -> Any:
        return coming.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return Answer(sent[0]["status"], sent[1]["body"])


class Slack:
    """What Slack does: sign a body and send it. Keeps what the app's listeners got."""

    def __init__(self, portal: BlockingPortal) -> None:
        self._portal = portal
        self.heard: list[str] = []
        self.working = threading.Barrier(1)
        app = App(
            signing_secret=SECRET, process_before_response=True,
            authorize=lambda: AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="x", bot_id="B1"),
        )  # fmt: skip
        app.event("app_mention")(self._hear_event)
        app.command("/fieldwise")(self._hear_command)
        app.action("share")(self._hear_click)
        self.findings = [Finding("database", good=True, says="")]
        self._web = web_app(app.dispatch, SECRET, Readiness([lambda: self.findings[0]], clock=self.tick))
        self.now = 0.0

    def tick(self) -> float:
        return self.now

    def _hear_event(self, event: dict[str, Any]) -> None:
        self.working.wait(timeout=10)
        self.heard.append(event["text"])

    def _hear_command(self, ack: Ack, command: dict[str, Any]) -> None:
        ack(f"asked: {command['text']}")

    def _hear_click(self, ack: Ack, action: dict[str, Any]) -> None:
        self.heard.append(action["value"])
        ack()

    def send(self, body: str | bytes, headers: list[tuple[str, str]] | None = None, kind: str = "") -> Answer:
        content = body.encode() if isinstance(body, str) else body
        sent = [("content-type", kind or "application/json"), *(signed(body) if headers is None else headers)]
        half = len(content) // 2
        return self._portal.call(answer, self._web, "POST", "/slack/events", sent, content[:half], content[half:])

    def get(self, path: str) -> Answer:
        return self._portal.call(answer, self._web, "GET", path, [])


def signed(body: str | bytes, at: float | None = None, secret: str = SECRET) -> list[tuple[str, str]]:
    timestamp = str(int(time() if at is None else at))
    text = body if isinstance(body, str) else body.decode("utf-8", "replace")
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=text)
    return [("x-slack-request-timestamp", timestamp), ("x-slack-signature", signature or "")]


@pytest.fixture(scope="module")
def portal() -> Iterator[BlockingPortal]:
    with start_blocking_portal() as opened:
        yield opened


@pytest.fixture(scope="module")
def shared(portal: BlockingPortal) -> Slack:
    """For requests that reach no listener."""
    return Slack(portal)


@pytest.fixture
def slack(portal: BlockingPortal) -> Slack:
    return Slack(portal)


def test_an_event_a_command_and_a_click_come_in_at_the_same_address(slack: Slack) -> None:
    assert slack.send(EVENT).status == 200
    command = urlencode({"command": "/fieldwise", "text": "how often?", "team_id": "T1", "user_id": "U1"})
    answered = slack.send(command, kind=FORM)
    assert (answered.status, answered.body) == (200, b"asked: how often?")
    click = {"type": "block_actions", "team": {"id": "T1"}, "actions": [{"action_id": "share", "value": "a-1"}]}
    click |= {"user": {"id": "U1"}}
    assert slack.send(urlencode({"payload": json.dumps(click)}), kind=FORM).status == 200
    assert slack.heard == ["é", "a-1"]


def test_a_command_may_ask_about_a_payload(slack: Slack) -> None:
    command = urlencode({"command": "/fieldwise", "text": "what is a payload?", "team_id": "T1", "user_id": "U1"})
    assert slack.send(command, kind=FORM).body == b"asked: what is a payload?"


def test_slack_may_verify_the_address(slack: Slack) -> None:
    answered = slack.send(json.dumps({"type": "url_verification", "challenge": "c-1"}))
    assert (answered.status, answered.values) == (200, {"challenge": "c-1"})


UNSIGNED: dict[str, Callable[[], list[tuple[str, str]]]] = {
    "no signature": lambda: signed(EVENT)[:1],
    "no time": lambda: signed(EVENT)[1:],
    "nothing": list,
    "another secret": lambda: signed(EVENT, secret="0" * 32),
    "another body": lambda: signed(EVENT + " "),
    "a cut signature": lambda: [signed(EVENT)[0], ("x-slack-signature", signed(EVENT)[1][1][:-1])],
    "an empty signature": lambda: [signed(EVENT)[0], ("x-slack-signature", "")],
    "a signature of letters beyond ASCII": lambda: [signed(EVENT)[0], ("x-slack-signature", "v0=" + "é" * 64)],
    "two signatures": lambda: [*signed(EVENT), signed(EVENT)[1]],
    "two times": lambda: [signed(EVENT)[0], *signed(EVENT)],
    "301 seconds old": lambda: signed(EVENT, time() - 301),
    "302 seconds ahead": lambda: signed(EVENT, time() + 302),
    "a time before all times": lambda: signed(EVENT, -1),
    "a huge time": lambda: [("x-slack-request-timestamp", "9" * 5_000), signed(EVENT)[1]],
    "a time of letters": lambda: [("x-slack-request-timestamp", "now"), signed(EVENT)[1]],
    "a time with a space": lambda: [("x-slack-request-timestamp", f"{int(time())} 1"), signed(EVENT)[1]],
    "a time in other digits": lambda: [("x-slack-request-timestamp", "١٧٠٠٠٠٠٠٠٠"), signed(EVENT)[1]],
}


@pytest.mark.parametrize("case", UNSIGNED)
def test_what_slack_did_not_sign_is_refused(shared: Slack, case: str) -> None:
    answered = shared.send(EVENT, UNSIGNED[case]())
    assert (answered.status, answered.values) == (401, {"error": "not signed by Slack"})


def test_what_is_not_utf_8_or_nested_without_end_is_refused_unread(shared: Slack) -> None:
    assert shared.send(b'{"type": "\xff\xfe"}').status == 401
    assert shared.send("[" * 500_000, []).status == 401
    assert shared.send("{", []).status == 401


@pytest.mark.parametrize("body", [pytest.param("[" * 100_000, id="nested"), "{", "[1]", "", '"text"', "null"])
def test_a_signed_body_that_is_no_request_is_refused_as_such(shared: Slack, body: str) -> None:
    assert shared.send(body).status == 400
    assert shared.send(urlencode({"payload": body}), kind=FORM).status == 400


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.binary(max_size=80),
    timestamp=st.one_of(TEXT, st.integers().map(str), st.just(str(int(time())))),
    signature=st.one_of(TEXT, st.text("0123456789abcdef", min_size=64, max_size=64).map("v0={}".format)),
    kind=st.sampled_from([FORM, "application/json", "text/plain", ""]),
)
def test_no_guess_gets_in_and_none_brings_the_process_down(
    shared: Slack, body: bytes, timestamp: str, signature: str, kind: str
) -> None:
    headers = [("x-slack-request-timestamp", timestamp), ("x-slack-signature", signature)]
    assert shared.send(body, headers, kind=kind).status == 401


def test_a_body_over_the_limit_is_refused_and_one_at_it_is_not(shared: Slack) -> None:
    assert shared.send("x" * (BODY_LIMIT + 1)).status == 413
    assert shared.send("x" * BODY_LIMIT, []).status == 401


@pytest.mark.parametrize("leaves", [True, False])
def test_a_body_that_stays_away_holds_nothing_up(leaves: bool) -> None:
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        if not leaves:
            await anyio.sleep_forever()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    app = web_app(App(signing_secret=SECRET, token="x", token_verification_enabled=False).dispatch, SECRET,
                  Readiness([]), body_seconds=0.01)  # fmt: skip
    scope = {"type": "http", "method": "POST", "path": "/slack/events", "headers": [], "query_string": b""}
    anyio.run(app, scope, receive, send)
    assert sent[0]["status"] == 408


def test_only_posts_are_taken(shared: Slack) -> None:
    assert shared.get("/slack/events").status == 405
    assert shared.get("/").status == 404


def test_bolt_itself_verifies_the_signature_again() -> None:
    app = App(
        signing_secret="0" * 32, process_before_response=True,
        authorize=lambda: AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="x", bot_id="B1"),
    )  # fmt: skip
    web = web_app(app.dispatch, SECRET, Readiness([]))
    headers = [*signed(EVENT), ("content-type", "application/json")]
    refused = anyio.run(answer, web, "POST", "/slack/events", headers, EVENT.encode())
    assert (refused.status, refused.values) == (401, {"error": "invalid request"})


def test_as_many_requests_are_handled_at_a_time_as_there_are_threads(slack: Slack) -> None:
    # Each listener waits until all of them are at work: in one thread none would ever end.
    slack.working = threading.Barrier(THREADS)
    with ThreadPoolExecutor(THREADS) as pool:
        sent = list(pool.map(lambda _: slack.send(EVENT).status, range(THREADS)))
    assert sent == [200] * THREADS


def test_the_process_lives_whether_it_is_ready_or_not(slack: Slack) -> None:
    assert slack.get("/readyz").values == {"ready": True, "checks": {"database": True}}
    slack.findings[0] = Finding("database", good=False, says="It is away.")
    assert slack.get("/readyz").status == 200
    slack.now += 5.0
    answered = slack.get("/readyz")
    assert (answered.status, answered.values) == (503, {"ready": False, "checks": {"database": False}})
    assert slack.get("/healthz").values == {"alive": True}
