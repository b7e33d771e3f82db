"""Only public signing keys of known kinds are trusted, each for the one algorithm that is its own."""

import base64
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from joserfc.jwk import ECKey, RSAKey

from learning.credentials.keys import public_jwk
from learning.credentials.keyset import KeySet, read_jwks, trusted_key
from learning.errors import KeyUnusable
from tests.learning.credentials.awards import signer

PUBLIC = public_jwk(signer().private)


def jwk_of(key: Any) -> dict[str, Any]:
    return dict(key.as_dict(private=False))


def test_the_algorithm_follows_from_the_key() -> None:
    assert trusted_key("a", PUBLIC).algorithm == "EdDSA"
    assert trusted_key("a", {**PUBLIC, "alg": "Ed25519", "use": "sig"}).algorithm == "EdDSA"
    assert trusted_key("a", public_jwk(signer("RS256").private)).algorithm == "RS256"
    assert trusted_key("a", jwk_of(ECKey.import_key(ec.generate_private_key(ec.SECP256R1())))).algorithm == "ES256"


@pytest.mark.parametrize(
    ("jwk", "why"),
    [
        ({"kty": "oct", "k": "c2VjcmV0"}, "kind_refused"),
        ({**PUBLIC, "crv": "X25519"}, "kind_refused"),
        ({}, "kind_refused"),
        ({**PUBLIC, "alg": "HS256"}, "made_for_something_else"),
        ({**PUBLIC, "use": "enc"}, "made_for_something_else"),
        ({**PUBLIC, "d": "c2VjcmV0"}, "private"),
        ({**PUBLIC, "x": 5}, "malformed"),
        ({"kty": "OKP", "crv": "Ed25519"}, "malformed"),
        ({"kty": "OKP", "crv": "Ed25519", "x": "AAAA"}, "malformed"),
        ({"kty": "EC", "crv": "P-256", "x": PUBLIC["x"], "y": PUBLIC["x"]}, "malformed"),
    ],
)
def test_what_is_no_public_signing_key_is_not_trusted(jwk: dict[str, Any], why: str) -> None:
    with pytest.raises(KeyUnusable) as caught:
        trusted_key("a", jwk)
    assert caught.value.why == why


def test_a_short_rsa_key_is_not_trusted() -> None:
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024).public_key()
    numbers = short.public_numbers()
    jwk = {"kty": "RSA", "n": _number(numbers.n), "e": _number(numbers.e)}
    with pytest.raises(KeyUnusable) as caught:
        trusted_key("a", jwk)
    assert caught.value.why == "too_short"


def _number(value: int) -> str:
    data = value.to_bytes((value.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def test_a_set_of_keys_or_a_single_one_is_read() -> None:
    other = dict(RSAKey.import_key(signer("RS256").private).as_dict(private=False))  # type: ignore[arg-type]
    both = read_jwks(json.dumps({"keys": [{**PUBLIC, "kid": "one"}, {**other, "kid": "two"}]}), issuer="https://i")
    assert ([key.id for key in both.keys], both.issuer) == (["one", "two"], "https://i")
    assert read_jwks(json.dumps(PUBLIC)).keys[0].id == ""


FOR_OTHER_USES: list[dict[str, Any]] = [
    {"kty": "EC", "crv": "secp256k1", "x": "AA", "y": "AA"},
    {"kty": "OKP", "crv": "X25519", "x": "AA", "use": "enc"},
    {**PUBLIC, "use": "enc"},
    {"kty": "oct", "k": "c2VjcmV0"},
    {"kty": "a kind of tomorrow"},
    {"kty": "OKP", "crv": "Ed25519"},
    {},
]


@pytest.mark.parametrize("other", FOR_OTHER_USES)
def test_keys_for_other_uses_are_left_out_of_a_set(other: dict[str, Any]) -> None:
    found = read_jwks(json.dumps({"keys": [other, {**PUBLIC, "kid": "one"}, other]}))
    assert [key.id for key in found.keys] == ["one"]


def test_a_set_of_which_no_key_can_be_trusted_is_refused_for_what_is_wrong_with_the_first() -> None:
    with pytest.raises(KeyUnusable) as caught:
        read_jwks(json.dumps({"keys": [{**PUBLIC, "use": "enc", "kid": "one"}, *FOR_OTHER_USES]}))
    assert (caught.value.key_id, caught.value.why) == ("one", "made_for_something_else")


@pytest.mark.parametrize("private", [{**PUBLIC, "d": "c2VjcmV0"}, {"kty": "OKP", "crv": "X25519", "d": "c2VjcmV0"}])
def test_a_set_with_a_private_key_in_it_is_refused_whole(private: dict[str, Any]) -> None:
    with pytest.raises(KeyUnusable) as caught:
        read_jwks(json.dumps({"keys": [{**PUBLIC, "kid": "one"}, private]}))
    assert caught.value.why == "private"


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"keys": []}', '{"keys": [5]}', '{"keys": {}}', "[" * 100_000])
def test_what_is_no_set_of_keys_is_told_as_such(text: str) -> None:
    with pytest.raises(KeyUnusable) as caught:
        read_jwks(text)
    assert caught.value.why == "no_key_set"


def test_a_key_is_found_by_its_name_or_by_an_address_that_ends_in_it() -> None:
    found = KeySet((trusted_key("one", PUBLIC), trusted_key("https://a.example/jwks.json#two", PUBLIC)))
    assert [key.id for key in found.named("one")] == ["one"]
    assert [key.id for key in found.named("https://b.example/keys/one")] == ["one"]
    assert [key.id for key in found.named("two")] == ["https://a.example/jwks.json#two"]
    assert found.named("three") == ()
    assert len(found.named(None)) == 2
