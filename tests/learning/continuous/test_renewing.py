"""A renewal among other things that happen: guides that change, exams, keys, other decisions, and failures."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import pytest
from sqlalchemy.pool import QueuePool

from knowledge.audit.models import AuditRow
from knowledge.members.roles import OPERATOR
from learning.attempts.values import Kind
from learning.certifications.definition import Continuous
from learning.certifications.service import put, retire
from learning.continuous.renewing import decide
from learning.credentials import service
from learning.credentials.issuing import Issuing
from learning.credentials.keys import compromise
from learning.credentials.values import Certificate
from learning.items.queries import version
from learning.practice.models import PracticeRow
from learning.standing.queries import held_by
from learning.standing.service import certificate_issued
from learning.standing.values import Standing
from storage.database import Database
from storage.schema import new_id
from storage.upgrade import upgrade
from tests.learning.attempts.hall import DAY, NOW
from tests.learning.continuous.year import AMARA, ENDS, HolderYear
from tests.learning.standing import shelf

TWO_YEARS = "A match must last at least two years."


@pytest.fixture
def year(database: Database, tmp_path: Path) -> HolderYear:
    """Enough was answered to renew the certificate."""
    found = HolderYear.open(database, tmp_path)
    found.answer_all([True] * 6)
    return found


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[HolderYear]:
    database = Database(f"sqlite:///{tmp_path / 'library.sqlite'}")
    upgrade(database)
    found = HolderYear.open(database, tmp_path)
    found.answer_all([True] * 6)
    yield found
    database.close()


def kept_by_practice(found: shelf.Shelf) -> Certificate:
    """Amara's certificate for the guide of a shelf, with what she answers in its year."""
    with found.database.transaction() as session:
        rule = replace(shelf.DEFINITION, continuous=Continuous(weekly=1, floor=4))
        put(session, found.workspace, rule, by=OPERATOR, now=NOW)
    one = found.certified()
    assert one.expires_at is not None
    with found.database.transaction() as session:
        item = version(session, found.workspace, found.calls)
        for number in range(1, 6):
            at = one.expires_at - number * 10 * DAY
            row = {
                "id": new_id(), "workspace_id": found.workspace, "person": one.person, "competency": "care",
                "certification_id": one.certification_id, "version_id": found.calls, "item_id": item.item_id,
                "purpose": "continuous", "tokens": [], "shown_at": at, "answered_at": at, "credit": 1.0,
            }  # fmt: skip
            session.add(PracticeRow(**row))
    return one


def renewed(found: shelf.Shelf, one: Certificate) -> Standing:
    """How it stands once it is renewed and has followed what guides changed."""
    assert one.expires_at is not None
    now = one.expires_at + timedelta(minutes=5)
    came = decide(found.database, found.workspace, one.id, using=lambda: found.using, now=now)
    assert came is not None
    assert came.renewed_by is not None
    with found.database.transaction() as session:
        certificate_issued(session, found.workspace, came.renewed_by, now=now)
    return found.held(now=now).standing


def test_what_its_holder_has_mended_does_not_outdate_what_is_renewed(database: Database, tmp_path: Path) -> None:
    found = shelf.Shelf.open(database, tmp_path)
    one, now = kept_by_practice(found), NOW + 30 * DAY
    found.edition(shelf.CALLS, TWO_YEARS, shelf.GIFTS, now=now)
    begun = found.delta(now=now + DAY)
    found.answered(begun, now=now + DAY)
    assert found.mend(begun.id) == [one.id]
    found.edition(shelf.CALLS, TWO_YEARS, shelf.GIFTS, "A picnic is held in summer.", now=now + 40 * DAY)
    assert renewed(found, one) is Standing.CURRENT


def test_what_is_changed_again_after_it_was_mended_outdates_it(database: Database, tmp_path: Path) -> None:
    found = shelf.Shelf.open(database, tmp_path)
    one, now = kept_by_practice(found), NOW + 30 * DAY
    found.edition(shelf.CALLS, TWO_YEARS, shelf.GIFTS, now=now)
    begun = found.delta(now=now + DAY)
    found.answered(begun, now=now + DAY)
    found.mend(begun.id)
    assert one.expires_at is not None
    # Between the end and the renewal no certificate counts that an edition could outdate.
    found.edition(shelf.CALLS, "A match must last at least three years.", shelf.GIFTS, now=one.expires_at)
    assert renewed(found, one) is Standing.OUTDATED


def test_what_is_not_mended_outdates_it(database: Database, tmp_path: Path) -> None:
    found = shelf.Shelf.open(database, tmp_path)
    one, now = kept_by_practice(found), NOW + 30 * DAY
    found.edition(shelf.CALLS, TWO_YEARS, shelf.GIFTS, now=now)
    assert renewed(found, one) is Standing.OUTDATED


def test_two_decisions_at_once_renew_it_once(year: HolderYear) -> None:
    with ThreadPoolExecutor(2) as both:
        first, second = [both.submit(year.decide) for _ in range(2)]
        assert first.result() == second.result() == year.decided()
    assert len(year.certificates()) == 2


def test_a_decision_that_was_overtaken_while_it_was_signed_tells_what_the_other_came_to(year: HolderYear) -> None:
    def overtaken() -> Issuing:
        year.decide()
        return year.office.using

    found = decide(year.database, year.workspace, year.first.id, using=overtaken, now=ENDS)
    assert found is not None
    assert found == year.decided()
    assert len(year.certificates()) == 2


class Failing(Database):
    """A database that is gone once something is to be stored."""

    def transaction(self) -> NoReturn:
        raise ConnectionError


def test_what_was_signed_and_not_stored_is_decided_on_once_more(year: HolderYear) -> None:
    failing = Failing(year.database.url.render_as_string(hide_password=False))
    with pytest.raises(ConnectionError):
        decide(failing, year.workspace, year.first.id, using=lambda: year.office.using, now=ENDS)
    failing.close()
    assert (year.decided(), len(year.certificates())) == (None, 1)
    found = year.decide()
    assert found is not None
    assert found.renewed_by == year.certificates()[0].id


def test_no_connection_is_held_while_the_keys_are_fetched(year: HolderYear) -> None:
    pool, held = year.database.engine.pool, []
    assert isinstance(pool, QueuePool)

    def fetched() -> Issuing:
        held.append(pool.checkedout())
        return year.office.using

    decide(year.database, year.workspace, year.first.id, using=fetched, now=ENDS)
    assert held == [0]


def test_who_hides_it_while_it_is_renewed_has_it_hidden(year: HolderYear) -> None:
    with year.database.transaction() as session:
        service.make_public(session, year.workspace, year.first.id, by=AMARA, now=NOW)

    def hidden() -> Issuing:
        with year.database.transaction() as session:
            service.make_private(session, year.workspace, year.first.id, by=AMARA, now=ENDS)
        return year.office.using

    decide(year.database, year.workspace, year.first.id, using=hidden, now=ENDS)
    assert [one.public for one in year.certificates()] == [False, False]


def test_that_it_is_shown_to_others_again_stands_in_the_audit_log(on_sqlite: HolderYear) -> None:
    with on_sqlite.database.transaction() as session:
        service.make_public(session, on_sqlite.workspace, on_sqlite.first.id, by=AMARA, now=NOW)
    found = on_sqlite.decide()
    assert found is not None
    with on_sqlite.database.reading() as session:
        rows = session.query(AuditRow).filter_by(subject=found.renewed_by).order_by(AuditRow.number)
        assert [row.action for row in rows] == ["certificate renewed by practice", "certificate made public"]


def test_an_exam_under_way_at_the_end_renews_it_for_one_year_too(on_sqlite: HolderYear) -> None:
    found = on_sqlite.decide()
    assert found is not None
    assert found.renewed_by is not None
    office, begun = on_sqlite.office, ENDS - timedelta(seconds=30)
    attempt_id = office.exam(AMARA, kind=Kind.RENEWAL, renewable_from=NOW, now=begun)
    issued = office.issue(attempt_id, now=ENDS + DAY)
    assert issued.expires_at == (ENDS + timedelta(seconds=30)).replace(year=ENDS.year + 1)


def test_what_is_retired_asks_nothing_and_renews_nothing(on_sqlite: HolderYear) -> None:
    with on_sqlite.database.transaction() as session:
        retire(session, on_sqlite.workspace, "mentor", by=OPERATOR, now=NOW + 300 * DAY)
    assert on_sqlite.week(NOW + 301 * DAY) == ()
    assert on_sqlite.due() == []
    assert on_sqlite.decide() is None
    with on_sqlite.database.reading() as session:
        assert held_by(session, on_sqlite.workspace, AMARA, ENDS)[0].standing is Standing.EXPIRED


def test_what_somebody_else_may_have_signed_is_not_renewed(year: HolderYear) -> None:
    with year.database.transaction() as session:
        compromise(session, year.workspace, year.first.key_id, since=NOW - DAY, by=OPERATOR, now=NOW + 300 * DAY)
    year.office.new_key(now=NOW + 301 * DAY)
    assert year.week(NOW + 302 * DAY) == ()
    assert year.decide() is None
    assert len(year.certificates()) == 1
