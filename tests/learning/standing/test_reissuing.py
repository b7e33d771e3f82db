"""After a key was compromised, what it signed is issued anew: the same facts and days, a key that is trusted."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.errors import NotAllowed
from knowledge.members.roles import OPERATOR
from learning.credentials import service
from learning.credentials.keys import compromise
from learning.credentials.queries import basis_of, certificates_of
from learning.credentials.values import Certificate, Verdict, Why
from learning.errors import NoSigningKey
from learning.standing.models import OutdatedRow
from learning.standing.queries import held_by
from learning.standing.reissuing import holder_told, reissue, to_reissue, untold
from learning.standing.values import Severity, Standing
from storage.database import Database
from storage.schema import new_id
from storage.upgrade import upgrade
from tests.learning.attempts.hall import DAY, NOW
from tests.learning.credentials.awards import ISSUER
from tests.learning.credentials.office import Office

LATER = NOW + 2 * DAY


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'library.sqlite'}")
    upgrade(database)
    yield database
    database.close()


def distrust(office: Office, one: Certificate) -> None:
    """Have the certificate's key compromised from a day before it was issued on."""
    with office.database.transaction() as session:
        compromise(session, office.workspace, one.key_id, since=NOW - DAY, by=OPERATOR, now=LATER)


def anew(office: Office, one: Certificate, by: str = OPERATOR) -> Certificate | None:
    return reissue(office.database, office.workspace, one.id, using=office.using, by=by, now=LATER)


def waiting(office: Office) -> list[str]:
    with office.database.reading() as session:
        return [one.id for one in to_reissue(session, office.workspace, LATER)]


def stands(office: Office, person: str) -> Standing:
    with office.database.reading() as session:
        return held_by(session, office.workspace, person, LATER)[0].standing


def test_it_is_issued_anew_with_the_same_facts_and_the_one_before_is_revoked(
    database: Database, tmp_path: Path
) -> None:
    office = Office.open(database, tmp_path, valid_months=12)
    before, other = office.certify("amara"), office.certify("ben")
    distrust(office, before)
    assert stands(office, "amara") is Standing.SUSPENDED
    new_key = office.new_key(now=LATER)
    assert set(waiting(office)) == {before.id, other.id}
    made = anew(office, before)
    assert made is not None
    assert (made.key_id, made.name, made.expires_at, made.public) == (new_key.id, before.name, before.expires_at, False)
    assert made.slug != before.slug
    assert made.status_index != before.status_index
    old, found = (office.verified(office.token(one.id), now=LATER) for one in (before, made))
    assert (old.why, found.verdict) == ((Why.KEY_COMPROMISED,), Verdict.VALID)
    assert found.claims is not None
    assert found.claims["id"] == ISSUER.certificate(made.slug)
    assert (office.stored(before.id).revoked, stands(office, "amara")) == (True, Standing.CURRENT)
    with database.reading() as session:
        assert basis_of(session, office.workspace, made.id) == basis_of(session, office.workspace, before.id) != []
    assert office.issue(before.attempt_id).id == made.id
    assert waiting(office) == [other.id]


def test_it_is_issued_anew_once_however_often_it_is_asked_for(sqlite: Database, tmp_path: Path) -> None:
    office = Office.open(sqlite, tmp_path)
    before = office.certify("amara")
    assert anew(office, before) is None
    distrust(office, before)
    with pytest.raises(NoSigningKey):
        anew(office, before)
    office.new_key(now=LATER)
    with pytest.raises(NotAllowed):
        anew(office, before, by="amara")
    assert anew(office, before) is not None
    assert anew(office, before) is None
    with sqlite.reading() as session:
        assert len(certificates_of(session, office.workspace, "amara")) == 2


def test_what_was_issued_anew_can_be_so_again_when_that_key_too_is_compromised(
    sqlite: Database, tmp_path: Path
) -> None:
    office = Office.open(sqlite, tmp_path)
    one: Certificate | None = office.certify("amara")
    for _ in range(3):
        assert one is not None
        distrust(office, one)
        office.new_key(now=LATER)
        one = anew(office, one)
    assert one is not None
    assert office.verified(office.token(one.id), now=LATER).verdict is Verdict.VALID


def test_what_does_not_count_anyway_is_not_issued_anew(sqlite: Database, tmp_path: Path) -> None:
    office = Office.open(sqlite, tmp_path, valid_months=12)
    revoked, suspended = office.certify("amara"), office.certify("ben")
    office.certify("carmen", now=NOW - 800 * DAY)
    distrust(office, revoked)
    with sqlite.transaction() as session:
        service.revoke(session, office.workspace, revoked.id, reason="Lent.", by=OPERATOR, now=NOW)
        service.suspend(session, office.workspace, suspended.id, reason="Looked into.", by=OPERATOR, now=NOW)
    assert waiting(office) == []
    assert stands(office, "carmen") is Standing.EXPIRED
    with sqlite.transaction() as session:
        service.reinstate(session, office.workspace, suspended.id, by=OPERATOR, now=NOW)
    assert waiting(office) == [suspended.id]


def test_what_a_guide_had_outdated_stays_so(sqlite: Database, tmp_path: Path) -> None:
    office = Office.open(sqlite, tmp_path)
    before = office.certify("amara")
    row = {
        "id": new_id(), "certificate_id": before.id, "edition_id": office.edition, "workspace_id": office.workspace,
        "severity": Severity.MAJOR.value, "passage_id": office.passage, "at": NOW,
    }  # fmt: skip
    with sqlite.transaction() as session:
        session.add(OutdatedRow(**row))
    distrust(office, before)
    office.new_key(now=LATER)
    assert anew(office, before) is not None
    assert stands(office, "amara") is Standing.OUTDATED


def test_holders_are_told_once(sqlite: Database, tmp_path: Path) -> None:
    office = Office.open(sqlite, tmp_path)
    before = office.certify("amara")
    distrust(office, before)
    office.new_key(now=LATER)

    def still() -> list[str]:
        with sqlite.reading() as session:
            return untold(session, office.workspace)

    assert still() == []
    made = anew(office, before)
    assert made is not None
    assert still() == [made.id]
    with sqlite.transaction() as session:
        holder_told(session, office.workspace, made.id, by=OPERATOR, now=LATER)
    assert still() == []
    assert office.stored(made.id) == made
