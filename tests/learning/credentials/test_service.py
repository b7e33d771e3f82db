"""What becomes of a certificate: each step has its reason and its place in the log, and only the holder shows it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge.audit.queries import entries
from knowledge.errors import NotAllowed
from knowledge.members.roles import OPERATOR
from learning.credentials import service
from learning.credentials.issuer import Purpose
from learning.credentials.queries import CertificateFilter, certificates, shown, status_bits
from learning.credentials.values import Certificate, Verdict, Why
from learning.errors import CertificateNotFound, NotTheHolder, ReasonMissing
from storage.database import Database
from storage.schema import new_id
from tests.learning.attempts.hall import DAY, NOW
from tests.learning.credentials.office import Office


@pytest.fixture
def office(sqlite: Database, tmp_path: Path) -> Office:
    return Office.open(sqlite, tmp_path, valid_months=12)


def do(office: Office, use_case: Callable[..., bool], certificate_id: str, by: str = OPERATOR, **how: Any) -> bool:
    with office.database.transaction() as session:
        return use_case(session, office.workspace, certificate_id, by=by, now=NOW, **how)


def bits(office: Office) -> dict[Purpose, frozenset[int]]:
    with office.database.reading() as session:
        return {purpose: status_bits(session, office.workspace, purpose) for purpose in Purpose}


def test_a_certificate_is_suspended_reinstated_and_revoked(database: Database, tmp_path: Path) -> None:
    office = Office.open(database, tmp_path)
    made, other = office.certify("amara"), office.certify("ben")
    token, place = office.token(made.id), frozenset({made.status_index})
    assert do(office, service.suspend, made.id, reason="Under review.")
    assert office.verified(token).why == (Why.SUSPENDED,)
    assert office.stored(made.id).reason == "Under review."
    assert bits(office) == {Purpose.SUSPENSION: place, Purpose.REVOCATION: frozenset()}
    assert do(office, service.reinstate, made.id)
    assert office.verified(token).verdict is Verdict.VALID
    assert office.stored(made.id).reason is None
    assert do(office, service.revoke, made.id, reason="It was somebody else.")
    assert office.verified(token).why == (Why.REVOKED,)
    assert bits(office) == {Purpose.SUSPENSION: frozenset(), Purpose.REVOCATION: place}
    assert office.verified(office.token(other.id)).verdict is Verdict.VALID
    with database.reading() as session:
        noted = [(one.action, one.name, one.after) for one in entries(session, office.workspace, limit=3)]
    assert noted == [
        ("certificate revoked", "Mentor essentials", {"state": "revoked", "reason": "It was somebody else."}),
        ("certificate reinstated", "Mentor essentials", {"state": "reinstated"}),
        ("certificate suspended", "Mentor essentials", {"state": "suspended", "reason": "Under review."}),
    ]


def test_a_step_that_changes_nothing_is_not_taken(office: Office) -> None:
    made = office.certify("amara")
    assert not do(office, service.reinstate, made.id)
    do(office, service.suspend, made.id, reason="Why.")
    assert not do(office, service.suspend, made.id, reason="Again.")
    do(office, service.revoke, made.id, reason="Why.")
    assert not do(office, service.revoke, made.id, reason="Again.")
    assert not do(office, service.suspend, made.id, reason="Again.")
    assert not do(office, service.reinstate, made.id)
    assert office.stored(made.id).revoked


@pytest.mark.parametrize("use_case", [service.suspend, service.revoke])
@pytest.mark.parametrize("reason", ["", "  \n", "\u200b"])
def test_nothing_is_taken_from_anybody_without_a_reason(
    office: Office, use_case: Callable[..., bool], reason: str
) -> None:
    made = office.certify("amara")
    with pytest.raises(ReasonMissing):
        do(office, use_case, made.id, reason=reason)


def test_only_who_keeps_certificates_may_take_one_back(office: Office) -> None:
    made = office.certify("amara")
    for use_case, how in (
        (service.suspend, {"reason": "x"}),
        (service.revoke, {"reason": "x"}),
        (service.reinstate, {}),
    ):
        with pytest.raises(NotAllowed):
            do(office, use_case, made.id, by="amara", **how)
        with pytest.raises(CertificateNotFound):
            do(office, use_case, new_id(), **how)


def test_only_the_holder_shows_a_certificate_to_everybody_and_hides_it_again(office: Office) -> None:
    made = office.certify("amara")
    assert seen(office, made) is None
    for by in (OPERATOR, "ben"):
        with pytest.raises(NotTheHolder):
            do(office, service.make_public, made.id, by=by)
    assert do(office, service.make_public, made.id, by="amara")
    assert not do(office, service.make_public, made.id, by="amara")
    found = seen(office, made)
    assert found is not None
    assert found.id == made.id
    with pytest.raises(NotTheHolder):
        do(office, service.make_private, made.id)
    assert do(office, service.make_private, made.id, by="amara")
    assert seen(office, made) is None


def seen(office: Office, made: Certificate) -> Certificate | None:
    with office.database.reading() as session:
        found = shown(session, made.slug)
    return found.certificate if found is not None else None


def test_certificates_are_found_by_person_and_certification(office: Office) -> None:
    _, second = office.certify("amara"), office.certify("ben", now=NOW + 30 * DAY)

    def found(asked: CertificateFilter) -> list[str]:
        with office.database.reading() as session:
            return [one.person for one in certificates(session, office.workspace, asked)]

    assert found(CertificateFilter()) == ["ben", "amara"]
    assert found(CertificateFilter(person="ben")) == ["ben"]
    assert found(CertificateFilter(certification_id=second.certification_id)) == ["ben", "amara"]
    assert found(CertificateFilter(certification_id=new_id())) == []
