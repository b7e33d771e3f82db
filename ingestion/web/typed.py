"""What is at an address that a person typed at her own machine: of her own network too, but only where she said so.

A page for the library is fetched for whoever asks, so it is nowhere but on the public internet (``fetching``). On the
command line the person who asks can reach her own network anyway. What she can't see is where an address leads:

- The site that she typed is asked wherever it is: by https, so that nobody can be sent to another one by a name, or by
  http where it is this machine, typed as such.
- Where it leads to another site, that is asked by https and on the public internet only.
"""

import ssl
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urljoin

from ingestion.web.addresses import IPAddress, Target, any_target_of, is_public, presentable, target_of
from ingestion.web.asking import Limits, asked
from ingestion.web.connecting import Allowed, Resolve, resolved
from ingestion.web.errors import AddressNotPublic, AddressUnusable
from ingestion.web.fetching import content_of, require_whole
from ingestion.web.naming import content_type_of

_ANY_PORT = range(1, 1 << 16)
_HTTPS_PORT = 443
_THIS_MACHINE = "localhost"

Site = tuple[str, str, int]


@dataclass(frozen=True)
class Found:
    """What was there.

    Attributes:
        url: Where it was in the end.
        content_type: As the site says, without parameters, in lower case; empty where it says none.
        data: Unpacked.
    """

    url: str
    content_type: str
    data: bytes


@dataclass(frozen=True)
class TypedGate:
    """The way to the sites that a person typed, and from there to public ones.

    Attributes:
        sites: Scheme, host and port of each.
        resolve: From a host to its addresses, asked once a request.
        tls: The certificates that are trusted; None for the well-known ones.
    """

    sites: frozenset[Site]
    resolve: Resolve = resolved
    tls: ssl.SSLContext | None = None

    def target_of(self, address: str) -> Target:
        """What may be asked for first.

        Raises:
            AddressUnusable: It is none of a web page, or is http and not of this machine.
            AddressNotPublic: Nobody typed its site, and it is no public one with https.
        """
        target = any_target_of(address, _ANY_PORT)
        if _site(target) not in self.sites:
            return _public(target)
        if target.scheme == "http" and not _is_this_machine(target):
            raise AddressUnusable(presentable(address))
        return target

    def redirected(self, target: Target, location: str) -> Target:
        """What may be asked for instead.

        Raises:
            AddressNotPublic: It may not.
        """
        try:
            return self.target_of(urljoin(target.url, location))
        except (AddressUnusable, ValueError) as error:
            raise AddressNotPublic(presentable(target.url)) from error

    def allowed_at(self, target: Target) -> Allowed:
        """Which addresses of a target's host may be connected to."""
        if _site(target) not in self.sites:
            return is_public
        return _is_loopback if target.scheme == "http" else _is_any


def sites_of(addresses: Collection[str]) -> frozenset[Site]:
    """The sites of addresses that a person typed.

    Raises:
        AddressUnusable: One of them is none of a web page, is too long, or holds a name or password.
    """
    return frozenset(_site(any_target_of(address, _ANY_PORT)) for address in addresses)


def fetch_typed(address: str, gate: TypedGate, limits: Limits) -> Found:
    """What is at an address.

    Args:
        address: One that was typed, or that something at one leads to.
        gate: Where it may be.
        limits: What it may cost.

    Raises:
        WebError: The subclass for why there is nothing; always with the address that was given.
    """
    with asked("GET", address, "*/*", limits, gate) as answer:
        shown = presentable(address)
        require_whole(answer, shown)
        content_type = content_type_of(answer.headers.get("content-type", ""))
        return Found(answer.target.url, content_type, content_of(answer, limits.size, shown))


def _public(target: Target) -> Target:
    if (target.scheme, target.port) != ("https", _HTTPS_PORT):
        raise AddressNotPublic(presentable(target.url))
    return target_of(target.url)


def _site(target: Target) -> Site:
    return target.scheme, target.host, target.port


def _is_this_machine(target: Target) -> bool:
    own = target.ip_address
    return own.is_loopback if own is not None else target.host == _THIS_MACHINE


def _is_loopback(address: IPAddress) -> bool:
    return address.is_loopback


def _is_any(_: IPAddress) -> bool:
    return True
