"""A forged, broken, foreign or outdated credential is never valid, and neither is one of which that can't be told."""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier

from learning.credentials.issuer import Purpose
from learning.credentials.keys import public_jwk
from learning.credentials.signing import TOKEN_BYTES, Signer, sign
from learning.credentials.values import Verdict, Why
from tests.learning.credentials.awards import (
    DAY,
    EXPIRES,
    ISSUED,
    ISSUER,
    NOW,
    Statuses,
    claims,
    keys,
    pem,
    signer,
    token,
    verified,
)

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def encoded(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def with_header(signed: str, header: dict[str, Any]) -> str:
    return ".".join([encoded(header), *signed.split(".")[1:]])


def signed_anyhow(payload: dict[str, Any], header: dict[str, Any] | None = None, by: Signer | None = None) -> str:
    """What the key really signed, however odd it is."""
    using = by or signer()
    stated = {"alg": "EdDSA", "typ": "JWT", "kid": using.key_id} if header is None else header
    text = f"{encoded(stated)}.{encoded(payload)}"
    signature = using.private.sign(text.encode())  # type: ignore[call-arg]
    return f"{text}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"


def registered(**changes: Any) -> dict[str, Any]:
    payload = claims()
    fitting = {"iss": ISSUER.id, "jti": payload["id"], "nbf": int(ISSUED.timestamp()), "exp": int(EXPIRES.timestamp())}
    return {name: value for name, value in {**payload, **fitting, **changes}.items() if value is not ...}


def mutation(signed: str, dice: Random) -> str:
    """The token with one character changed, left out, doubled, or two of them swapped."""
    at = dice.randrange(len(signed))
    match dice.randrange(4):
        case 0:
            other = dice.choice([c for c in ALPHABET + ".=+/ " if c != signed[at]])
            return signed[:at] + other + signed[at + 1 :]
        case 1:
            return signed[:at] + signed[at + 1 :]
        case 2:
            return signed[:at] + dice.choice(ALPHABET) + signed[at:]
        case _:
            there = dice.randrange(len(signed))
            low, high = min(at, there), max(at, there)
            if signed[low] == signed[high]:
                return signed + signed[low]
            return signed[:low] + signed[high] + signed[low + 1 : high] + signed[low] + signed[high + 1 :]


@pytest.mark.parametrize("algorithm", ["EdDSA", "RS256"])
def test_of_five_thousand_forgeries_not_one_is_accepted_here_or_by_the_independent_verifier(algorithm: str) -> None:
    by, dice = signer(algorithm), Random(20_260_801)
    signed, trusted, other = token(by), keys(by), OB3Verifier(pem(by))
    assert verified(signed, trusted).verdict is Verdict.VALID
    forged = [mutation(signed, dice) for _ in range(2_500)]
    accepted = [one for one in forged if verified(one, trusted).verdict is Verdict.VALID]
    theirs = [one for one in forged if _accepts(other, one)]
    assert accepted == []
    # A last character may be written in several ways that mean the same bytes: only one of them is accepted here.
    assert [
        one for one in theirs if [decoded(p) for p in one.split(".")] != [decoded(p) for p in signed.split(".")]
    ] == []


def _accepts(verifier: OB3Verifier, forged: str) -> bool:
    try:
        verifier.verify(forged)
    except OB3VerificationError:
        return False
    return True


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=2_000))
def test_whatever_is_handed_in_gets_a_verdict_that_is_not_valid(data: bytes) -> None:
    assert verified(data).verdict is not Verdict.VALID


@pytest.mark.parametrize("name", ["none", "None", "NONE", "HS256", "HS512", "ES256", "RS256", "PS256", "", 5, None])
def test_the_token_does_not_choose_its_algorithm(name: Any) -> None:
    for signature in ("", token().rsplit(".", 1)[1]):
        forged = with_header(token(), {"alg": name, "typ": "JWT", "kid": "a1"}).rsplit(".", 1)[0] + "." + signature
        assert verified(forged).why == (Why.ALGORITHM_REFUSED,)


def test_an_unsecured_token_is_told_as_one_whose_algorithm_is_refused() -> None:
    forged = with_header(token(), {"alg": "none"}).rsplit(".", 1)[0] + "."
    assert verified(forged).why == (Why.ALGORITHM_REFUSED,)


def test_a_public_key_is_no_secret_to_sign_with() -> None:
    by = signer("RS256")
    text = with_header(token(by), {"alg": "HS256", "typ": "JWT", "kid": by.key_id}).rsplit(".", 1)[0]
    mac = hmac.new(pem(by), text.encode(), hashlib.sha256).digest()
    forged = f"{text}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"
    assert verified(forged, keys(by)).why == (Why.ALGORITHM_REFUSED,)


def test_a_key_that_the_token_brings_along_does_not_count() -> None:
    forger = signer("EdDSA", "forger")
    own = public_jwk(forger.private)
    forged = signed_anyhow(registered(), {"alg": "EdDSA", "typ": "JWT", "kid": "a1", "jwk": own}, forger)
    assert verified(forged).why == (Why.SIGNATURE_WRONG,)
    nameless = signed_anyhow(registered(), {"alg": "EdDSA", "typ": "JWT", "jwk": own}, forger)
    assert verified(nameless).why == (Why.SIGNATURE_WRONG,)
    assert verified(signed_anyhow(registered(), {"alg": "EdDSA", "jwk": own, "kid": "a1"})).verdict is Verdict.VALID


def test_a_key_that_is_not_trusted_leaves_a_credential_unverified() -> None:
    found = verified(token(signer("EdDSA", "stranger")))
    assert (found.verdict, found.why, found.claims) == (Verdict.NOT_VERIFIED, (Why.KEY_UNKNOWN,), None)


@pytest.mark.parametrize(
    "header",
    [{"crit": ["exp"]}, {"b64": False, "crit": ["b64"]}, {"b64": True}],
)
def test_extensions_that_have_to_be_understood_are_refused(header: dict[str, Any]) -> None:
    forged = signed_anyhow(registered(), {"alg": "EdDSA", "typ": "JWT", "kid": "a1", **header})
    assert verified(forged).why == (Why.ALGORITHM_REFUSED,)


@pytest.mark.parametrize("kind", ["at+jwt", "dpop+jwt", "application/json", "", 7])
def test_a_token_that_was_signed_for_something_else_is_no_credential(kind: Any) -> None:
    assert verified(signed_anyhow(registered(), {"alg": "EdDSA", "typ": kind, "kid": "a1"})).why == (Why.WRONG_TYPE,)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"type": ["VerifiableCredential"]}, Why.WRONG_TYPE),
        ({"type": "OpenBadgeCredential"}, Why.WRONG_TYPE),
        ({"type": ["VerifiableCredential", "EndorsementCredential"]}, Why.WRONG_TYPE),
        ({"type": ...}, Why.WRONG_TYPE),
        ({"iss": "https://elsewhere.example.org/issuer"}, Why.WRONG_ISSUER),
        ({"iss": ...}, Why.WRONG_ISSUER),
        ({"issuer": "https://elsewhere.example.org/issuer"}, Why.WRONG_ISSUER),
        ({"issuer": {"id": "https://other.example/issuer"}, "iss": "https://other.example/issuer"}, Why.WRONG_ISSUER),
        ({"issuer": ["https://badges.example.org/issuer"]}, Why.WRONG_ISSUER),
        ({"jti": "https://badges.example.org/c/another"}, Why.MALFORMED),
        ({"sub": "did:example:somebody"}, Why.MALFORMED),
        ({"nbf": ...}, Why.MALFORMED),
        ({"nbf": "2025-01-01"}, Why.MALFORMED),
        ({"nbf": True}, Why.MALFORMED),
        ({"nbf": 10**400}, Why.MALFORMED),
        ({"exp": 1e300}, Why.MALFORMED),
        ({"validFrom": "2025-01-01T00:00:00"}, Why.MALFORMED),
        ({"validFrom": 5}, Why.MALFORMED),
        ({"validUntil": "some day"}, Why.MALFORMED),
        ({"credentialSubject": []}, Why.MALFORMED),
        ({"credentialSubject": {"type": ["AchievementSubject"]}}, Why.MALFORMED),
    ],
)
def test_a_signed_credential_that_does_not_fit_together_is_refused(changes: dict[str, Any], why: Why) -> None:
    found = verified(signed_anyhow(registered(**changes)))
    assert (found.verdict, found.why, found.claims) == (Verdict.INVALID, (why,), None)


def test_an_object_that_says_a_thing_twice_is_refused() -> None:
    head = encoded({"alg": "EdDSA", "typ": "JWT", "kid": "a1"})
    text = json.dumps(registered())[:-1] + ', "iss": "https://badges.example.org/issuer"}'
    body = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    signature = signer().private.sign(f"{head}.{body}".encode())  # type: ignore[call-arg]
    signed = f"{head}.{body}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"
    assert verified(signed).why == (Why.MALFORMED,)


def test_the_older_way_to_write_a_token_is_understood_and_checked_as_strictly() -> None:
    inner = {name: value for name, value in claims().items() if not name.startswith("valid")}
    inner |= {"issuanceDate": "2025-03-01T09:30:00Z", "expirationDate": "2125-03-01T09:30:00Z"}
    outer = {name: registered()[name] for name in ("iss", "jti", "nbf")}
    found = verified(signed_anyhow({**outer, "vc": inner}))
    assert (found.verdict, found.claims and found.claims["name"]) == (Verdict.VALID, "Mentor essentials")
    ended = {**inner, "expirationDate": "2025-04-01T00:00:00Z"}
    assert verified(signed_anyhow({**outer, "vc": ended})).why == (Why.EXPIRED,)
    assert verified(signed_anyhow({**outer, "iss": "https://other.example", "vc": inner})).why == (Why.WRONG_ISSUER,)
    assert verified(signed_anyhow({**outer, "vc": {**inner, "id": "https://other.example"}})).why == (Why.MALFORMED,)
    assert verified(signed_anyhow({**registered(type=["Presentation"]), "vc": inner})).why == (Why.WRONG_TYPE,)


def test_a_credential_holds_from_its_first_to_its_last_moment() -> None:
    signed = token(expires_at=NOW)
    assert verified(signed, now=ISSUED).verdict is Verdict.VALID
    assert verified(signed, now=ISSUED - DAY).why == (Why.NOT_YET,)
    found = verified(signed, now=NOW)
    assert (found.verdict, found.why) == (Verdict.INVALID, (Why.EXPIRED,))
    assert found.claims is not None
    assert verified(token(expires_at=None), now=NOW + 40_000 * DAY).verdict is Verdict.VALID


def test_the_earlier_of_two_ends_counts() -> None:
    soon = int((NOW - DAY).timestamp())
    assert verified(signed_anyhow(registered(exp=soon))).why == (Why.EXPIRED,)
    assert verified(signed_anyhow(registered(exp=..., validUntil="2025-05-01T00:00:00Z"))).why == (Why.EXPIRED,)


def test_a_revoked_or_suspended_credential_is_not_valid_and_what_it_says_is_still_shown() -> None:
    revoked = verified(token(), status=Statuses({Purpose.REVOCATION: True}))
    assert (revoked.verdict, revoked.why) == (Verdict.INVALID, (Why.REVOKED,))
    assert revoked.claims is not None
    assert verified(token(), status=Statuses({Purpose.SUSPENSION: True})).why == (Why.SUSPENDED,)


def test_a_credential_whose_status_can_not_be_found_out_is_not_verified() -> None:
    for unknown in (None, Statuses({Purpose.REVOCATION: None}), Statuses({Purpose.SUSPENSION: None})):
        found = verified(token(), status=unknown)
        assert (found.verdict, found.why) == (Verdict.NOT_VERIFIED, (Why.STATUS_UNKNOWN,))
    assert verified(signed_anyhow(registered(credentialStatus=...)), status=None).verdict is Verdict.VALID


@pytest.mark.parametrize(
    "status",
    [
        "https://badges.example.org/status",
        {"type": "1EdTechRevocationList", "id": "https://badges.example.org/revoked"},
        {"type": "BitstringStatusListEntry", "statusPurpose": "message"},
        {"type": "BitstringStatusListEntry", "statusPurpose": "revocation", "statusListIndex": "-1"},
        {"type": "BitstringStatusListEntry", "statusPurpose": "revocation", "statusListIndex": "٣"},
        [None],
        [{"type": "BitstringStatusListEntry", "statusPurpose": "revocation"}] * 50,
        None,
    ],
)
def test_a_status_of_another_kind_is_one_that_can_not_be_found_out(status: Any) -> None:
    found = verified(signed_anyhow(registered(credentialStatus=status)))
    assert found.verdict is Verdict.NOT_VERIFIED


@dataclass
class Register:
    """A register of one certificate."""

    at: datetime
    signed: str

    def issued_at(self, signed: str) -> datetime | None:
        return self.at if signed == self.signed else None


def test_what_a_compromised_key_signed_counts_only_where_it_is_known_to_be_older() -> None:
    trusted, signed = keys(signer(), compromised_at=ISSUED + DAY), token()
    found = verified(signed, trusted)
    assert (found.verdict, found.why, found.claims) == (Verdict.NOT_VERIFIED, (Why.KEY_COMPROMISED,), None)
    assert verified(signed, trusted, register=Register(ISSUED, signed)).verdict is Verdict.VALID
    for at in (ISSUED + DAY, ISSUED + 2 * DAY):
        late = verified(signed, trusted, register=Register(at, signed))
        assert (late.verdict, late.why) == (Verdict.INVALID, (Why.KEY_COMPROMISED,))
    backdated = token(since=ISSUED - DAY)
    assert verified(backdated, trusted, register=Register(ISSUED, signed)).why == (Why.KEY_COMPROMISED,)


def test_a_token_without_end_is_not_read() -> None:
    assert verified("a." + "b" * TOKEN_BYTES + ".c").why == (Why.TOO_LARGE,)
    assert verified(b"x" * (1 << 24)).why == (Why.TOO_LARGE,)


def test_deep_nesting_is_refused_and_brings_nothing_down() -> None:
    deep = base64.urlsafe_b64encode(b"[" * 100_000).decode().rstrip("=")
    head = encoded({"alg": "EdDSA", "kid": "a1"})
    signature = signer().private.sign(f"{head}.{deep}".encode())  # type: ignore[call-arg]
    assert verified(f"{head}.{deep}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}").why == (Why.MALFORMED,)


def test_a_key_signs_with_its_own_algorithm_and_verifies_beside_others() -> None:
    first, second = signer("EdDSA", "first"), signer("RS256", "second")
    both = keys(first, second)
    for by in (first, second):
        signed = sign(claims(), by, key_address=ISSUER.key(by.key_id))
        assert verified(signed, both).key_id == by.key_id
