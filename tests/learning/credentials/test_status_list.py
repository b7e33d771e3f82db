"""Status lists are those of the standard: an independent reader finds the same bits in them."""

import base64
import gzip
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openbadgeslib.ob3 import decode_encoded_list, encode_bitstring, set_indices

from learning.credentials.issuer import Purpose
from learning.credentials.signing import sign
from learning.credentials.status_list import (
    KEPT,
    SIZE,
    ListUnusable,
    encode,
    free_index,
    is_set,
    size_for,
    status_list,
)
from learning.credentials.statuses import PublishedLists, StatusEntry
from learning.credentials.values import Verdict, Why
from tests.learning.credentials.awards import ISSUER, NOW, WORKSPACE, keys, signer, token, verified

INDICES = st.sets(st.integers(0, SIZE - 1), max_size=20)


@settings(max_examples=40, deadline=None)
@given(INDICES)
def test_an_independent_reader_finds_the_same_bits(indices: set[int]) -> None:
    assert set(set_indices(decode_encoded_list(encode(indices)))) == indices
    theirs = encode_bitstring(indices)
    assert all(is_set(theirs, index) for index in indices)
    assert not any(is_set(theirs, index) for index in {0, 1, SIZE - 1} - indices)


def test_the_same_bits_give_the_same_list() -> None:
    assert encode({5, 7}) == encode([7, 5])
    assert len(encode([])) < 200


def packed(bits: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(gzip.compress(bits, mtime=0)).decode().rstrip("=")


@pytest.mark.parametrize(
    "encoded",
    [
        "", "u", "z" + encode([])[1:], encode([])[1:], encode([])[:-5], "u!!!", packed(b"\0" * 100),
        packed(b"\0" * (1 << 26)), "uAAAA",
    ],
)  # fmt: skip
def test_a_list_that_is_broken_too_short_or_a_bomb_tells_nothing(encoded: str) -> None:
    with pytest.raises(ListUnusable):
        is_set(encoded, 5)


def test_a_place_that_a_list_does_not_have_tells_nothing() -> None:
    with pytest.raises(ListUnusable):
        is_set(encode([]), SIZE)


def test_places_are_given_at_random_and_never_twice() -> None:
    dice, taken = Random(3), set[int]()
    for number in range(500):
        index = free_index(number, taken.__contains__, dice)
        assert index not in taken
        taken.add(index)
    assert max(taken) - min(taken) > SIZE // 2


def test_a_list_grows_before_it_is_half_full() -> None:
    assert [size_for(count) for count in (0, SIZE // 2, SIZE // 2 + 1, 2 * SIZE)] == [SIZE, SIZE, 2 * SIZE, 4 * SIZE]
    assert is_set(encode([SIZE + 3], 2 * SIZE), SIZE + 3)


ADDRESS = ISSUER.status_list(WORKSPACE, Purpose.REVOCATION)
ENTRY = StatusEntry(Purpose.REVOCATION, 77, ADDRESS, ISSUER.id)


def published(*, bits: set[int], by: str = "a1", **changes: object) -> str:
    using = signer("EdDSA", by)
    made = status_list(ISSUER, WORKSPACE, Purpose.REVOCATION, bits, count=3, now=NOW)
    return sign({**made, **changes}, using, key_address=ISSUER.key(using.key_id))


def told(text: str | None, *, now: object = NOW) -> bool | None:
    return PublishedLists(lambda _: text, keys(signer()), now).is_set(ENTRY)  # type: ignore[arg-type]


def test_a_published_list_is_believed_where_its_issuer_signed_it() -> None:
    assert told(published(bits={77})) is True
    assert told(published(bits={76, 78})) is False


def test_a_list_that_can_not_be_had_or_verified_tells_nothing() -> None:
    good = published(bits=set())
    untrusted = [None, "", "<html>", good[:-4], published(bits=set(), by="stranger"), token()]
    assert [told(text) for text in untrusted] == [None] * len(untrusted)


def test_a_list_for_something_else_tells_nothing() -> None:
    other = status_list(ISSUER, WORKSPACE, Purpose.SUSPENSION, [], count=3, now=NOW)
    for changes in (
        {"id": other["id"]},
        {"credentialSubject": other["credentialSubject"]},
        {"issuer": "https://elsewhere.example.org/issuer"},
        {"type": ["VerifiableCredential"]},
        {"type": "BitstringStatusListCredential"},
        {"credentialSubject": {"type": "BitstringStatusList", "statusPurpose": "revocation", "encodedList": "u"}},
    ):
        assert told(published(bits=set(), **changes)) is None


def test_an_older_copy_of_a_list_tells_nothing_any_more() -> None:
    assert told(published(bits=set()), now=NOW + KEPT) is None


def test_a_list_that_a_compromised_key_signed_tells_nothing() -> None:
    trusted = keys(signer(), compromised_at=NOW)
    assert PublishedLists(lambda _: published(bits=set()), trusted, NOW).is_set(ENTRY) is None


def test_a_certificate_is_verified_by_lists_alone_without_a_database() -> None:
    lists = {
        ISSUER.status_list(WORKSPACE, purpose): sign(
            status_list(ISSUER, WORKSPACE, purpose, {77} if purpose is Purpose.SUSPENSION else {5}, count=9, now=NOW),
            signer(),
            key_address=ISSUER.key("a1"),
        )
        for purpose in Purpose
    }
    source = PublishedLists(lists.get, keys(signer()), NOW)
    assert verified(token(), status=source).why == (Why.SUSPENDED,)
    assert verified(token(status_index=78), status=source).verdict is Verdict.VALID
    del lists[ISSUER.status_list(WORKSPACE, Purpose.REVOCATION)]
    assert verified(token(status_index=78), status=source).verdict is Verdict.NOT_VERIFIED
