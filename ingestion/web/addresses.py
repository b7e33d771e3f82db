"""Which addresses may be fetched: those of web pages that anybody on the internet can open. Pure."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import idna

from ingestion.cleaning import one_line
from ingestion.web.errors import AddressNotPublic, AddressUnusable

IPAddress = IPv4Address | IPv6Address

WEB_PORTS = frozenset({80, 443})
MAX_CHARACTERS = 2048
_DEFAULT_PORTS = {"http": 80, "https": 443}
_LONGEST_SHOWN = 200
_LONGEST_HOST = 253
_UNPRINTABLE = {"Cc", "Cs", "Zl", "Zp"}
_NAME = re.compile(r"([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
# Resolvers take a host that ends so for an IPv4 address, in decimal, octal or hex, of one to four parts.
_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)")
_AS_THEY_ARE = "%/?:@!$&'()*+,;=~"
_SIGN_IN = re.compile(r"^([a-z]+://)?[^/?#]*@", re.IGNORECASE)

# IANA's special-purpose registries, and Azure's internal services, which answer on a public address.
_SPECIAL_V4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
    )
)
_PUBLIC_V6 = IPv6Network("2000::/3")
# Protocol assignments with Teredo, benchmarking and ORCHID; documentation twice; 6to4.
_SPECIAL_V6 = tuple(IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "3fff::/20", "2002::/16"))
# Where a network has only IPv6, its resolver gives every IPv4 site an address in here.
_NAT64 = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True)
class Target:
    """A page that may be asked for, if its host's addresses may be.

    Attributes:
        scheme: ``http`` or ``https``.
        host: A name in lower case and ASCII, or an IP address without brackets.
        port: One of the allowed ones.
        path: Path and query, percent-encoded.
    """

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Host and port as a ``Host`` header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address, without a fragment."""
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def ip_address(self) -> IPAddress | None:
        """The host where it is no name."""
        try:
            return ip_address(self.host)
        except ValueError:
            return None


def target_of(address: str, ports: Collection[int] = WEB_PORTS) -> Target:
    """What an address asks for.

    Raises:
        AddressUnusable: It is none of a web page, is too long, holds a name or password, or names another port.
        AddressNotPublic: Its host is a name of a local network.
    """
    target = any_target_of(address, ports)
    if "." not in target.host and ":" not in target.host:
        raise AddressNotPublic(presentable(address))
    return target


def any_target_of(address: str, ports: Collection[int]) -> Target:
    """The same, whichever network its host is on.

    Raises:
        AddressUnusable: As there.
    """
    address = address.strip()
    shown = presentable(address)
    if len(address) > MAX_CHARACTERS or any(unicodedata.category(sign) in _UNPRINTABLE for sign in address):
        raise AddressUnusable(shown)
    try:
        parts = urlsplit(address)
        port = parts.port if parts.port is not None else _DEFAULT_PORTS.get(parts.scheme, 0)
        host = _host(parts.hostname or "")
    except ValueError as error:
        raise AddressUnusable(shown) from error
    bracketed = "[" in parts.netloc
    if parts.scheme not in _DEFAULT_PORTS or port not in ports or "@" in parts.netloc or bracketed != (":" in host):
        raise AddressUnusable(shown)
    return Target(parts.scheme, host, port, _path(parts))


def redirected(target: Target, location: str, ports: Collection[int] = WEB_PORTS) -> Target:
    """What the page asks for instead, checked as ``target_of`` does.

    Raises:
        AddressUnusable: As there.
        AddressNotPublic: As there.
    """
    try:
        address = urljoin(target.url, location)
    except ValueError as error:
        raise AddressUnusable(presentable(location)) from error
    return target_of(address, ports)


def is_public(address: IPAddress) -> bool:
    """Whether it is the same machine for everybody on the internet."""
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in network for network in _SPECIAL_V4)
    if address.scope_id is not None:
        return False
    if address in _NAT64:
        return is_public(IPv4Address(address.packed[-4:]))
    return address.is_global and address in _PUBLIC_V6 and not any(address in network for network in _SPECIAL_V6)


def presentable(address: str) -> str:
    """An address to show and to log: on one line, cut, without what may be secret in it (sign-in, query, fragment)."""
    shown = one_line(re.split("[?#]", _SIGN_IN.sub(r"\1", address.strip()), maxsplit=1)[0])
    return shown if len(shown) <= _LONGEST_SHOWN else shown[: _LONGEST_SHOWN - 1] + "…"


def _host(host: str) -> str:
    """The host in its one spelling.

    Raises:
        ValueError: It is none, or an IP address in another spelling than its usual one.
    """
    if ":" in host:
        return str(_without_zone(IPv6Address(host)))
    if not host.isascii():
        host = idna.encode(host, uts46=True).decode()
    host = host.lower().removesuffix(".")
    if _NUMBER.fullmatch(host.rpartition(".")[2]):
        return str(IPv4Address(host))
    if len(host) > _LONGEST_HOST or not _NAME.fullmatch(f"{host}.x"):
        raise ValueError(host)
    return host


def _without_zone(address: IPv6Address) -> IPv6Address:
    if address.scope_id is not None:
        raise ValueError(address)
    return address


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_AS_THEY_ARE)
    return f"{path}?{quote(parts.query, safe=_AS_THEY_ARE)}" if parts.query else path
