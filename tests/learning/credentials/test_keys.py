"""Signing keys: their files are nobody else's to read, the newest signs, the older ones go on verifying."""

import logging
import os
from base64 import urlsafe_b64decode
from datetime import datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from joserfc.jwk import OKPKey, RSAKey
from sqlalchemy import MetaData, select

from knowledge.audit.queries import entries
from knowledge.errors import NotAllowed
from knowledge.members.roles import OPERATOR
from learning.credentials.algorithms import Algorithm
from learning.credentials.keys import compromise, new_key, own_keys, retire, signed_with, signer, signing_keys
from learning.credentials.values import Verdict, Why
from learning.credentials.verifying import verify_token
from learning.errors import KeyUnusable, NoSigningKey
from storage.database import Database
from tests.learning.attempts.hall import DAY, NOW
from tests.learning.credentials.awards import ISSUER
from tests.learning.credentials.office import Office


@pytest.fixture
def office(sqlite: Database, tmp_path: Path) -> Office:
    return Office.open(sqlite, tmp_path, with_key=False)


def signs(office: Office) -> str:
    with office.database.reading() as session:
        return signer(session, office.workspace, office.using.keys).key_id


def retired(office: Office, key_id: str, *, now: datetime = NOW) -> bool:
    with office.database.transaction() as session:
        return retire(session, office.workspace, key_id, by=OPERATOR, now=now)


def compromised(office: Office, key_id: str, *, since: datetime, now: datetime = NOW) -> bool:
    with office.database.transaction() as session:
        return compromise(session, office.workspace, key_id, since=since, by=OPERATOR, now=now)


@pytest.mark.parametrize("algorithm", list(Algorithm))
def test_a_key_is_a_file_that_only_its_owner_can_read(office: Office, algorithm: Algorithm) -> None:
    made = office.new_key(algorithm)
    folder = office.using.keys
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [(path.name, path.stat().st_mode & 0o777) for path in folder.iterdir()] == [(f"{made.id}.pem", 0o600)]
    assert signs(office) == made.id


def test_no_piece_of_a_private_key_is_in_the_database_or_in_the_log(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secrets = set[bytes]()
    for algorithm in Algorithm:
        made = office.new_key(algorithm)
        issued = office.certify(f"person-{algorithm.value}")
        pem = (office.using.keys / f"{made.id}.pem").read_bytes()
        key = load_pem_private_key(pem, password=None)
        secrets |= {pem.splitlines()[1], key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())[-30:]}
        secrets |= private_parts(pem, algorithm)
        assert office.verified(office.token(issued.id)).verdict is Verdict.VALID
    office.database.close()
    files = [path.read_bytes() for path in office.using.keys.parent.glob("library.sqlite*")]
    assert files
    assert [secret for secret in secrets for data in [*files, caplog.text.encode()] if secret in data] == []
    with office.database.reading() as session:
        tables = MetaData()
        tables.reflect(session.connection())
        dump = repr([session.execute(select(table)).all() for table in tables.sorted_tables])
    assert "PRIVATE KEY" not in dump
    assert [secret for secret in secrets if secret.decode("ascii", "replace") in dump] == []


def private_parts(pem: bytes, algorithm: Algorithm) -> set[bytes]:
    """What a JWK of the key holds that nobody else may have: as it is written there, and the bytes that this means."""
    jwk = (OKPKey if algorithm is Algorithm.EDDSA else RSAKey).import_key(pem).as_dict(private=True)
    written = [str(jwk[name]) for name in ("d", "p", "q", "dp", "dq", "qi") if name in jwk]
    assert written
    return {one.encode() for one in written} | {urlsafe_b64decode(one + "=" * (-len(one) % 4)) for one in written}


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o777])
def test_a_key_that_others_can_read_is_not_used(office: Office, mode: int) -> None:
    made = office.new_key()
    (office.using.keys / f"{made.id}.pem").chmod(mode)
    assert why_not(office) == "others_can_read"


def why_not(office: Office) -> str:
    with pytest.raises(KeyUnusable) as caught:
        signs(office)
    return caught.value.why


def test_a_folder_that_others_can_get_into_is_not_used(office: Office) -> None:
    office.new_key()
    office.using.keys.chmod(0o755)
    assert why_not(office) == "others_can_read"
    with pytest.raises(KeyUnusable):
        office.new_key()


def test_a_file_that_is_missing_or_another_is_told(office: Office, tmp_path: Path) -> None:
    made = office.new_key()
    file = office.using.keys / f"{made.id}.pem"
    kept = file.read_bytes()
    file.write_bytes(b"no key")
    assert why_not(office) == "malformed"
    other = ec.generate_private_key(ec.SECP256R1())
    file.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    assert why_not(office) == "kind_refused"
    second = office.new_key(now=NOW + DAY)
    second_file = office.using.keys / f"{second.id}.pem"
    second_file.write_bytes(kept)
    assert why_not(office) == "other_key"
    second_file.unlink()
    assert why_not(office) == "missing"
    (tmp_path / "elsewhere.pem").write_bytes(kept)
    os.symlink(tmp_path / "elsewhere.pem", second_file)
    assert why_not(office) == "missing"


def test_the_newest_key_signs_and_what_older_ones_signed_still_verifies(office: Office) -> None:
    first = office.new_key()
    old = office.certify("amara")
    second = office.new_key(Algorithm.RS256, now=NOW + DAY)
    new = office.certify("ben", now=NOW + DAY)
    assert (old.key_id, new.key_id) == (first.id, second.id)
    assert retired(office, first.id)
    assert not retired(office, first.id)
    for one in (old, new):
        assert office.verified(office.token(one.id), now=NOW + DAY).verdict is Verdict.VALID
    assert retired(office, second.id)
    with pytest.raises(NoSigningKey):
        signs(office)


def test_what_a_compromised_key_signed_before_still_verifies_and_nothing_later_does(office: Office) -> None:
    key = office.new_key()
    before, after = office.certify("amara"), office.certify("ben", now=NOW + 2 * DAY)
    assert compromised(office, key.id, since=NOW + DAY, now=NOW + 3 * DAY)
    assert office.verified(office.token(before.id), now=NOW + 3 * DAY).verdict is Verdict.VALID
    late = office.verified(office.token(after.id), now=NOW + 3 * DAY)
    assert (late.verdict, late.why) == (Verdict.INVALID, (Why.KEY_COMPROMISED,))
    with pytest.raises(NoSigningKey):
        signs(office)


def test_the_moment_of_a_compromise_moves_back_only(office: Office) -> None:
    key = office.new_key()
    assert compromised(office, key.id, since=NOW + DAY)
    assert not compromised(office, key.id, since=NOW + 2 * DAY)
    assert compromised(office, key.id, since=NOW)
    with office.database.reading() as session:
        found = signing_keys(session, office.workspace)
        noted = [(entry.action, entry.after) for entry in entries(session, office.workspace, limit=3)]
    assert (found[0].compromised_at, found[0].signs) == (NOW, False)
    assert noted[:2] == [
        ("signing key compromised", {"since": NOW.isoformat()}),
        ("signing key compromised", {"since": (NOW + DAY).isoformat()}),
    ]


def test_the_certificates_that_a_key_has_signed_are_counted(office: Office) -> None:
    key, other = office.new_key(), office.new_key(now=NOW - DAY)
    office.certify("amara")
    office.certify("ben", now=NOW + 2 * DAY)
    with office.database.reading() as session:
        counts = [
            signed_with(session, office.workspace, key.id),
            signed_with(session, office.workspace, key.id, since=NOW + DAY),
            signed_with(session, office.workspace, key.id, since=NOW + 3 * DAY),
            signed_with(session, office.workspace, other.id),
            signed_with(session, "another", key.id),
        ]
    assert counts == [2, 1, 0, 0, 0]


def test_of_a_compromised_key_nothing_is_valid_for_whoever_keeps_no_register(office: Office) -> None:
    key, issued = office.new_key(), office.certify("amara")
    assert compromised(office, key.id, since=NOW + DAY, now=NOW + 2 * DAY)
    with office.database.reading() as session:
        keys = own_keys(session, office.workspace, ISSUER.id)
    told = verify_token(office.token(issued.id), keys, now=NOW + 2 * DAY)
    assert (told.verdict, told.why, told.claims) == (Verdict.NOT_VERIFIED, (Why.KEY_COMPROMISED,), None)


def test_only_who_keeps_certificates_may_make_or_retire_a_key(office: Office) -> None:
    made = office.new_key()
    for act in (
        lambda session: new_key(session, office.workspace, office.using.keys, Algorithm.EDDSA, by="ben", now=NOW),
        lambda session: retire(session, office.workspace, made.id, by="ben", now=NOW),
        lambda session: compromise(session, office.workspace, made.id, since=NOW, by="ben", now=NOW),
    ):
        with pytest.raises(NotAllowed), office.database.transaction() as session:
            act(session)
    assert [path.stem for path in office.using.keys.iterdir()] == [made.id]


def test_a_key_that_is_not_there_can_not_be_retired(office: Office) -> None:
    with pytest.raises(KeyUnusable) as caught:
        retired(office, "nothing")
    assert caught.value.why == "unknown"
