"""Fetching credentials and status lists from the web, for whoever is on the command line."""

from collections.abc import Collection
from dataclasses import dataclass

import httpx

from bot.commands.verify_page import NoCredential, credential_address, is_page
from ingestion.web.asking import Limits
from ingestion.web.errors import (
    AddressNotPublic,
    AddressUnusable,
    NotReachable,
    Obstacle,
    PageRefused,
    PageTookTooLong,
    PageTooLarge,
    PageTypeUnsupported,
    TooManyRedirects,
    WebError,
)
from ingestion.web.typed import TypedGate, fetch_typed, sites_of
from learning.credentials.extracting import FILE_BYTES

LIST_BYTES = 1 << 20
_GONE = frozenset({404, 410})
_NO_CREDENTIAL = (
    "the page there does not name one signed credential. Give the address of a certificate's own page, or that of its "
    "JWT, PNG, SVG or PDF"
)
_OBSTACLES = {
    Obstacle.NAME_UNKNOWN: "there is no such site. Look for typing errors",
    Obstacle.NO_CONNECTION: "no connection could be made",
    Obstacle.NOT_TRUSTED: "its TLS certificate is not trusted, so nobody knows whose site it is",
    Obstacle.CUT_OFF: "it was not sent to its end",
}


@dataclass
class NotFetched(Exception):
    """There is nothing to verify; ``problem`` says why, in words without a full stop at their end."""

    address: str
    problem: str


def is_address(text: str) -> bool:
    """Whether a text is an address on the web."""
    return text.lower().startswith(("https://", "http://"))


def credential_at(address: str) -> bytes:
    """The file at an address that was typed; where that is a certificate's page, the one to which the page leads.

    Raises:
        NotFetched: There is none, or it could not be had.
    """
    try:
        gate = _gate([address])
        found = fetch_typed(address, gate, Limits(size=FILE_BYTES))
        if not is_page(found.data, found.content_type):
            return found.data
        leads_to = credential_address(found.data, found.url)
        token = fetch_typed(leads_to, gate, Limits(size=FILE_BYTES))
    except WebError as error:
        raise NotFetched(error.address, _problem(error)) from error
    except NoCredential as error:
        raise NotFetched(address, _NO_CREDENTIAL) from error
    if is_page(token.data, token.content_type):
        raise NotFetched(leads_to, _NO_CREDENTIAL)
    return token.data


def status_list_at(address: str, typed: Collection[str]) -> str | None:
    """The status list that a credential names; None where it can't be had.

    Args:
        address: Where the credential says that it is.
        typed: What the person typed: on these sites it may be, and on public ones.
    """
    try:
        found = fetch_typed(address, _gate([one for one in typed if is_address(one)]), Limits(size=LIST_BYTES))
    except WebError:
        return None
    return found.data.decode("utf-8", "replace").strip()


def _gate(typed: Collection[str]) -> TypedGate:
    # A network of one's own may have an authority of its own: SSL_CERT_FILE names it, as for other programs.
    return TypedGate(sites_of(typed), tls=httpx.create_ssl_context())


def _problem(error: WebError) -> str:
    match error:
        case AddressUnusable():
            return "only https addresses without a sign-in are fetched, and http ones of this machine"
        case AddressNotPublic():
            return "it leads to another site, where only https addresses on the public internet are followed"
        case NotReachable(obstacle=obstacle):
            return _OBSTACLES[obstacle]
        case TooManyRedirects():
            return "it leads from one address to the next, too often"
        case PageTooLarge(limit=limit):
            return f"it has more than {limit >> 20} MB"
        case PageTookTooLong(seconds=seconds):
            return f"it did not come within {seconds:g} seconds"
        case PageRefused(status=status) if status in _GONE:
            return f"nothing is there, or its holder does not show it ({status})"
        case PageRefused(status=status):
            return f"the server answers {status}"
        case PageTypeUnsupported():
            return "it is packed in a way that is not read here"
        case _:
            raise LookupError(f"no words for {type(error).__name__}")
