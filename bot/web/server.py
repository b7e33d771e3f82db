"""Serving the ASGI app beside the main thread, which waits to be told to stop."""

import logging
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

# At the end, requests in flight are given this long; one takes milliseconds.
FINISH_SECONDS = 10

log = logging.getLogger(__name__)


@dataclass
class AddressUnusable(Exception):
    """Nothing can listen there; ``problem`` is the system's word for why."""

    host: str
    port: int
    problem: str


@contextmanager
def listening(app: ASGIApp, host: str, port: int) -> Iterator[int]:
    """Serve while inside; on leaving, requests in flight are finished. Gives the port, a free one where it is 0.

    Raises:
        AddressUnusable: The port is taken, or the host is not this machine's.
    """
    with _opened(host, port) as opened:
        config = uvicorn.Config(
            app,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=FINISH_SECONDS,
        )
        server = uvicorn.Server(config)
        # Outside the main thread it leaves the signals alone.
        thread = threading.Thread(target=server.run, args=([opened],), name="web")
        thread.start()
        found = opened.getsockname()[1]
        log.info("listening", extra={"host": host, "port": found})
        try:
            yield found
        finally:
            server.should_exit = True
            thread.join()


def _opened(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise AddressUnusable(host, port, error.strerror or str(error)) from error


@contextmanager
def stop_signals() -> Iterator[threading.Event]:
    """SIGTERM and SIGINT set the event while inside, so that what runs can be finished."""
    stop = threading.Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
