"""Statements sent to a learning record store, in batches; what it has already it keeps as it is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import httpx

from learning.exchange.xapi.statements import VERSION
from learning.exchange.xapi.values import Statement

BATCH = 100
SECONDS = 30.0
# Waited before each further try.
PAUSES = (1.0, 4.0, 15.0)
LONGEST_DETAIL = 300
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_FAR_TOO_MUCH = 413
_PASSING = frozenset({408, 429, 500, 502, 503, 504})


class NotTaken(Exception):
    """The store did not take statements.

    Attributes:
        status: Of its answer; None where it gave none.
        detail: What it said, cut.
    """

    def __init__(self, status: int | None, detail: str) -> None:
        super().__init__(f"{status}: {detail}")
        self.status = status
        self.detail = " ".join(detail.split())[:LONGEST_DETAIL]


@dataclass(frozen=True)
class Sent:
    """What came of a batch.

    Attributes:
        taken: How many the store has now as they are here, those that it had before among them.
        different: The ids of those that it had before, and otherwise than they are here: it keeps its own.
    """

    taken: int
    different: tuple[str, ...]


class Store:
    """A learning record store, by its address and a client that knows user and password."""

    def __init__(self, endpoint: str, client: httpx.Client, wait: Callable[[float], None]) -> None:
        """Take what it is reached with; ``wait`` waits for so many seconds before another try."""
        self._address = f"{endpoint.rstrip('/')}/statements"
        self._client = client
        self._wait = wait

    def send(self, statements: Iterable[Statement]) -> Iterator[Sent]:
        """Send all of them; tells after each batch what came of it.

        Sent again, after a failure or for any other reason, statements are found to be there.

        Raises:
            NotTaken: The store refuses them, or can't be reached.
        """
        rest = iter(statements)
        while batch := list(islice(rest, BATCH)):
            yield self._batch(batch)

    def _batch(self, batch: Sequence[Statement]) -> Sent:
        answer = self._ask("POST", json=list(batch))
        if answer.is_success:
            return Sent(len(batch), ())
        if answer.status_code == httpx.codes.CONFLICT:
            return self._sorted_out(batch)
        if answer.status_code == _FAR_TOO_MUCH and len(batch) > 1:
            half = len(batch) // 2
            first, second = self._batch(batch[:half]), self._batch(batch[half:])
            return Sent(first.taken + second.taken, (*first.different, *second.different))
        raise NotTaken(answer.status_code, answer.text)

    def _sorted_out(self, batch: Sequence[Statement]) -> Sent:
        """For one that is there otherwise, or in some stores for any that is there, all of a batch are refused."""
        found = {one["id"]: self._known(one["id"]) for one in batch}
        new = [one for one in batch if found[one["id"]] is None]
        different = [one["id"] for one in batch if (there := found[one["id"]]) and core(there) != core(one)]
        if new:
            answer = self._ask("POST", json=new)
            if not answer.is_success:
                raise NotTaken(answer.status_code, answer.text)
        return Sent(len(batch) - len(different), tuple(different))

    def _known(self, statement_id: str) -> Statement | None:
        answer = self._ask("GET", params={"statementId": statement_id})
        if answer.status_code == httpx.codes.NOT_FOUND:
            return None
        try:
            found = answer.json() if answer.is_success else None
        except ValueError as error:
            raise NotTaken(answer.status_code, answer.text) from error
        if not isinstance(found, dict):
            raise NotTaken(answer.status_code, answer.text)
        # Most stores answer with the statement itself, some with a list of one, or of none.
        listed = found.get("statements", [found])
        return listed[0] if listed else None

    def _ask(self, method: str, **what: Any) -> httpx.Response:
        for pause in (*PAUSES, None):
            try:
                answer = self._client.request(
                    method, self._address, headers={"X-Experience-API-Version": VERSION}, timeout=SECONDS, **what
                )
            except httpx.HTTPError as error:
                if pause is None:
                    raise NotTaken(None, type(error).__name__) from error
            else:
                if pause is None or answer.status_code not in _PASSING:
                    return answer
            self._wait(pause)
        raise AssertionError("the last try answers or raises")


def core(statement: Statement) -> tuple[Any, ...]:
    """What makes two statements of one id the same: a store may keep names in another way, and adds facts of its own.

    As in xAPI 1.0.3, data, 2.3.1: neither names of activities, nor how a verb is displayed, count. Pure.
    """
    actor, result = statement.get("actor") or {}, statement.get("result") or {}
    account = actor.get("account") or {}
    return (
        (account.get("homePage"), account.get("name")),
        (statement.get("verb") or {}).get("id"),
        (statement.get("object") or {}).get("id"),
        tuple(result.get(name) for name in ("success", "completion", "duration")),
        tuple((result.get("score") or {}).get(name) for name in ("scaled", "raw", "min", "max")),
    )


def may_have_password(endpoint: str) -> bool:
    """Whether a password may go to an address: by https, or to this machine. Pure."""
    try:
        parts = urlsplit(endpoint)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or parts.username is not None or parts.query or parts.fragment:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
