"""The links in a guide, and when one of them counts as dead. Pure."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urldefrag, urlsplit

MOST_LINKS = 200
# Of a guide with more links than these, the first ones are looked at.
MOST_OF_A_GUIDE = 100
# A longer address is not kept, and so not checked.
LONGEST_LINK = 2_000
BETWEEN_FAILURES = timedelta(days=1)

_LINK = re.compile(
    r"https?://[^\s<>\"`{}|\\^\u2026\u00ab\u00bb\u2018-\u201f\u3000-\u303f\uff08\uff09\uff0c]+", re.IGNORECASE
)
_CLOSING = {")": "(", "]": "["}
_TRAILING = ".,;:!?'*"


def links_in(text: str, at_most: int = MOST_LINKS) -> tuple[str, ...]:
    """The addresses of web pages in a text, in order, each page once, at most so many."""
    links: dict[str, str] = {}
    start = 0
    while len(links) < at_most and (found := _LINK.search(text, start)):
        link = _without_what_follows(found[0])
        start = found.start() + len(link)
        if _has_host(link):
            links.setdefault(urldefrag(link).url, link)
    return tuple(links.values())


def links_of(source_url: str | None, text: str) -> list[str]:
    """The links of a guide: where it came from, and those in its text; each once, at most so many."""
    came_from = links_in(source_url or "", 1)
    links = dict.fromkeys((*came_from, *links_in(text, MOST_OF_A_GUIDE)))
    return [link for link in links if len(link) <= LONGEST_LINK][:MOST_OF_A_GUIDE]


def found_dead(checks: Iterable[tuple[datetime, bool | None]]) -> datetime | None:
    """When a link was found dead: since it was last alive, two checks at least a day apart failed.

    Args:
        checks: When a check was made and what it found, in any order; what could not be told changes nothing.

    Returns:
        The first such check that failed; None where the link does not count as dead.
    """
    told = sorted((at, alive) for at, alive in checks if alive is not None)
    last_alive = max((at for at, alive in told if alive), default=None)
    failed = [at for at, alive in told if not alive and (last_alive is None or at > last_alive)]
    return next((at for at in failed if at - failed[0] >= BETWEEN_FAILURES), None)


def _without_what_follows(link: str) -> str:
    """A link without the sentence's punctuation, and without a bracket that was opened before it."""
    open_brackets = {"(": 0, "[": 0}
    for at, sign in enumerate(link):
        if sign in open_brackets:
            open_brackets[sign] += 1
        elif sign in _CLOSING:
            open_brackets[_CLOSING[sign]] -= 1
            if open_brackets[_CLOSING[sign]] < 0:
                link = link[:at]
                break
    return link.rstrip(_TRAILING)


def _has_host(link: str) -> bool:
    try:
        return bool(urlsplit(link).hostname)
    except ValueError:
        return False
