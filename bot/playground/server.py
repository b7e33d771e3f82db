"""The workspace as a server on loopback, with everything that a test or a person needs in their hand."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, Self, TypeVar

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount, Route, WebSocketRoute
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.playground.acts import Acts
from bot.playground.api import Call, WebApi
from bot.playground.deliveries import ANSWER_WITHIN, PATIENCE, Deliveries, Delivery
from bot.playground.downloads import Downloads
from bot.playground.faults import Faults
from bot.playground.files import Files
from bot.playground.interactivity import ResponseUrls, Triggers
from bot.playground.live import Live
from bot.playground.mishaps import Mishaps
from bot.playground.pages import routes as page_routes
from bot.playground.people import SEED, Person
from bot.playground.platform import Download, Platform
from bot.playground.registration import Registration
from bot.playground.respond import Respond
from bot.playground.signed import SignedRequests
from bot.playground.sockets import Sockets
from bot.playground.workspace import Clock, Workspace

T = TypeVar("T")
HOST = "127.0.0.1"
PING_SECONDS = 0.1
"""Often, since slack_sdk closes a connection only when something has come over it."""
LONGEST_LOOK = 0.05
"""Seconds after which a condition is looked at again even if nothing changed here: it may depend on the app's state."""


class Playground:
    """A Slack workspace. Use it as a context manager: the server listens from ``__enter__`` to ``__exit__``.

    Args:
        port: Where to listen on loopback; 0 for a free one.
        people: Who is in the workspace.
        registration: The app.
        clock: Seconds since the epoch, for time stamps and for the lives of trigger ids, response URLs and streams.
        patience: Seconds after which an event without acknowledgement is sent again: first, second, third time.
        answer_within: Seconds that a person waits for the answer to a command or a form.
    """

    def __init__(
        self,
        port: int = 0,
        people: Iterable[Person] = SEED,
        *,
        registration: Registration | None = None,
        clock: Clock = time.time,
        patience: tuple[float, ...] = PATIENCE,
        answer_within: float = ANSWER_WITHIN,
    ) -> None:
        self._socket = socket.create_server((HOST, port))
        self.url = f"http://{HOST}:{self._socket.getsockname()[1]}"
        self.api_url = f"{self.url}/api/"
        self.workspace = Workspace(people, clock=clock)
        self.faults = Faults()
        self.mishaps = Mishaps()
        self._deliveries = Deliveries(self.workspace, self.faults, self._later, patience, answer_within)
        self._sockets = Sockets(self._deliveries, self._soon)
        self._deliveries.transport = self._sockets
        self._requests: list[SignedRequests] = []
        self.platform = Platform(
            self.workspace,
            registration or Registration(),
            self._deliveries,
            Files(self.url, clock, self.mishaps),
            Triggers(clock),
            ResponseUrls(clock),
            clock,
            self.url,
            self._sockets.ticket,
            self._later,
        )
        self.acts = Acts(self.platform)
        self._api = WebApi(self.platform, self.faults)
        self._server = _Server(self._application())

    @property
    def bot_token(self) -> str:
        """The token of the app's bot user."""
        return self.platform.bot_token

    @property
    def app_token(self) -> str:
        """The token for Socket Mode."""
        return self.platform.app_token

    @property
    def signing_secret(self) -> str:
        """The secret by which requests to the app are signed."""
        return self.platform.signing_secret

    @property
    def calls(self) -> list[Call]:
        """Every call of the Web API, in order."""
        return self._api.calls

    @property
    def deliveries(self) -> list[Delivery]:
        """Everything sent to the app, one entry for each attempt, in order."""
        return self._deliveries.log

    @property
    def downloads(self) -> list[Download]:
        """Every request for a file's content, in order."""
        return self.platform.downloads

    @property
    def connections(self) -> int:
        """How many Socket Mode connections are open."""
        return self._sockets.connections

    def connect_events(self, url: str) -> None:
        """From now on, post signed requests to this address instead of using Socket Mode.

        Raises:
            ValueError: The address does not answer Slack's challenge.
        """
        requests = SignedRequests(url, self.signing_secret, self._deliveries)
        self._requests.append(requests)
        requests.verify()
        self._deliveries.transport = requests

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Tell the Socket Mode connections to be replaced."""
        self._sockets.disconnect(reason)

    def hold(self) -> None:
        """Hold events back until they are released."""
        self._deliveries.hold()

    def release(
        self,
        order: Callable[[list[Delivery]], list[Delivery]] | int | None = None,
        copies: Callable[[], int] = lambda: 1,
    ) -> None:
        """Send the events that were held back, in this order (a function or a seed), each in as many copies."""
        self._deliveries.release(order, copies)

    def redeliver(self, delivery: Delivery | None = None) -> None:
        """Send again without waiting: this delivery, or all events that were not acknowledged."""
        self._deliveries.redeliver(delivery)

    def until(self, condition: Callable[[], T], seconds: float = 30) -> T:
        """Wait for a condition, looked at after each change; returns the first true value.

        Raises:
            TimeoutError: It did not come true; the message shows the workspace.
        """
        end = time.monotonic() + seconds
        while True:
            seen = self.workspace.version
            value = condition()
            if value:
                return value
            left = end - time.monotonic()
            if left <= 0:
                calls = "\n".join(f"{one.method} {one.status} {one.response.get('error', 'ok')}" for one in self.calls)
                raise TimeoutError(f"Waited {seconds} s in vain.\n{self.workspace.picture()}\n{calls}")
            with self.workspace.condition:
                if self.workspace.version == seen:
                    self.workspace.condition.wait(min(left, LONGEST_LOOK))

    def __enter__(self) -> Self:
        """Start to listen."""
        self._server.start(self._socket)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop; open connections are closed."""
        for requests in self._requests:
            requests.close()
        self._server.stop()

    def _application(self) -> Starlette:
        downloads, respond = Downloads(self.platform, self.mishaps), Respond(self.platform)
        live = Live(self.platform, self.acts, self._soon)
        return Starlette(
            routes=[
                Route("/api/{method}", self._api.endpoint, methods=["GET", "POST"]),
                Route("/respond/{key}", respond.endpoint, methods=["POST"]),
                Route("/upload/v1/{file_id}", downloads.upload, methods=["POST"]),
                Route("/files-pri/{team}-{file_id}/{name:path}", downloads.download),
                WebSocketRoute("/link", self._sockets.serve),
                Mount("/play", routes=live.routes),
                *page_routes,
            ]
        )

    def _soon(self, callback: Callable[..., Any], *arguments: Any) -> None:
        self._server.soon(callback, *arguments)

    def _later(self, seconds: float, callback: Callable[[], None]) -> None:
        self._server.later(seconds, callback)


class _Protocol(H11Protocol):
    """HTTP that lets the application reset a connection."""

    def handle_events(self) -> None:
        super().handle_events()
        if self.scope is not None:
            self.scope["transport"] = self.transport  # type: ignore[typeddict-unknown-key]


class _Server(uvicorn.Server):
    """Uvicorn in a thread of its own."""

    def __init__(self, application: Starlette) -> None:
        super().__init__(
            uvicorn.Config(
                application,
                loop="asyncio",
                http=_Protocol,
                ws="websockets-sansio",
                ws_ping_interval=PING_SECONDS,
                lifespan="off",
                log_level="critical",
                access_log=False,
                timeout_graceful_shutdown=2,
            )
        )
        self._listening = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._loop = asyncio.get_running_loop()
        self._listening.set()

    def start(self, listening: socket.socket) -> None:
        self._thread = threading.Thread(target=self.run, args=([listening],), name="playground")
        self._thread.start()
        self._listening.wait()

    def stop(self) -> None:
        self.should_exit = True
        if self._thread is not None:
            self._thread.join()

    def soon(self, callback: Callable[..., Any], *arguments: Any) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(callback, *arguments)

    def later(self, seconds: float, callback: Callable[[], None]) -> None:
        def schedule() -> None:
            asyncio.get_running_loop().call_later(seconds, callback)

        self.soon(schedule)
