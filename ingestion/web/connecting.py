"""From a host's name to a connection: resolved once, every address checked, connected to what was checked."""

import socket
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from ipaddress import ip_address
from ssl import SSLContext

import httpcore
from httpcore import SOCKET_OPTION

from ingestion.web.addresses import IPAddress, Target, presentable
from ingestion.web.errors import AddressNotPublic, NotReachable, Obstacle

# From a host's name and a port to its IP addresses as text; raises OSError where there are none.
Resolve = Callable[[str, int], Sequence[str]]
Allowed = Callable[[IPAddress], bool]

_UNKNOWN = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


@dataclass(frozen=True)
class Deadline:
    """Attributes: ``at`` in seconds of the monotonic clock."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        return cls(time.monotonic() + seconds)

    def left(self, at_most: float | None) -> float:
        """Seconds that one step may take; zero once it has passed."""
        left = max(0.0, self.at - time.monotonic())
        return left if at_most is None else min(left, at_most)


def resolved(host: str, port: int) -> list[str]:
    """The addresses that the system's resolver gives."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def checked_addresses(target: Target, resolve: Resolve, allowed: Allowed, seconds: float) -> list[str]:
    """The addresses of a target's host, each of which may be connected to.

    Raises:
        AddressNotPublic: At least one of them is not allowed.
        NotReachable: There are none.
        httpcore.ConnectTimeout: They were not found within so many seconds.
    """
    own = target.ip_address
    addresses = [own] if own is not None else _found(target, resolve, seconds)
    if not all(allowed(address) for address in addresses):
        raise AddressNotPublic(presentable(target.url))
    return [str(address) for address in addresses]


def _found(target: Target, resolve: Resolve, seconds: float) -> list[IPAddress]:
    # A resolver knows no deadline, so it is asked aside and left alone when the time is over.
    asked = ThreadPoolExecutor(max_workers=1, thread_name_prefix="resolve")
    try:
        found = asked.submit(resolve, target.host, target.port).result(timeout=seconds)
    except TimeoutError as error:
        raise httpcore.ConnectTimeout from error
    except OSError as error:
        unknown = isinstance(error, socket.gaierror) and error.errno in _UNKNOWN
        obstacle = Obstacle.NAME_UNKNOWN if unknown else Obstacle.NO_CONNECTION
        raise NotReachable(presentable(target.url), obstacle) from error
    finally:
        asked.shutdown(wait=False)
    if not found:
        raise NotReachable(presentable(target.url), Obstacle.NAME_UNKNOWN)
    return [ip_address(address) for address in found]


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to the given addresses only, whatever host it is asked for, and never past the deadline."""

    def __init__(self, addresses: Sequence[str], deadline: Deadline) -> None:
        self._addresses = addresses
        self._deadline = deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first of the addresses that answers."""
        failure: Exception = httpcore.ConnectError("no address")
        for address in self._addresses:
            left = self._deadline.left(timeout)
            if not left:
                raise httpcore.ConnectTimeout
            try:
                stream = self._sockets.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure


class _TimedStream(httpcore.NetworkStream):
    """A connection of which each step ends at the deadline, so that a trickle of bytes ends there too."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self._deadline.left(timeout)
        if not left:
            raise httpcore.ReadTimeout
        return self._stream.read(max_bytes, left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        left = self._deadline.left(timeout)
        if not left:
            raise httpcore.WriteTimeout
        self._stream.write(buffer, left)

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout)
        if not left:
            raise httpcore.ConnectTimeout
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)
