"""Statements sent to a real learning record store, and to one that fails in the ways that such stores fail."""

import copy
import json
from collections.abc import Callable, Iterator

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.exchange.xapi.sending import BATCH, NotTaken, Sent, Store, may_have_password
from learning.exchange.xapi.values import Statement
from tests.learning.exchange.xapi.conftest import USER, Scene

HERE = "https://lrs.example.org/xapi"


def wait(_seconds: float) -> None:
    """Nobody waits in a test."""


def sent(endpoint: str, client: httpx.Client, statements: list[Statement]) -> list[Sent]:
    return list(Store(endpoint, client, wait).send(statements))


def there(endpoint: str, client: httpx.Client, statement_id: str) -> Statement:
    answer = client.get(f"{endpoint}/statements", params={"statementId": statement_id})
    found: Statement = answer.json()["statements"][0]
    return found


def test_a_store_takes_all_statements_and_the_same_ones_again(
    scene: Scene, endpoint: str, client: httpx.Client
) -> None:
    statements = scene.statements()
    assert sent(endpoint, client, statements) == [Sent(len(statements), ())]
    assert sent(endpoint, client, scene.statements()) == [Sent(len(statements), ())]
    kept = there(endpoint, client, statements[0]["id"])
    assert {name: kept[name] for name in statements[0]} == statements[0]


def test_of_a_batch_that_holds_a_statement_which_is_there_otherwise_the_others_are_taken(
    scene: Scene, endpoint: str, client: httpx.Client
) -> None:
    known, *_ = scene.statements()
    sent(endpoint, client, [known])
    changed, new = copy.deepcopy(known), copy.deepcopy(known)
    changed["result"] = {"completion": True, "success": False}
    new["id"] = "0195a0a0-0000-7000-8000-000000000001"
    assert sent(endpoint, client, [changed, new]) == [Sent(1, (known["id"],))]
    assert there(endpoint, client, new["id"])["id"] == new["id"]
    assert there(endpoint, client, known["id"])["result"] == known["result"]


def test_a_wrong_password_is_told(scene: Scene, endpoint: str) -> None:
    with httpx.Client(auth=(USER, "wrong")) as client, pytest.raises(NotTaken) as refused:
        sent(endpoint, client, scene.statements())
    assert refused.value.status == 401


class StrictStore:
    """A store that refuses a batch of which it has any statement already, whatever it says; as some do."""

    def __init__(self, most: int = BATCH) -> None:
        self.kept: dict[str, Statement] = {}
        self.most = most
        self.fails = 0

    def answer(self, request: httpx.Request) -> httpx.Response:
        if self.fails:
            self.fails -= 1
            return httpx.Response(503)
        if request.method == "GET":
            found = self.kept.get(request.url.params["statementId"])
            return httpx.Response(200, json=found) if found is not None else httpx.Response(404)
        batch = json.loads(request.content)
        if len(batch) > self.most:
            return httpx.Response(413)
        if any(one["id"] in self.kept for one in batch):
            return httpx.Response(409)
        self.kept |= {one["id"]: one for one in batch}
        return httpx.Response(200, json=[one["id"] for one in batch])


@pytest.fixture
def strict() -> StrictStore:
    return StrictStore()


@pytest.fixture
def to_strict(strict: StrictStore) -> Iterator[httpx.Client]:
    with httpx.Client(transport=httpx.MockTransport(strict.answer)) as client:
        yield client


def numbered(count: int) -> list[Statement]:
    return [{"id": f"{number}", "verb": {"id": "did"}, "object": {"id": "it"}} for number in range(count)]


def test_after_a_failure_half_way_the_rest_is_taken_by_a_store_that_refuses_what_it_has(
    strict: StrictStore, to_strict: httpx.Client
) -> None:
    sent(HERE, to_strict, numbered(3))
    assert sent(HERE, to_strict, numbered(2 * BATCH + 5)) == [Sent(BATCH, ()), Sent(BATCH, ()), Sent(5, ())]
    assert len(strict.kept) == 2 * BATCH + 5


def test_a_batch_that_is_too_much_is_sent_in_halves(strict: StrictStore, to_strict: httpx.Client) -> None:
    strict.most = 30
    assert sent(HERE, to_strict, numbered(BATCH)) == [Sent(BATCH, ())]
    assert len(strict.kept) == BATCH


def test_a_store_that_comes_back_takes_what_it_missed(strict: StrictStore, to_strict: httpx.Client) -> None:
    strict.fails = 2
    assert sent(HERE, to_strict, numbered(1)) == [Sent(1, ())]


def refusing(status: int, text: str) -> Callable[[httpx.Request], httpx.Response]:
    return lambda request: httpx.Response(status, text=text)


def away(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("nobody there", request=request)


@pytest.mark.parametrize(
    ("answer", "status"),
    [(refusing(400, "no\nverb"), 400), (refusing(302, ""), 302), (refusing(503, "later"), 503), (away, None)],
)
def test_a_store_that_does_not_take_them_is_told_with_what_it_said(
    answer: Callable[[httpx.Request], httpx.Response], status: int | None
) -> None:
    with httpx.Client(transport=httpx.MockTransport(answer)) as client, pytest.raises(NotTaken) as refused:
        sent(HERE, client, numbered(1))
    assert refused.value.status == status
    assert "\n" not in refused.value.detail


@pytest.mark.parametrize(
    ("endpoint", "may"),
    [
        ("https://lrs.example.org/xapi", True),
        ("http://127.0.0.1:8100/xAPI", True),
        ("http://lrs.example.org/xapi", False),
        ("https://user@lrs.example.org", False),
        ("ftp://lrs.example.org", False),
        ("https://[", False),
    ],
)
def test_a_password_goes_by_https_or_stays_on_this_machine(endpoint: str, may: bool) -> None:
    assert may_have_password(endpoint) is may


@given(st.text())
def test_whatever_an_address_is_it_is_allowed_or_not(endpoint: str) -> None:
    assert may_have_password(endpoint) in (True, False)
