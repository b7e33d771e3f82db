"""Whether a link still leads somewhere."""

import ssl
from collections.abc import Collection
from dataclasses import dataclass

from ingestion.web.addresses import WEB_PORTS, is_public
from ingestion.web.asking import Gate, Limits, PublicGate, asked
from ingestion.web.connecting import Allowed, Resolve, resolved
from ingestion.web.errors import NotReachable, Obstacle, PageRefused, WebError

LINK_LIMITS = Limits(seconds=10.0, connect_seconds=4.0, read_seconds=6.0)

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
    gate = PublicGate(resolve, allowed, ports, tls)
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
