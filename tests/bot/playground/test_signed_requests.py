"""The Events API over HTTP: signed requests to the app's own address, as its ASGI or WSGI server gets them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from slack_bolt import Ack, App, BoltRequest

from bot.playground.modals import put
from bot.playground.people import BEN, MENTORS
from bot.playground.server import Playground
from tests.bot.playground.test_modals import field, option, plain


@contextmanager
def listening(app: App, requests: list[dict[str, str]], answers: list[int]) -> Iterator[str]:
    """The app behind an HTTP server; ``answers`` are statuses to give before the app is asked."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            requests.append({name.lower(): value for name, value in self.headers.items()})
            if answers:
                self._answer(answers.pop(0), "", {})
                return
            response = app.dispatch(BoltRequest(body=body, headers={k: [v] for k, v in self.headers.items()}))
            self._answer(response.status, response.body, response.first_headers_without_set_cookie())

        def _answer(self, status: int, body: str, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/slack/events"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def requests() -> list[dict[str, str]]:
    return []


def test_events_commands_and_presses_come_signed(slack: Playground, app: App, requests: list[dict[str, str]]) -> None:
    heard: list[str] = []

    @app.event("message")
    def message(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    @app.command("/fieldwise")
    def command(ack: Ack, command: dict[str, Any]) -> None:
        ack(text=f"You asked: {command['text']}")

    @app.action("show")
    def show(ack: Ack, action: dict[str, Any]) -> None:
        ack()
        heard.append(action["value"])

    with listening(app, requests, []) as url:
        slack.connect_events(url)
        slack.acts.post(BEN.id, MENTORS, "hello")
        slack.until(lambda: heard == ["hello"])
        assert slack.acts.command(BEN.id, MENTORS, "/fieldwise", "a & b")["text"] == "You asked: a & b"
        button = {"type": "button", "action_id": "show", "text": {"type": "plain_text", "text": "Go"}, "value": "7"}
        ts = app.client.chat_postMessage(channel=MENTORS, text="x", blocks=[{"type": "actions", "elements": [button]}])[
            "ts"
        ]
        slack.acts.click(BEN.id, MENTORS, ts, "show")
        slack.until(lambda: heard == ["hello", "7"])
        slack.until(lambda: all(one.acknowledged for one in slack.deliveries))
    assert all(one["x-slack-signature"].startswith("v0=") for one in requests)


def test_an_error_is_tried_again_at_once_with_number_and_reason(
    slack: Playground, app: App, requests: list[dict[str, str]]
) -> None:
    heard: list[str] = []
    app.event("message")(lambda event: heard.append(event["text"]))
    answers: list[int] = []
    with listening(app, requests, answers) as url:
        slack.connect_events(url)
        answers.append(500)
        slack.acts.post(BEN.id, MENTORS, "hello")
        slack.until(lambda: heard)
        slack.until(lambda: slack.deliveries[-1].acknowledged)
    first, second = requests[-2:]
    assert "x-slack-retry-num" not in first
    assert (second["x-slack-retry-num"], second["x-slack-retry-reason"]) == ("1", "http_error")
    assert len({one.event_id for one in slack.deliveries}) == 1


def test_an_address_that_does_not_answer_the_challenge_is_not_used(
    slack: Playground, app: App, requests: list[dict[str, str]]
) -> None:
    with listening(app, requests, [404]) as url, pytest.raises(ValueError, match="did not answer the challenge: 404"):
        slack.connect_events(url)


def test_a_wrong_secret_is_noticed_by_the_app(slack: Playground, requests: list[dict[str, str]]) -> None:
    app = App(token=slack.bot_token, signing_secret="another", token_verification_enabled=False)
    with listening(app, requests, []) as url, pytest.raises(ValueError, match="401"):
        slack.connect_events(url)


def test_suggestions_are_asked_for_over_http_too(slack: Playground, app: App, requests: list[dict[str, str]]) -> None:
    @app.options("replaces")
    def suggest(ack: Ack, payload: dict[str, Any]) -> None:
        ack(options=[option(payload["value"])])

    select = field("replaces", {"type": "external_select", "action_id": "replaces"})
    form = {"type": "modal", "title": plain("A guide"), "submit": plain("Send"), "blocks": [select]}
    with listening(app, requests, []) as url:
        slack.connect_events(url)
        view = put(slack.platform, BEN.id, form, on_top=False)
        assert slack.acts.suggest(BEN.id, view["id"], "replaces", "closing") == [option("closing")]
