"""How many certificates count and lapse month by month, if none is renewed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

from learning.certifications.definition import Definition, Passing
from learning.certifications.values import Certification
from learning.credentials.values import Certificate
from learning.progress.months import MonthCount, months_of
from learning.standing.queries import Held
from learning.standing.values import Standing

PEOPLE = count()
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
ISSUED = datetime(2025, 1, 1, tzinfo=UTC)
CERTIFICATE = Certificate("c", "s", "m", "v", "a", "lea", "Lea", ISSUED, None, 1, "k", False, False, None, False)
MENTOR = Certification("m", "v", 1, Definition("mentor", "Mentor", "All.", (), (), Passing(50.0)), False)


def held(ends: datetime | None, standing: Standing = Standing.CURRENT, person: str | None = None) -> Held:
    whose = person or f"U{next(PEOPLE)}"
    return Held(replace(CERTIFICATE, expires_at=ends, person=whose), MENTOR, standing, None, (), None)


def test_each_counts_until_the_month_in_which_it_lapses() -> None:
    found = months_of(
        [
            held(None),
            held(datetime(2026, 11, 30, 23, 59, tzinfo=UTC), Standing.EXPIRING),
            held(datetime(2027, 1, 1, tzinfo=UTC), Standing.OUTDATED),
            held(datetime(2027, 1, 31, tzinfo=UTC)),
            held(datetime(2026, 11, 1, tzinfo=UTC), Standing.EXPIRED),
            held(None, Standing.REVOKED),
            held(None, Standing.SUSPENDED),
        ],
        NOW,
        4,
    )
    assert found == (
        MonthCount(date(2026, 11, 1), 4, 1),
        MonthCount(date(2026, 12, 1), 3, 0),
        MonthCount(date(2027, 1, 1), 3, 2),
        MonthCount(date(2027, 2, 1), 1, 0),
    )


def test_a_renewed_certificate_counts_once_and_does_not_lapse() -> None:
    renewed = held(datetime(2028, 1, 1, tzinfo=UTC), person="lea")
    before = held(datetime(2026, 12, 9, tzinfo=UTC), Standing.EXPIRING, "lea")
    other = replace(before, certification=replace(MENTOR, id="lead"))
    assert [(one.held, one.lapsing) for one in months_of([renewed, before], NOW, 3)] == [(1, 0)] * 3
    assert [(one.held, one.lapsing) for one in months_of([renewed, other], NOW, 3)] == [(2, 0), (2, 1), (1, 0)]


def test_one_that_was_taken_back_is_not_replaced_by_the_one_before() -> None:
    found = [held(None, Standing.REVOKED, "lea"), held(datetime(2026, 12, 9, tzinfo=UTC), person="lea")]
    assert [(one.held, one.lapsing) for one in months_of(found, NOW, 2)] == [(0, 0)] * 2


def test_without_certificates_there_is_nothing_in_any_month() -> None:
    assert [(one.held, one.lapsing) for one in months_of([], NOW)] == [(0, 0)] * 12
