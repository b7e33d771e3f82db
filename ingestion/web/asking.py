"""One request to a site and to wherever it leads, each address on the way checked anew in full."""

import ssl
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Protocol

import httpcore
import httpx

from ingestion.web.addresses import WEB_PORTS, Target, is_public, presentable, redirected, target_of
from ingestion.web.connecting import Allowed, Deadline, PinnedBackend, Resolve, checked_addresses, resolved
from ingestion.web.errors import NotReachable, Obstacle, PageTookTooLong, TooManyRedirects, WebError

USER_AGENT = "Fieldwise"
_REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True)
class Limits:
    """How much a site may ask of us.

    Attributes:
        size: Bytes of a page, unpacked.
        seconds: For all of it: names, connections, redirects, content.
        connect_seconds: For one connection.
        read_seconds: Without a byte.
        redirects: How often it may lead elsewhere.
    """

    size: int = 25 * 1024 * 1024
    seconds: float = 30.0
    connect_seconds: float = 5.0
    read_seconds: float = 10.0
    redirects: int = 5


class Gate(Protocol):
    """Where a request may go, and how.

    Attributes:
        resolve: From a host to its addresses, asked once a request.
        tls: The certificates that are trusted; None for the well-known ones.
    """

    @property
    def resolve(self) -> Resolve: ...

    @property
    def tls(self) -> ssl.SSLContext | None: ...

    def target_of(self, address: str) -> Target:
        """What may be asked for first.

        Raises:
            WebError: The subclass for why it may not.
        """
        ...

    def redirected(self, target: Target, location: str) -> Target:
        """What may be asked for instead, as a site says.

        Raises:
            WebError: The subclass for why it may not.
        """
        ...

    def allowed_at(self, target: Target) -> Allowed:
        """Which addresses of a target's host may be connected to."""
        ...


@dataclass(frozen=True)
class PublicGate:
    """The way to pages that anybody on the internet can open.

    Attributes:
        allowed: Which addresses may be connected to.
        ports: Which ports an address may name.
        tls: The certificates that are trusted; None for the well-known ones.
    """

    resolve: Resolve = resolved
    allowed: Allowed = is_public
    ports: Collection[int] = WEB_PORTS
    tls: ssl.SSLContext | None = None

    def target_of(self, address: str) -> Target:
        """As ``addresses.target_of``."""
        return target_of(address, self.ports)

    def redirected(self, target: Target, location: str) -> Target:
        """As ``addresses.redirected``."""
        return redirected(target, location, self.ports)

    def allowed_at(self, target: Target) -> Allowed:
        """The same for every target."""
        return self.allowed


@dataclass(frozen=True)
class Answer:
    """What the last site on the way said; ``chunks`` are its content as sent, read as they are taken."""

    target: Target
    status: int
    headers: httpx.Headers
    chunks: Iterable[bytes]


@contextmanager
def asked(method: str, url: str, accept: str, limits: Limits, gate: Gate) -> Iterator[Answer]:
    """The answer to a request, open while its content is read.

    Nothing goes along but a name of ours: no cookie, no credential, no referring page, no proxy.

    Raises:
        WebError: The subclass for what is wrong, always with the address that was given.
    """
    deadline = Deadline.after(limits.seconds)
    with _told(presentable(url), limits, deadline):
        target = gate.target_of(url)
        for _ in range(limits.redirects + 1):
            with _answer(method, target, accept, deadline, limits, gate) as answer:
                location = answer.headers.get("location")
                if answer.status not in _REDIRECTS or location is None:
                    yield answer
                    return
            target = gate.redirected(target, location)
        raise TooManyRedirects(presentable(url))


@contextmanager
def _answer(
    method: str, target: Target, accept: str, deadline: Deadline, limits: Limits, gate: Gate
) -> Iterator[Answer]:
    seconds = deadline.left(limits.connect_seconds)
    addresses = checked_addresses(target, gate.resolve, gate.allowed_at(target), seconds)
    timeouts = {"connect": limits.connect_seconds, "read": limits.read_seconds, "write": limits.read_seconds}
    headers: dict[bytes | str, bytes | str] = {
        "Host": target.authority,
        "User-Agent": USER_AGENT,
        "Accept": accept,
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    address = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
    with (
        httpcore.ConnectionPool(ssl_context=gate.tls, network_backend=PinnedBackend(addresses, deadline)) as pool,
        pool.stream(method, address, headers=headers, extensions={"timeout": timeouts}) as response,
    ):
        yield Answer(target, response.status, httpx.Headers(response.headers), response.iter_stream())


@contextmanager
def _told(shown: str, limits: Limits, deadline: Deadline) -> Iterator[None]:
    """Errors in the words of this package, none of which says where the way led."""
    try:
        yield
    except WebError as error:
        raise replace(error, address=shown) from None
    except httpcore.TimeoutException as error:
        if isinstance(error, httpcore.ConnectTimeout) and deadline.left(None):
            raise NotReachable(shown, Obstacle.NO_CONNECTION) from None
        raise PageTookTooLong(shown, limits.seconds) from None
    except httpcore.ConnectError as error:
        # The pool takes the cause away, not the context.
        distrusted = isinstance(error.__context__, ssl.SSLCertVerificationError)
        raise NotReachable(shown, Obstacle.NOT_TRUSTED if distrusted else Obstacle.NO_CONNECTION) from None
    except (httpcore.NetworkError, httpcore.ProtocolError):
        raise NotReachable(shown, Obstacle.CUT_OFF) from None
