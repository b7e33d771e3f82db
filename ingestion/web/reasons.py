"""From each error to the sentences that a person reads: which page, what is wrong with it, what to do about it."""

import math

from ingestion.reasons import READ_HERE
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

_MEGABYTE = 1024 * 1024
_BY_HAND = "save the page from your browser and add the file"

_OBSTACLES = {
    Obstacle.NAME_UNKNOWN: "There is no site at {address}. Check the address for typing errors, then add it again.",
    Obstacle.NO_CONNECTION: "{address} can't be reached now. Check that it opens in your browser, then add it again.",
    Obstacle.NOT_TRUSTED: (
        "{address} has no valid certificate, so nobody knows whose page it is. "
        "If you trust it, " + _BY_HAND + " instead."
    ),
    Obstacle.CUT_OFF: "{address} was not sent to its end. Add it again later, or " + _BY_HAND + " instead.",
}


def web_reason(error: WebError) -> str:
    """What is wrong with a page and what to do about it, in plain words on one line."""
    address = error.address or "The address"
    match error:
        case AddressUnusable():
            return f"{address} is not the address of a page. Copy it whole, as in https://example.org/guide."
        case AddressNotPublic():
            return f"{address} is not on the public internet, so it was not opened. To add it, {_BY_HAND} instead."
        case NotReachable(obstacle=obstacle):
            return _OBSTACLES[obstacle].format(address=address)
        case TooManyRedirects():
            return (
                f"{address} leads from one address to the next, too often. "
                "Open it in your browser, then add the address where you arrive."
            )
        case PageTooLarge(limit=limit):
            return (
                f"{address} has more than {math.floor(10 * limit / _MEGABYTE) / 10:g} MB, which a page may have. "
                "Download it, split it or make its pictures smaller, then add the file."
            )
        case PageTookTooLong(seconds=seconds):
            return f"{address} did not come within {seconds:g} seconds. Add it again later, or {_BY_HAND} instead."
        case PageRefused():
            return _refused(error.status, address)
        case PageTypeUnsupported():
            what = (
                f"of a type that is not read here ({error.content_type})" if error.content_type else "of no known type"
            )
            return f"{address} is {what}. Download it and save it as one of these: {READ_HERE}."
        case _:
            raise LookupError(f"no sentence for {type(error).__name__}")


def _refused(status: int, address: str) -> str:
    if status in {401, 402, 403, 407}:
        return f"{address} can't be opened without signing in. Download the page or document and add the file instead."
    if status in {404, 410}:
        return f"There is no page at {address}. Check the address in your browser, then add it again."
    if status == 429:
        return f"{address} takes no more visits just now. Wait an hour, then add it again."
    if status >= 500:
        return f"The site of {address} has a fault of its own ({status}). Add it again later."
    return f"The site of {address} did not give the page ({status}). Open it in your browser; if it opens, {_BY_HAND}."
