"""A real site on loopback that answers as it is told to, and the names that lead to it."""

import contextlib
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

from ingestion.web.addresses import IPAddress, is_public

LOOPBACK = "127.0.0.1"
HOST = "guides.example"
CERTIFICATE = Path(__file__).with_name("guides.example.pem")
Answer = Callable[["Request"], None]


class Request(BaseHTTPRequestHandler):
    """What a site is asked; an answer writes to it."""

    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_GET(self) -> None:
        self.close_connection = True
        self.server.site.requests.append(self)
        with contextlib.suppress(ConnectionError):
            self.server.site.answers.get(self.path, not_found)(self)

    do_HEAD = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what was asked is in ``Site.requests``."""

    def raw(self, data: bytes) -> None:
        self.wfile.write(data)
        self.wfile.flush()

    def trickle(self, piece: bytes) -> None:
        """Send it again and again until nobody listens any more."""
        while not self.server.site.closing.wait(0.01):
            self.raw(piece)


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    site: "Site"


@dataclass
class Site:
    """Attributes: ``answers`` by path; ``requests`` in order; ``server_names`` as TLS was asked for them."""

    port: int
    answers: dict[str, Answer] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    server_names: list[str | None] = field(default_factory=list)
    closing: Event = field(default_factory=Event)

    def url(self, path: str, host: str = HOST, scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.requests]


@contextlib.contextmanager
def running(tls: bool = False) -> Iterator[Site]:
    """A site for as long as the block lasts."""
    server = _Server((LOOPBACK, 0), Request)
    site = server.site = Site(server.server_address[1])
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        context.sni_callback = lambda _, name, __: site.server_names.append(name)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


def page(data: bytes = b"<html><p>Listen first.</p></html>", content_type: str = "text/html", **headers: str) -> Answer:
    """An answer with this content; an underscore in a header's name stands for a hyphen."""

    def answer(request: Request) -> None:
        request.send_response(200)
        request.send_header("Content-Type", content_type)
        for name, value in {"Content_Length": str(len(data)), **headers}.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        if request.command != "HEAD":
            request.raw(data)

    return answer


def status(code: int, **headers: str) -> Answer:
    """An answer with no content."""

    def answer(request: Request) -> None:
        request.send_response(code)
        for name, value in {"Content_Length": "0", **headers}.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()

    return answer


def sent(data: bytes) -> Answer:
    """An answer of these bytes, headers and all."""
    return lambda request: request.raw(data)


def silence(request: Request) -> None:
    """No answer for as long as the site is there."""
    request.server.site.closing.wait(5)


not_found = status(404)


@dataclass
class Names:
    """A resolver of our own: each host's answers in turn, the last one for ever.

    Attributes: ``asked`` are the hosts that were looked up, in order.
    """

    answers: dict[str, list[list[str]]] = field(default_factory=lambda: {HOST: [[LOOPBACK]]})
    asked: list[str] = field(default_factory=list)

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        if host not in self.answers:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        turns = self.answers[host]
        return turns.pop(0) if len(turns) > 1 else turns[0]


def public_or_loopback(address: IPAddress) -> bool:
    """The rule of the product, and the one address at which a test's site is."""
    return is_public(address) or str(address) == LOOPBACK
