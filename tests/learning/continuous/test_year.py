"""A certificate is kept by a few questions each week: asked, decided on once at the end of the year, renewed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.audit.models import AuditRow
from knowledge.members.roles import OPERATOR
from learning.certifications.definition import Continuous
from learning.continuous.queries import years
from learning.continuous.renewing import holder_told
from learning.credentials import service
from learning.credentials.keys import retire
from learning.credentials.queries import basis_of
from learning.credentials.values import Verdict
from learning.errors import NoSigningKey
from learning.standing.models import OutdatedRow
from learning.standing.queries import held_by
from learning.standing.reissuing import untold as untold_reissued
from learning.standing.values import Severity, Standing
from storage.database import Database
from storage.schema import new_id
from storage.upgrade import upgrade
from tests.learning.attempts.hall import DAY, MINUTE, NOW
from tests.learning.continuous.year import AMARA, ENDS, WEEK, HolderYear


@pytest.fixture
def year(database: Database, tmp_path: Path) -> HolderYear:
    return HolderYear.open(database, tmp_path)


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[HolderYear]:
    database = Database(f"sqlite:///{tmp_path / 'library.sqlite'}")
    upgrade(database)
    yield HolderYear.open(database, tmp_path)
    database.close()


def test_so_many_questions_a_week_are_asked_and_no_more(on_sqlite: HolderYear) -> None:
    now = NOW + DAY
    (week,) = on_sqlite.week(now)
    assert (week.asked, week.answered, week.left) == (0, 0, 2)
    first = on_sqlite.ask(now)
    assert first is not None
    assert on_sqlite.ask(now, first.id) == first
    on_sqlite.give(first, now)
    second = on_sqlite.ask(now)
    assert second is not None
    assert second.item_id != first.item_id
    assert on_sqlite.ask(now) == second
    (week,) = on_sqlite.week(now)
    assert (week.asked, week.answered, week.left) == (2, 1, 1)
    on_sqlite.give(second, now)
    assert on_sqlite.ask(now) is None
    assert on_sqlite.ask(now, second.id) is not None
    assert on_sqlite.ask(now + WEEK) is not None


def test_what_she_was_told_this_week_keeps_no_certificate_and_may_in_the_next(on_sqlite: HolderYear) -> None:
    now = NOW + DAY
    practised = [on_sqlite.practise(now + turn * MINUTE, right=turn > 0) for turn in range(2)]
    third = on_sqlite.answer(now + DAY)
    assert third.item_id not in {one.item_id for one in practised}
    assert on_sqlite.ask(now + DAY) is None
    assert on_sqlite.ask(now + WEEK) is not None


def test_nothing_is_asked_of_whoever_keeps_no_certificate_by_practice(on_sqlite: HolderYear) -> None:
    assert on_sqlite.week(NOW + DAY, "ben") == ()
    assert on_sqlite.week(ENDS) == ()
    on_sqlite.rule(None)
    assert on_sqlite.week(NOW + DAY) == ()
    assert on_sqlite.ask(NOW + DAY) is None


def test_a_certificate_that_holds_for_longer_is_kept_by_its_last_year(on_sqlite: HolderYear) -> None:
    on_sqlite.office.hall.certify(valid_months=24, continuous=Continuous(2, 6))
    on_sqlite.office.certify("ben")
    assert on_sqlite.week(NOW + 30 * DAY, "ben") == ()
    assert len(on_sqlite.week(NOW + 400 * DAY, "ben")) == 1


def test_right_answers_renew_the_certificate_for_another_year(year: HolderYear) -> None:
    year.answer_all([True] * 5 + [False] + [True])
    assert year.due(ENDS - MINUTE) == []
    assert year.due() == [year.first.id]
    found = year.decide()
    assert found is not None
    assert (found.outcome.answered, found.outcome.right, found.outcome.unanswered, found.outcome.passed) == (
        7, 6, 0, True,
    )  # fmt: skip
    after, before = year.certificates()
    assert (before.id, after.id) == (year.first.id, found.renewed_by)
    assert (after.attempt_id, after.name, after.issued_at) == (before.attempt_id, before.name, ENDS)
    assert before.expires_at is not None
    assert after.expires_at == before.expires_at.replace(year=before.expires_at.year + 1)
    office = year.office
    verified = office.verified(office.token(after.id), now=ENDS)
    assert verified.verdict is Verdict.VALID
    assert verified.claims is not None
    assert verified.claims["validFrom"] == before.expires_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert "Renewed by practice" in verified.claims["credentialSubject"]["achievement"]["criteria"]["narrative"]
    assert office.verified(office.token(before.id), now=ENDS).verdict is not Verdict.VALID
    with year.database.reading() as session:
        assert held_by(session, year.workspace, AMARA, ENDS)[0].standing is Standing.CURRENT
        actions = [row.action for row in session.query(AuditRow).filter_by(subject=after.id)]
        assert actions == ["certificate renewed by practice"]


def test_it_rests_on_what_proved_the_questions_too(on_sqlite: HolderYear) -> None:
    answered = [on_sqlite.answer(NOW + number * WEEK) for number in range(1, 7)]
    found = on_sqlite.decide()
    assert found is not None
    assert found.renewed_by is not None
    with on_sqlite.database.reading() as session:
        before, after = (
            {passage for passage, _ in basis_of(session, on_sqlite.workspace, one)}
            for one in (on_sqlite.first.id, found.renewed_by)
        )
    practised = {passage for one in answered for passage in on_sqlite.passages_of(one.version_id)}
    assert practised
    assert after == before | practised


def test_what_is_missing_counts_as_wrong_and_the_certificate_lapses(year: HolderYear) -> None:
    year.answer_all([True] * 2)
    with year.database.reading() as session:
        held = held_by(session, year.workspace, AMARA, ENDS - DAY)
        assert years(session, year.workspace, held, ENDS - DAY)[year.first.id].so_far.passed is False
    found = year.decide()
    assert found is not None
    assert (found.outcome.answered, found.outcome.unanswered, found.outcome.passed) == (2, 4, False)
    assert found.renewed_by is None
    (only,) = year.certificates()
    assert only.id == year.first.id
    with year.database.reading() as session:
        assert held_by(session, year.workspace, AMARA, ENDS)[0].standing is Standing.EXPIRED


def test_a_year_is_decided_on_once(on_sqlite: HolderYear) -> None:
    on_sqlite.answer_all([True] * 6)
    first = on_sqlite.decide()
    assert on_sqlite.decide(ENDS + DAY) == first == on_sqlite.decided()
    assert len(on_sqlite.certificates()) == 2
    assert on_sqlite.due() == []
    assert on_sqlite.untold() == [on_sqlite.first.id]
    with on_sqlite.database.transaction() as session:
        holder_told(session, on_sqlite.workspace, on_sqlite.first.id, now=ENDS)
        assert untold_reissued(session, on_sqlite.workspace) == []
    assert on_sqlite.untold() == []


def test_the_next_year_is_decided_on_by_its_own_answers(on_sqlite: HolderYear) -> None:
    on_sqlite.answer_all([True] * 6)
    renewed = on_sqlite.decide()
    assert renewed is not None
    assert renewed.renewed_by is not None
    on_sqlite.answer(ENDS + WEEK)
    ends = ENDS.replace(year=ENDS.year + 1)
    found = on_sqlite.decide(ends, renewed.renewed_by)
    assert found is not None
    assert (found.outcome.answered, found.outcome.passed) == (1, False)


def test_what_was_practised_otherwise_or_answered_too_late_does_not_count(on_sqlite: HolderYear) -> None:
    on_sqlite.answer_all([True] * 5)
    late = on_sqlite.ask(ENDS - 2 * MINUTE)
    assert late is not None
    on_sqlite.give(late, ENDS + MINUTE)
    found = on_sqlite.decide(ENDS + DAY)
    assert found is not None
    assert (found.outcome.answered, found.outcome.unanswered) == (5, 1)


def test_without_a_key_it_is_decided_on_once_there_is_one(on_sqlite: HolderYear) -> None:
    on_sqlite.answer_all([True] * 6)
    with on_sqlite.database.transaction() as session:
        retire(session, on_sqlite.workspace, on_sqlite.first.key_id, by=OPERATOR, now=NOW)
    with pytest.raises(NoSigningKey):
        on_sqlite.decide()
    assert on_sqlite.decided() is None
    on_sqlite.office.new_key(now=ENDS)
    found = on_sqlite.decide(ENDS + DAY)
    assert found is not None
    assert found.renewed_by is not None


def test_nothing_is_decided_where_nothing_was_asked_or_the_certificate_does_not_count(on_sqlite: HolderYear) -> None:
    assert on_sqlite.due() == []
    on_sqlite.answer_all([True] * 6)
    with on_sqlite.database.transaction() as session:
        service.suspend(
            session, on_sqlite.workspace, on_sqlite.first.id, reason="Looked into.", by=OPERATOR, now=NOW + 300 * DAY
        )
    assert on_sqlite.due() == []
    assert on_sqlite.week(NOW + 301 * DAY) == ()
    with on_sqlite.database.transaction() as session:
        service.reinstate(session, on_sqlite.workspace, on_sqlite.first.id, by=OPERATOR, now=ENDS + DAY)
    assert on_sqlite.due(ENDS + DAY) == [on_sqlite.first.id]
    assert on_sqlite.due(ENDS + 400 * DAY) == []


def test_what_a_guide_had_outdated_stays_so(on_sqlite: HolderYear) -> None:
    on_sqlite.answer_all([True] * 6)
    row = {
        "id": new_id(), "certificate_id": on_sqlite.first.id, "edition_id": on_sqlite.office.edition,
        "workspace_id": on_sqlite.workspace, "severity": Severity.MAJOR.value,
        "passage_id": on_sqlite.office.passage, "at": NOW + DAY,
    }  # fmt: skip
    with on_sqlite.database.transaction() as session:
        session.add(OutdatedRow(**row))
    assert on_sqlite.decide() is not None
    with on_sqlite.database.reading() as session:
        assert held_by(session, on_sqlite.workspace, AMARA, ENDS)[0].standing is Standing.OUTDATED


def test_who_shows_it_to_others_goes_on_showing_it(on_sqlite: HolderYear) -> None:
    with on_sqlite.database.transaction() as session:
        service.make_public(session, on_sqlite.workspace, on_sqlite.first.id, by=AMARA, now=NOW)
    on_sqlite.answer_all([True] * 6)
    on_sqlite.decide()
    assert [one.public for one in on_sqlite.certificates()] == [True, True]


def test_the_week_takes_four_statements_and_one_where_nothing_is_kept_so(on_sqlite: HolderYear) -> None:
    with on_sqlite.office.hall.statements() as sent:
        on_sqlite.week(NOW + DAY)
    assert len(sent) == 4
    on_sqlite.rule(None)
    with on_sqlite.office.hall.statements() as sent:
        on_sqlite.week(NOW + DAY)
    assert len(sent) == 1
