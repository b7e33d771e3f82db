"""A server on loopback that answers as it is told to: what lies outside of the bot, for the tests of how it calls."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What the server answers to one request."""

    status: int = 200
    body: str | bytes = '{"ok": true}'
    headers: Mapping[str, str] = field(default_factory=dict)


class Hangup(Enum):
    """The connection is closed without an answer, or with half of one."""

    BEFORE_READING = "before reading"
    AFTER_READING = "after reading"
    HALFWAY = "halfway"


Line = Answer | Hangup


def ok(**data: object) -> Answer:
    """Slack's yes."""
    return Answer(body=json.dumps({"ok": True, **data}))


def no(error: str, status: int = 200) -> Answer:
    """Slack's no."""
    return Answer(status, json.dumps({"ok": False, "error": error}))


def limited(seconds: str | None) -> Answer:
    """A rate limit."""
    headers = {"Retry-After": seconds} if seconds is not None else {}
    return Answer(429, '{"ok": false, "error": "ratelimited"}', headers)


@dataclass
class Scripted:
    """The server's address, what it still has to answer, and the requests that it has read: path and body."""

    address: str
    script: list[Line] = field(default_factory=list)
    read: list[tuple[str, str]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [path for path, _ in self.read]


@contextmanager
def scripted() -> Iterator[Scripted]:
    """A server of one's own; it must have been asked as often as the script has lines."""
    server = _Server(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.scripted
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert server.scripted.script == []


class _Server(ThreadingHTTPServer):
    @cached_property
    def scripted(self) -> Scripted:
        return Scripted(f"http://127.0.0.1:{self.server_port}")


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        line = self.server.scripted.script.pop(0)
        if line is Hangup.BEFORE_READING:
            return
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.scripted.read.append((self.path, body.decode()))
        match line:
            case Answer():
                self._answer(line)
            case Hangup.HALFWAY:
                self._answer(Answer(body='{"ok": tr', headers={"Content-Length": "1000"}))

    def _answer(self, answer: Answer) -> None:
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        self.send_response(answer.status)
        for name, value in {"Content-Length": str(len(body)), **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""
