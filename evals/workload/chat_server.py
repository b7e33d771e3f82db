"""A chat model's server on loopback, whose model is a function: for exact cases, and for servers that fail.

It speaks OpenAI's protocol, Anthropic's and Ollama's; ``address`` with ``/v1`` is what an OpenAI client takes.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from pydantic import BaseModel

from evals.workload.chat_wire import ChatRequest as ChatRequest
from evals.workload.chat_wire import Words as Words
from evals.workload.chat_wire import encoded

_TICK = 0.02
_PART = re.compile(r"^--- ([0-9a-f]{8}) (.+) ---$")


@dataclass(frozen=True)
class Fails:
    """An HTTP error."""

    status: int
    body: str = '{"error": {"message": "scripted"}}'


@dataclass(frozen=True)
class Raw:
    """A response that is not in the protocol at all."""

    body: bytes


@dataclass(frozen=True)
class HangsUp:
    """The connection is closed in the middle of the response, after ``sent`` bytes of its body."""

    sent: int = 0


@dataclass(frozen=True)
class Waits:
    """Nothing until ``until`` is set, or the server closes."""

    until: Event
    then: "ChatReply" = field(default_factory=lambda: Words("{}"))


@dataclass(frozen=True)
class Drips:
    """A byte at a time, with a pause after each, until the client has gone or the server closes."""

    pause: float = _TICK


ChatReply = Words | Fails | Raw | HangsUp | Waits | Drips


@dataclass
class ChatServer:
    """A running server.

    Attributes:
        address: Without a path.
        requests: What was sent to it so far, oldest first.
        gone: Set once a client has hung up on a dripping response.
    """

    address: str
    requests: list[ChatRequest] = field(default_factory=list)
    gone: Event = field(default_factory=Event)

    @property
    def base_url(self) -> str:
        """As an OpenAI client takes it."""
        return f"{self.address}/v1"


@contextmanager
def chat_server(reply: Callable[[ChatRequest], ChatReply]) -> Iterator[ChatServer]:
    """A server whose model says what ``reply`` returns; it is called in the thread of the request."""
    server = _Server(reply)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": _TICK}, name="chat-server")
    thread.start()
    try:
        yield server.running
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def says(value: BaseModel | dict[str, Any], *, read: int = 100, written: int = 20) -> Words:
    """A reply that keeps to a schema."""
    text = value.model_dump_json() if isinstance(value, BaseModel) else json.dumps(value)
    return Words(text, read=read, written=written)


def parts_in(request: ChatRequest) -> list[tuple[str, str]]:
    """The data of a prompt, by name, as it stands between its marks."""
    mark = re.search(r"The mark of this message is ([0-9a-f]{8})\.", request.user)
    found: list[tuple[str, list[str]]] = []
    for line in request.user.split("\n"):
        fence = _PART.match(line)
        if fence and mark and fence[1] == mark[1]:
            found.append((fence[2], []))
        elif found:
            found[-1][1].append(line)
    return [(name, "\n".join(lines)) for name, lines in found[:-1]]


def question_in(request: ChatRequest) -> str:
    """The question that is to be answered."""
    return next(text for name, text in parts_in(request) if name == "question")


def passages_in(request: ChatRequest) -> list[tuple[str, str, str, str]]:
    """Key, title, heading and text of each passage that was given."""
    found = []
    for name, part in parts_in(request):
        if name.startswith("passage "):
            title, heading, _, text = part.split("\n", 3)
            found.append((name.removeprefix("passage "), title, heading, text))
    return found


class _Server(ThreadingHTTPServer):
    # So that closing waits for what is under way.
    daemon_threads = False

    def __init__(self, reply: Callable[[ChatRequest], ChatReply]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.reply = reply
        self.running = ChatServer(f"http://127.0.0.1:{self.server_address[1]}")
        self.closing = Event()


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:  # the name that http.server looks for
        body = self.rfile.read(int(self.headers["content-length"]))
        request = ChatRequest(self.path, {k.lower(): v for k, v in self.headers.items()}, json.loads(body))
        self.server.running.requests.append(request)
        self._give(self.server.reply(request), request)

    def _give(self, reply: ChatReply, request: ChatRequest) -> None:
        match reply:
            case Words():
                self._send(200, encoded(reply, request))
            case Fails(status, body):
                self._send(status, body.encode())
            case Raw(body):
                self._send(200, body)
            case HangsUp(sent):
                self._begin(200, 10_000)
                self.wfile.write(b" " * sent)
                self.close_connection = True
            case Waits(until, then):
                while not until.wait(_TICK) and not self.server.closing.is_set():
                    pass
                if not self.server.closing.is_set():
                    self._give(then, request)
            case Drips(pause):
                self._drip(pause)

    def _drip(self, pause: float) -> None:
        self._begin(200, 1_000_000)
        self.close_connection = True
        while not self.server.closing.wait(pause):
            try:
                self.wfile.write(b" ")
            except OSError:
                self.server.running.gone.set()
                return

    def _send(self, status: int, body: bytes) -> None:
        self._begin(status, len(body))
        self.wfile.write(body)

    def _begin(self, status: int, length: int) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(length))
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Tests and figures are quiet."""
