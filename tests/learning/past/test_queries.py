"""Certificates from elsewhere, on databases of both kinds."""

from datetime import date

from learning.past.queries import past_certificates
from learning.past.values import PastCertificate
from storage.database import Database
from tests.learning.cohorts.campus import Campus


def test_of_several_the_one_that_ends_last_counts_through_its_last_day(database: Database) -> None:
    campus = Campus.open(database)
    campus.had("lea", date(2024, 3, 1), date(2026, 3, 1))
    campus.had("lea", date(2025, 3, 1), date(2026, 1, 1))
    campus.had("nina", date(2020, 3, 1), None)
    held = campus.school.certification.id
    with database.reading() as session:
        found = past_certificates(session, campus.workspace, ["lea", "lou"])
    last = PastCertificate(held, "lea", date(2024, 3, 1), date(2026, 3, 1), None)
    assert found == {("lea", held): last}
    assert [last.counts(day) for day in (date(2026, 3, 1), date(2026, 3, 2))] == [True, False]


def test_one_that_never_lapses_is_better_than_a_newer_one_that_does(database: Database) -> None:
    campus = Campus.open(database)
    campus.had("lis", date(2018, 1, 2), None)
    campus.had("lis", date(2020, 1, 2), None)
    campus.had("lis", date(2024, 1, 2), date(2025, 1, 2))
    with database.reading() as session:
        (found,) = past_certificates(session, campus.workspace, ["lis"]).values()
    assert (found.issued, found.counts(date(2026, 1, 1))) == (date(2020, 1, 2), True)
