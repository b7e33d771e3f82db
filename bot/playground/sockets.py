"""Socket Mode: the app opens WebSocket connections and gets its envelopes over them."""

import asyncio
import contextlib
import json
import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.playground.deliveries import Deliveries, Delivery
from bot.playground.people import APP

MOST_CONNECTIONS = 10


@dataclass(eq=False)
class Link:
    """One connection and the frames that wait to be written to it."""

    frames: asyncio.Queue[str] = field(default_factory=asyncio.Queue)


class Sockets:
    """The open connections of the app; each envelope goes to one of them at random.

    Until the first connection is open, envelopes wait.
    """

    def __init__(self, deliveries: Deliveries, soon: Callable[..., None]) -> None:
        self._deliveries = deliveries
        self._soon = soon
        self._links: list[Link] = []
        self._tickets: set[str] = set()
        self._waiting: list[str] = []
        self._lock = Lock()

    @property
    def connections(self) -> int:
        """How many connections are open."""
        with self._lock:
            return len(self._links)

    def ticket(self) -> str:
        """The right to open one connection."""
        ticket = secrets.token_urlsafe(16)
        with self._lock:
            self._tickets.add(ticket)
        return ticket

    def send(self, delivery: Delivery) -> None:
        """Hand over a delivery by one of the connections."""
        frame = json.dumps(envelope(delivery))
        with self._lock:
            if not self._links:
                self._waiting.append(frame)
                return
            link = random.choice(self._links)
        self._soon(link.frames.put_nowait, frame)

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Tell every connection that it is to be replaced by a new one."""
        frame = json.dumps({"type": "disconnect", "reason": reason, "debug_info": {"host": "playground"}})
        with self._lock:
            links = list(self._links)
        for link in links:
            self._soon(link.frames.put_nowait, frame)

    async def serve(self, websocket: WebSocket) -> None:
        """Serve one connection from hello to close."""
        ticket = websocket.query_params.get("ticket", "")
        with self._lock:
            allowed = ticket in self._tickets and len(self._links) < MOST_CONNECTIONS
            self._tickets.discard(ticket)
        if not allowed:
            await websocket.close(1008)
            return
        await websocket.accept()
        link = self._opened()
        writer = asyncio.create_task(_write(websocket, link))
        try:
            while True:
                self._received(await websocket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            with self._lock:
                self._links.remove(link)
            writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writer

    def _opened(self) -> Link:
        link = Link()
        with self._lock:
            self._links.append(link)
            link.frames.put_nowait(json.dumps(hello(len(self._links))))
            waiting, self._waiting = self._waiting, []
        for frame in waiting:
            link.frames.put_nowait(frame)
        return link

    def _received(self, frame: str) -> None:
        try:
            said = json.loads(frame)
        except ValueError:
            return
        if isinstance(said, dict) and isinstance(said.get("envelope_id"), str):
            self._deliveries.acknowledge(said["envelope_id"], said.get("payload"))


async def _write(websocket: WebSocket, link: Link) -> None:
    with contextlib.suppress(WebSocketDisconnect):
        while True:
            await websocket.send_text(await link.frames.get())


def hello(connections: int) -> dict[str, Any]:
    """The first frame of a connection."""
    return {
        "type": "hello",
        "num_connections": connections,
        "connection_info": {"app_id": APP},
        "debug_info": {"host": "playground", "approximate_connection_time": 18060},
    }


def envelope(delivery: Delivery) -> dict[str, Any]:
    """A delivery as a frame of Socket Mode."""
    interactive = delivery.kind == "interactive"
    framed: dict[str, Any] = {
        "type": delivery.kind,
        "envelope_id": delivery.envelope_id,
        "payload": delivery.payload,
        "accepts_response_payload": delivery.kind == "slash_commands"
        or (interactive and delivery.payload.get("type") in ("view_submission", "block_suggestion")),
    }
    if delivery.kind == "events_api":
        framed |= {"retry_attempt": delivery.attempt, "retry_reason": delivery.reason}
    return framed
