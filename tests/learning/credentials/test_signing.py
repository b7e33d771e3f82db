"""What we sign is what Open Badges 3.0 asks for: an independent verifier takes it."""

import base64
import json
from dataclasses import replace
from typing import Any

import pytest
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier

from learning.certifications.definition import Passing
from learning.credentials.achievement import criteria
from learning.credentials.values import Verdict
from tests.learning.credentials.awards import AWARD, EXPIRES, ISSUED, ISSUER, claims, keys, pem, signer, token, verified


def part(signed: str, number: int) -> Any:
    text = signed.split(".")[number]
    return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


@pytest.mark.parametrize("algorithm", ["EdDSA", "RS256"])
def test_a_certificate_verifies_here_and_with_an_independent_verifier(algorithm: str) -> None:
    by = signer(algorithm)
    signed = token(by)
    found = verified(signed, keys(by))
    assert (found.verdict, found.why, found.key_id) == (Verdict.VALID, (), by.key_id)
    theirs = OB3Verifier(pem(by)).verify(signed)
    assert theirs.issuer.id == ISSUER.id
    assert theirs.achievement.name == "Mentor essentials"
    assert theirs.identifiers[0].identity_hash == AWARD.name
    assert (theirs.issuance_date, theirs.expiration_date) == (ISSUED, EXPIRES)
    assert {status["statusPurpose"] for status in theirs.credential_status} == {"revocation", "suspension"}
    with pytest.raises(OB3VerificationError):
        OB3Verifier(pem(signer(algorithm, "another"))).verify(signed)


def test_the_header_names_the_algorithm_the_kind_and_where_the_key_is() -> None:
    assert part(token(), 0) == {"alg": "EdDSA", "kid": "https://badges.example.org/keys/a1", "typ": "JWT"}


def test_the_registered_claims_repeat_the_credential() -> None:
    said = part(token(), 1)
    assert (said["iss"], said["jti"]) == (said["issuer"]["id"], said["id"])
    assert (said["nbf"], said["exp"]) == (int(ISSUED.timestamp()), int(EXPIRES.timestamp()))
    assert "sub" not in said
    assert "exp" not in part(token(expires_at=None), 1)


def test_a_certificate_names_its_holder_and_nothing_else_of_the_person() -> None:
    subject = claims()["credentialSubject"]
    assert subject["identifier"] == [
        {"type": "IdentityObject", "identityType": "name", "hashed": False, "identityHash": AWARD.name}
    ]
    assert "id" not in subject
    assert {one["status"] for one in subject["result"]} == {"Completed"}


def test_a_certificate_says_on_which_editions_and_evidence_it_rests() -> None:
    assert [(one["name"], one["description"], one.get("narrative")) for one in claims()["evidence"]] == [
        ("Elements of practice", "4th edition, 2015-09-01", "Well supported (CEBC)"),
        ("Closing a match", "2024", None),
    ]


def test_a_certificate_says_what_was_done_for_it() -> None:
    narrative = claims()["credentialSubject"]["achievement"]["criteria"]["narrative"]
    assert narrative == (
        "Answered 10 questions, each proved by a passage of a guide, with at least 80% of all points. "
        "At least 75% in: Keep young people safe. Also practice observed: A first meeting."
    )


def test_one_least_for_several_competencies_is_said_once() -> None:
    passing = Passing(80.0, {"safety": 50.0, "begin": 50.0, "gone": 60.0})
    said = criteria(replace(AWARD.certification, passing=passing, requirements=()))
    assert said.endswith("At least 60% in: gone. At least 50% in each of: Begin a match; Keep young people safe.")


def test_what_is_printed_of_a_signer_is_its_name_only() -> None:
    assert repr(signer()) == "Signer(a1)"
