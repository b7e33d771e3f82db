"""The links in a guide's text, and whether they still lead somewhere."""

import re
import ssl
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urldefrag, urlsplit

from ingestion.web.addresses import WEB_PORTS, is_public
from ingestion.web.asking import Gate, Limits, asked
from ingestion.web.connecting import Allowed, Resolve, resolved
from ingestion.web.errors import NotReachable, Obstacle, PageRefused, WebError

MOST_LINKS = 200
BETWEEN_FAILURES = timedelta(days=1)
LINK_LIMITS = Limits(seconds=10.0, connect_seconds=4.0, read_seconds=6.0)

_LINK = re.compile(
    r"https?://[^\s<>\"`{}|\\^\u2026\u00ab\u00bb\u2018-\u201f\u3000-\u303f\uff08\uff09\uff0c]+", re.IGNORECASE
)
_CLOSING = {")": "(", "]": "["}
_TRAILING = ".,;:!?'*"
_GONE = {404, 410}
# Answers that some sites give only because they were asked for the head of a page alone.
_HEAD_REFUSED = _GONE | {400, 403, 405, 406, 501}


@dataclass(frozen=True)
class LinkState:
    """What one check of a link found.

    Attributes:
        url: The link.
        alive: None where it can't be told: a login, a fault of the site, no answer in time.
        problem: A code such as ``status_404`` or ``name_unknown``; empty where it is alive.
    """

    url: str
    alive: bool | None
    problem: str


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


def check_link(
    url: str,
    limits: Limits = LINK_LIMITS,
    *,
    resolve: Resolve = resolved,
    allowed: Allowed = is_public,
    ports: Collection[int] = WEB_PORTS,
    tls: ssl.SSLContext | None = None,
) -> LinkState:
    """Whether a page is there, without its content; as careful about where it connects to as ``fetching.fetch``.

    ``limits`` hold for each of at most two requests: a site that refuses the first, for the head of the page, is
    asked for the page. A link that may not be followed (a local address, another port) is neither alive nor dead.
    """
    gate = Gate(resolve, allowed, ports, tls)
    problem = _problem("HEAD", url, limits, gate)
    if _may_be_for_the_head_alone(problem):
        problem = _problem("GET", url, limits, gate)
    return state_of(url, problem)


def state_of(url: str, problem: WebError | None) -> LinkState:
    """What a problem, or none, says about a link."""
    match problem:
        case None:
            return LinkState(url, True, "")
        case PageRefused(status=status):
            return LinkState(url, False if status in _GONE else None, f"status_{status}")
        case NotReachable(obstacle=obstacle):
            return LinkState(url, False if obstacle is Obstacle.NAME_UNKNOWN else None, obstacle)
        case _:
            return LinkState(url, None, problem.code)


def still_dead(checks: Iterable[tuple[datetime, bool | None]]) -> bool:
    """Whether a link counts as dead: since it was last alive, two checks at least a day apart failed.

    Args:
        checks: When a check was made and what it found, in any order; what could not be told changes nothing.
    """
    told = sorted((at, alive) for at, alive in checks if alive is not None)
    last_alive = max((at for at, alive in told if alive), default=None)
    failed = [at for at, alive in told if not alive and (last_alive is None or at > last_alive)]
    return len(failed) > 1 and failed[-1] - failed[0] >= BETWEEN_FAILURES


def _problem(method: str, url: str, limits: Limits, gate: Gate) -> WebError | None:
    try:
        with asked(method, url, "*/*", limits, gate) as answer:
            return None if answer.status < 400 else PageRefused(url, answer.status)
    except WebError as error:
        return error


def _may_be_for_the_head_alone(problem: WebError | None) -> bool:
    match problem:
        case PageRefused(status=status):
            return status in _HEAD_REFUSED
        case NotReachable(obstacle=obstacle):
            return obstacle is Obstacle.CUT_OFF
        case _:
            return False


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
