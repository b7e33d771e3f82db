"""A passed exam becomes one certificate, whose signed facts are those of the database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from knowledge.audit.queries import broken_at
from knowledge.members.roles import OPERATOR
from learning.attempts.values import Kind
from learning.certifications.definition import Passing, Requirement, RequirementKind
from learning.credentials.keys import compromise
from learning.credentials.queries import basis_of, certificates_of
from learning.credentials.values import Verdict, Why
from learning.errors import AttemptNotFound, NameMissing, NoSigningKey, NotMet
from learning.requirements.service import Towards, decide
from learning.requirements.values import RequirementState
from storage.database import Database
from storage.schema import new_id
from tests.learning.attempts.hall import DAY, MINUTE, NOW, Hall
from tests.learning.credentials.office import Office
from tests.learning.results.desk import RE_KEY, Desk


def test_a_passed_exam_becomes_a_certificate_that_verifies(database: Database, tmp_path: Path) -> None:
    office = Office.open(database, tmp_path, valid_months=24)
    attempt = office.exam("amara")
    made = office.issue(attempt, name="  Amara\u200b\n Osei ")
    assert (made.name, made.person, made.attempt_id, made.public) == ("Amara Osei", "amara", attempt, False)
    assert made.expires_at == (NOW + MINUTE).replace(year=NOW.year + 2)
    found = office.verified(office.token(made.id))
    assert found.verdict is Verdict.VALID
    assert found.claims is not None
    assert found.claims["id"] == f"https://badges.example.org/c/{made.slug}"
    assert [one["name"] for one in found.claims["evidence"]] == ["A guide"]
    with database.reading() as session:
        assert basis_of(session, office.workspace, made.id) == [(office.passage, office.edition)]
        assert broken_at(session, office.workspace) is None


def test_an_exam_leads_to_one_certificate_however_often_and_by_how_many_it_is_asked_for(
    database: Database, tmp_path: Path
) -> None:
    office = Office.open(database, tmp_path)
    attempt = office.exam("amara")
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda seed: office.with_dice(Random(seed)).issue(attempt), range(4)))
    assert len({one.id for one in found}) == 1
    with database.reading() as session:
        assert len(certificates_of(session, office.workspace, "amara")) == 1


def test_two_that_are_given_the_same_place_in_the_list_both_get_a_certificate(sqlite: Database, tmp_path: Path) -> None:
    office = Office.open(sqlite, tmp_path)
    first, second = office.exam("amara"), office.exam("ben")
    made = [office.with_dice(Random(5)).issue(attempt) for attempt in (first, second)]
    assert made[0].status_index != made[1].status_index


def test_what_was_not_passed_or_is_not_there_leads_to_none(sqlite: Database, tmp_path: Path) -> None:
    office = Office.open(sqlite, tmp_path, passing=Passing(50.0))
    with pytest.raises(NotMet):
        office.issue(office.exam("amara", passed=False))
    with pytest.raises(NotMet):
        office.issue(office.hall.start("ben").id)
    with pytest.raises(AttemptNotFound):
        office.issue(new_id())


def test_a_requirement_that_is_open_leads_to_none(sqlite: Database, tmp_path: Path) -> None:
    visit = Requirement("visit", RequirementKind.ATTENDANCE, "A first meeting")
    office = Office.open(sqlite, tmp_path, requirements=(visit,))
    with pytest.raises(NotMet) as caught:
        office.issue(office.exam("amara"))
    assert caught.value.requirements == ("visit",)


def test_without_a_key_there_is_none_and_nothing_is_lost(sqlite: Database, tmp_path: Path) -> None:
    office = Office.open(sqlite, tmp_path, with_key=False)
    attempt = office.exam("amara")
    with pytest.raises(NoSigningKey):
        office.issue(attempt)
    office.new_key()
    assert office.issue(attempt).attempt_id == attempt


def test_nobody_s_name_is_refused(sqlite: Database, tmp_path: Path) -> None:
    office = Office.open(sqlite, tmp_path)
    attempt = office.exam("amara")
    for name in ("", " \n", "\u200b\u2060", "\u200d"):
        with pytest.raises(NameMissing):
            office.issue(attempt, name=name)


def test_it_holds_from_when_all_was_done_however_late_it_is_issued(sqlite: Database, tmp_path: Path) -> None:
    visit = Requirement("visit", RequirementKind.ATTENDANCE, "A first meeting")
    office = Office.open(sqlite, tmp_path, valid_months=12, requirements=(visit,))
    attempt, met, late = office.exam("amara"), NOW + 40 * DAY, NOW + 1_500 * DAY
    with sqlite.transaction() as session:
        towards = Towards("mentor", "visit", "amara")
        for state, at in ((RequirementState.MET, NOW + DAY), (RequirementState.REPEAT, NOW + 2 * DAY)):
            decide(session, office.workspace, towards, state, by=OPERATOR, now=at)
        for at in (met, met + DAY):
            decide(session, office.workspace, towards, RequirementState.MET, by=OPERATOR, now=at)
    made = office.issue(attempt, now=late)
    assert (made.issued_at, made.expires_at) == (late, met.replace(year=met.year + 1))
    found = office.verified(office.token(made.id), now=late)
    assert found.why == (Why.EXPIRED,)
    assert found.claims is not None
    assert datetime.fromisoformat(found.claims["validFrom"]) == met


class Meanwhile(Random):
    """Dice at whose first throw something else happens: between what is read for a certificate and its storing."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__(3)
        self._acts = [act]

    def getrandbits(self, k: int) -> int:
        while self._acts:
            self._acts.pop()()
        return super().getrandbits(k)


def test_a_pass_that_is_taken_while_its_certificate_is_signed_leads_to_none(database: Database, tmp_path: Path) -> None:
    hall = Hall.open(database)
    desk = Desk.open(hall)
    attempt = desk.sit("chi", "a", 2)
    office = Office.at(hall, tmp_path).with_dice(Meanwhile(lambda: desk.carry_out(RE_KEY, takes=True)))
    with pytest.raises(NotMet):
        office.issue(attempt)
    with database.reading() as session:
        assert certificates_of(session, hall.workspace, "chi") == []


def test_a_key_that_is_taken_out_of_use_meanwhile_signs_none(database: Database, tmp_path: Path) -> None:
    office = Office.open(database, tmp_path, with_key=False)
    stolen = office.new_key()

    def act() -> None:
        with database.transaction() as session:
            compromise(session, office.workspace, stolen.id, since=NOW, by=OPERATOR, now=NOW)
        office.new_key(now=NOW + MINUTE)

    made = office.with_dice(Meanwhile(act)).issue(office.exam("amara"))
    assert made.key_id != stolen.id
    assert office.verified(office.token(made.id)).verdict is Verdict.VALID


def test_a_renewal_counts_from_the_end_of_the_certificate_before(sqlite: Database, tmp_path: Path) -> None:
    office = Office.open(sqlite, tmp_path, valid_months=12, renewal_days=60)
    first = office.certify("amara")
    assert first.expires_at is not None
    then = first.expires_at - 30 * DAY
    renewed = office.issue(office.exam("amara", kind=Kind.RENEWAL, renewable_from=then, now=then), now=then)
    assert renewed.expires_at == first.expires_at.replace(year=first.expires_at.year + 1)
    assert renewed.slug != first.slug
