"""The days that a person has to keep in mind: what is to come, and nothing that is reached, over or somebody else's."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from knowledge.members.roles import OPERATOR
from learning.certifications.definition import Requirement, RequirementKind
from learning.credentials.service import revoke
from learning.exchange.deadlines import Deadline, DeadlineKind, deadlines
from learning.learners.hours import day_of
from learning.learners.service import prefer
from learning.learners.values import DEFAULT
from storage.database import Database
from tests.learning.attempts.hall import DAY, NOW
from tests.learning.cohorts.campus import CERTIFICATION, PATH, Campus
from tests.learning.credentials.office import Office

UTC_ZONE = ZoneInfo("UTC")
TALK = Requirement("talk", RequirementKind.CONTRIBUTION, "A talk", days=30)


def found(
    database: Database, workspace: str, person: str, now: datetime = NOW, zone: ZoneInfo = UTC_ZONE
) -> tuple[Deadline, ...]:
    with database.reading() as session:
        return deadlines(session, workspace, person, zone, now)


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    return Office.open(database, tmp_path, valid_months=12, renewal_days=60)


def test_a_certificate_has_the_day_on_which_it_lapses_and_the_one_from_which_it_can_be_renewed(office: Office) -> None:
    made = office.certify("lea")
    (first, second) = found(office.database, office.workspace, "lea")
    assert (first.kind, first.day) == (DeadlineKind.RENEWABLE, date(2027, 9, 2))
    assert (second.kind, second.day, second.title) == (DeadlineKind.LAPSES, date(2027, 11, 1), "Mentor essentials")
    assert found(office.database, office.workspace, "lou") == ()
    with office.database.transaction() as session:
        revoke(session, office.workspace, made.id, reason="Why.", by=OPERATOR, now=NOW)
    assert found(office.database, office.workspace, "lea") == ()


def test_days_are_hers(office: Office) -> None:
    made = office.certify("lea")
    ends = made.expires_at
    assert ends is not None
    east, west = ZoneInfo("Pacific/Kiritimati"), ZoneInfo("Etc/GMT+12")
    assert day_of(ends, east) != day_of(ends, west)
    for zone in (east, west):
        first, second = found(office.database, office.workspace, "lea", zone=zone)
        assert (first.day, second.day) == (day_of(ends - 60 * DAY, zone), day_of(ends, zone))
    with office.database.transaction() as session:
        prefer(session, office.workspace, "lea", replace(DEFAULT, zone=east.key), now=NOW)
    assert found(office.database, office.workspace, "lea", zone=west)[1].day == day_of(ends, east)


def test_what_is_required_is_due_so_many_days_after_the_first_exam(database: Database, tmp_path: Path) -> None:
    office = Office.open(database, tmp_path, requirements=(TALK,))
    office.exam("lea")
    (one,) = found(database, office.workspace, "lea")
    assert (one.kind, one.day, one.title, one.within) == (
        DeadlineKind.REQUIREMENT, date(2026, 12, 1), "A talk", "Mentor essentials",
    )  # fmt: skip
    assert found(database, office.workspace, "lea", NOW + 61 * DAY) == ()


def test_a_certificate_from_elsewhere_lapses_on_its_day_and_reaches_a_goal_while_it_counts(database: Database) -> None:
    campus = Campus.open(database)
    due = (NOW + 10 * DAY).date()
    campus.goal(CERTIFICATION, due)
    campus.had("lea", date(2026, 1, 2), date(2027, 1, 2))
    campus.had("lou", date(2025, 1, 2), date(2026, 1, 2))
    campus.had("lin", date(2020, 1, 2), None)
    kinds = {
        person: [(one.kind, one.day) for one in found(database, campus.workspace, person)]
        for person in ("lea", "lou", "lin")
    }
    assert kinds == {
        "lea": [(DeadlineKind.LAPSES, date(2027, 1, 2))],
        "lou": [(DeadlineKind.GOAL, due)],
        "lin": [],
    }


def test_goals_are_those_of_her_cohorts_with_a_day_while_she_is_in_them(database: Database) -> None:
    campus = Campus.open(database)
    campus.goal(CERTIFICATION, (NOW + 20 * DAY).date())
    campus.goal(PATH)
    (goal,) = found(database, campus.workspace, "lea")
    assert (goal.kind, goal.day, goal.within) == (DeadlineKind.GOAL, date(2026, 11, 21), "Spring")
    assert found(database, campus.workspace, "mona") == ()
    campus.goal(CERTIFICATION, (NOW + 25 * DAY).date())
    (moved,) = found(database, campus.workspace, "lea")
    assert (moved.key, moved.day) == (goal.key, date(2026, 11, 26))
    campus.remove("lea")
    assert found(database, campus.workspace, "lea") == ()
