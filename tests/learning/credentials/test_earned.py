"""Which passes lead to a certificate: only the newest, and never one that something else has overtaken."""

from datetime import datetime
from pathlib import Path

import pytest

from knowledge.members.roles import OPERATOR
from learning.attempts.values import Kind
from learning.certifications.definition import Requirement, RequirementKind
from learning.credentials.earned import earned, is_any_earned, waits
from learning.credentials.keys import compromise
from learning.credentials.service import reinstate, revoke, suspend
from learning.credentials.values import Certificate
from learning.errors import PassOvertaken
from learning.requirements.service import Towards, decide
from learning.requirements.values import RequirementState
from learning.standing.reissuing import reissue
from storage.database import Database
from tests.learning.attempts.hall import DAY, MINUTE, NOW
from tests.learning.credentials.office import Office
from tests.learning.results.desk import ACCEPT, Desk

VISIT = Requirement("visit", RequirementKind.ATTENDANCE, "A first meeting")


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    return Office.open(database, tmp_path, valid_months=12, renewal_days=60)


def ready(office: Office, person: str | None = None) -> list[str]:
    with office.database.reading() as session:
        found = earned(session, office.workspace, person=person)
        assert is_any_earned(session, office.workspace) or not found
        assert all(waits(session, office.workspace, one.person, one.certification.id) for one in found)
    return [one.attempt_id for one in found]


def renewed(office: Office, held: Certificate, now: datetime) -> str:
    return office.exam(held.person, kind=Kind.RENEWAL, renewable_from=now, now=now)


def in_window(held: Certificate) -> datetime:
    assert held.expires_at is not None
    return held.expires_at - 30 * DAY


def test_what_was_passed_waits_until_it_has_become_a_certificate(office: Office) -> None:
    first, second = office.exam("amara"), office.exam("ben", now=NOW + DAY)
    office.exam("chi", passed=False)
    assert ready(office) == [first, second]
    assert ready(office, "ben") == [second]
    office.issue(first)
    assert ready(office) == [second]
    assert ready(office, "amara") == []


def test_of_several_renewals_only_the_newest_counts_and_by_itself(office: Office) -> None:
    held = office.certify("amara")
    then = in_window(held)
    passes = [renewed(office, held, then + day * DAY) for day in range(3)]
    assert ready(office) == passes[-1:]
    for spare in passes[:-1]:
        with pytest.raises(PassOvertaken):
            office.issue(spare, now=then + 4 * DAY)
    last = office.issue(passes[-1], now=then + 400 * DAY)
    assert held.expires_at is not None
    assert last.expires_at == held.expires_at.replace(year=held.expires_at.year + 1)
    for spare in passes[:-1]:
        with pytest.raises(PassOvertaken):
            office.issue(spare, now=then + 401 * DAY)


def test_a_pass_from_before_a_revocation_leads_nowhere_and_one_after_it_does(office: Office) -> None:
    held = office.certify("amara")
    then = in_window(held)
    spare = renewed(office, held, then)
    with office.database.transaction() as session:
        revoke(session, office.workspace, held.id, reason="Cheated.", by=OPERATOR, now=then + DAY)
    assert ready(office) == []
    with pytest.raises(PassOvertaken):
        office.issue(spare, now=then + 2 * DAY)
    anew = renewed(office, held, then + 3 * DAY)
    assert ready(office) == [anew]
    assert office.issue(anew, now=then + 3 * DAY).expires_at is not None


def test_a_certificate_that_is_issued_anew_with_another_key_overtakes_no_pass(office: Office) -> None:
    held = office.certify("amara")
    then = in_window(held)
    waiting = renewed(office, held, then)
    with office.database.transaction() as session:
        compromise(session, office.workspace, held.key_id, since=NOW, by=OPERATOR, now=then + DAY)
    office.new_key(now=then + DAY)
    anew = reissue(office.database, office.workspace, held.id, using=office.using, by=OPERATOR, now=then + DAY)
    assert anew is not None
    assert ready(office) == [waiting]
    with office.database.transaction() as session:
        revoke(session, office.workspace, anew.id, reason="Cheated.", by=OPERATOR, now=then + 2 * DAY)
    assert ready(office) == []


def test_nothing_is_issued_while_a_certificate_is_suspended(office: Office) -> None:
    held = office.certify("amara")
    then = in_window(held)
    with office.database.transaction() as session:
        suspend(session, office.workspace, held.id, reason="Looked into.", by=OPERATOR, now=then)
    waiting = renewed(office, held, then + DAY)
    assert ready(office) == []
    with pytest.raises(PassOvertaken):
        office.issue(waiting, now=then + DAY)
    with office.database.transaction() as session:
        reinstate(session, office.workspace, held.id, by=OPERATOR, now=then + 2 * DAY)
    assert ready(office) == [waiting]
    assert office.issue(waiting, now=then + 2 * DAY).attempt_id == waiting


def test_an_older_exam_that_a_regrade_turns_into_a_pass_gives_no_second_certificate(office: Office) -> None:
    desk = Desk.open(office.hall)
    older, newer = desk.sit("amara", "b", 2), desk.sit("amara", "a", 3)
    office.issue(newer)
    desk.carry_out(ACCEPT)
    assert desk.results(older)[-1].passed
    assert ready(office) == []
    with pytest.raises(PassOvertaken):
        office.issue(older)


def test_what_is_still_to_be_done_is_told_in_as_many_statements_for_one_as_for_many(
    sqlite: Database, tmp_path: Path
) -> None:
    office = Office.open(sqlite, tmp_path, requirements=(VISIT,))
    counts = []
    for person in ("amara", "ben", "chi"):
        office.exam(person)
        with office.database.reading() as session, office.hall.statements() as sent:
            found = earned(session, office.workspace)
        counts.append(len(sent))
        assert {one.undone for one in found} == {("A first meeting",)}
    assert counts == [3, 3, 3]
    with office.database.transaction() as session:
        towards = Towards("mentor", "visit", "ben")
        decide(session, office.workspace, towards, RequirementState.MET, by=OPERATOR, now=NOW + MINUTE)
    with office.database.reading() as session:
        assert [one.person for one in earned(session, office.workspace) if one.is_ready] == ["ben"]
