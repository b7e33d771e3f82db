"""Notices are planned once for each person, kind and period, and end once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from learning.attempts.values import Kind as AttemptKind
from learning.certifications.definition import Continuous
from learning.cohorts.goals import set_goal
from learning.cohorts.service import make
from learning.cohorts.values import Aim, GoalKind
from learning.items.models import ItemVersionRow
from learning.learners.hours import zone_of
from learning.learners.models import LearnerRow
from learning.learners.queries import preferences
from learning.learners.service import come_back, enter, leave, pause, prefer
from learning.learners.values import Kind, Preferences
from learning.notices import service
from learning.notices.goals import goals
from learning.notices.models import NoticeRow
from learning.notices.queries import due, newcomers, notices_of, to_ask
from learning.notices.service import (
    deadlines,
    digests,
    end,
    forget_missed,
    forget_old,
    keep,
    plan_anew,
    plan_practice,
    replan,
)
from learning.notices.values import Notice, Outcome
from learning.practice.models import CardRow
from storage.database import Database
from tests.databases import on_both
from tests.learning.attempts.hall import NOW, Hall
from tests.learning.credentials.office import Office

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
# 9:30 in UTC is 10:30 in Madrid, 5:30 in New York (UTC-4 until that night, the 1st of November).
ZONES = {"amara": "Europe/Madrid", "ben": "Asia/Kolkata", "carmen": "America/New_York"}
sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class Desk:
    """Who plans."""

    def __init__(self, hall: Hall) -> None:
        self.hall, self.workspace = hall, hall.workspace

    def do(self, act: Callable[[Session, str], object]) -> object:
        with self.hall.database.transaction() as session:
            return act(session, self.workspace)

    def practises(self, *people: str, now: datetime = NOW) -> None:
        """Give each of these people a card."""
        certification = self.hall.certify()
        with self.hall.database.transaction() as session:
            query = select(ItemVersionRow.item_id, ItemVersionRow.competency).limit(1)
            item_id, competency = session.execute(query).one()
            session.execute(
                insert(CardRow),
                [
                    {
                        "workspace_id": self.workspace, "person": person, "item_id": item_id,
                        "certification_id": certification.id, "competency": competency, "memory": None, "due": now,
                        "last": None, "added": "practised", "since": now,
                    }
                    for person in people
                ],
            )  # fmt: skip

    def plan(self, now: datetime) -> None:
        """Plan all that there is, part by part."""
        self.do(lambda session, workspace: enter(session, workspace, newcomers(session, workspace), now=now))
        while self.do(lambda session, workspace: plan_practice(session, workspace, now, ZONES, limit=2)):
            pass
        for wanted in (deadlines, goals, digests):
            with self.hall.database.reading() as session:
                planned = wanted(session, self.workspace, now, ZONES)
            # Whoever looked it up at the same time adds nothing.
            for _ in range(2):
                self.do(lambda session, workspace: keep(session, workspace, planned))  # noqa: B023

    def prefer(self, person: str, wanted: Preferences, now: datetime = NOW) -> None:
        self.do(lambda session, workspace: prefer(session, workspace, person, wanted, now=now))

    def of(self, person: str, kind: Kind = Kind.PRACTICE) -> list[Notice]:
        with self.hall.database.reading() as session:
            return [one for one in notices_of(session, self.workspace, person) if one.kind is kind]

    def times(self, person: str, kind: Kind = Kind.PRACTICE) -> list[str]:
        return [f"{one.period} {one.send_at:%d %H:%M}" for one in self.of(person, kind)]


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(Hall.open(database))


@on_both
def test_everybody_who_practises_is_asked_once_a_day_at_her_own_hour(desk: Desk) -> None:
    desk.practises("amara", "ben", "carmen", "dev", "esi")
    desk.prefer("esi", Preferences(zone="Pacific/Auckland", hour=20, quiet_from=22))
    for hours in range(0, 49, 3):
        desk.plan(NOW + hours * HOUR)
    assert desk.times("amara") == ["2026-11-02 02 08:00", "2026-11-03 03 08:00", "2026-11-04 04 08:00"]
    assert desk.times("ben") == ["2026-11-02 02 03:30", "2026-11-03 03 03:30", "2026-11-04 04 03:30"]
    # In New York clocks are put back in the first night.
    assert desk.times("carmen") == ["2026-11-01 01 14:00", "2026-11-02 02 14:00", "2026-11-03 03 14:00"]
    assert desk.times("dev") == ["2026-11-02 02 09:00", "2026-11-03 03 09:00", "2026-11-04 04 09:00"]
    assert desk.times("esi") == ["2026-11-02 02 07:00", "2026-11-03 03 07:00", "2026-11-04 04 07:00"]


@on_both
def test_planned_again_after_a_clock_was_put_back_nothing_is_doubled(desk: Desk) -> None:
    desk.practises("amara")
    for now in (NOW, NOW + DAY, NOW, NOW - DAY, NOW + DAY):
        desk.plan(now)
    periods = [one.period for one in desk.of("amara")]
    assert len(periods) == len(set(periods))


@sqlite
def test_who_never_practised_is_not_asked(desk: Desk) -> None:
    desk.prefer("amara", Preferences())
    desk.plan(NOW)
    assert desk.of("amara") == []
    desk.practises("amara", now=NOW + 30 * DAY)
    desk.plan(NOW + 30 * DAY)
    assert [one.period for one in desk.of("amara")] == ["2026-12-02"]


@sqlite
def test_who_wants_none_takes_a_break_or_has_left_is_not_asked(desk: Desk) -> None:
    desk.practises("amara", "ben", "carmen", "dev")
    desk.prefer("amara", Preferences(daily=0))
    desk.prefer("ben", Preferences(muted=frozenset({Kind.PRACTICE})))
    desk.do(lambda session, workspace: pause(session, workspace, "carmen", date(2026, 11, 3), now=NOW))
    desk.do(lambda session, workspace: leave(session, workspace, "dev", now=NOW))
    for days in range(4):
        desk.plan(NOW + days * DAY)
    assert desk.of("amara") == desk.of("ben") == desk.of("dev") == []
    assert desk.times("carmen") == ["2026-11-04 04 14:00"]


@sqlite
def test_who_changes_her_hour_is_asked_at_the_new_one_and_not_twice(desk: Desk) -> None:
    desk.practises("amara")
    desk.plan(NOW)
    desk.prefer("amara", Preferences(hour=18), now=NOW + HOUR)
    desk.do(lambda session, workspace: replan(session, workspace, "amara", now=NOW + HOUR))
    desk.plan(NOW + HOUR)
    assert desk.times("amara") == ["2026-11-01 01 17:00"]
    desk.prefer("amara", Preferences(hour=19), now=NOW + 8 * HOUR)
    desk.do(lambda session, workspace: replan(session, workspace, "amara", now=NOW + 8 * HOUR))
    desk.plan(NOW + 8 * HOUR)
    assert desk.times("amara") == ["2026-11-01 01 17:00"]
    desk.plan(NOW + 20 * HOUR)
    assert desk.times("amara") == ["2026-11-01 01 17:00", "2026-11-02 02 18:00"]


@sqlite
def test_a_notice_is_due_from_its_time_until_it_has_ended(desk: Desk) -> None:
    desk.practises("amara")
    desk.plan(NOW)
    (planned,) = desk.of("amara")
    with desk.hall.database.reading() as session:
        assert due(session, desk.workspace, planned.send_at - HOUR, 10) == []
        assert due(session, desk.workspace, planned.send_at, 10) == [planned]
    later = planned.send_at + HOUR
    desk.do(lambda session, workspace: service.put_off(session, workspace, planned.id, later))
    with desk.hall.database.reading() as session:
        assert due(session, desk.workspace, planned.send_at, 10) == []
        assert due(session, desk.workspace, later, 10) == [replace(planned, send_at=later)]
    for outcome in (Outcome.SENT, Outcome.MOOT):
        desk.do(lambda session, workspace: end(session, workspace, planned.id, outcome, now=later))  # noqa: B023
    with desk.hall.database.reading() as session:
        assert due(session, desk.workspace, later, 10) == []
    assert desk.of("amara") == [replace(planned, send_at=later, outcome=Outcome.SENT)]


@sqlite
def test_only_what_practice_was_asked_long_ago_is_forgotten(desk: Desk) -> None:
    desk.practises("amara")
    desk.plan(NOW)
    (asked,) = desk.of("amara")
    desk.do(lambda session, workspace: end(session, workspace, asked.id, Outcome.SENT, now=asked.send_at))
    for days, left in ((59, 1), (62, 0)):
        desk.do(lambda session, workspace: forget_old(session, workspace, NOW + days * DAY))  # noqa: B023
        assert len(desk.of("amara")) == left


@sqlite
def test_the_digest_comes_on_the_first_of_the_month_to_who_was_there_before(desk: Desk) -> None:
    desk.practises("amara", "ben", "carmen")
    desk.plan(NOW)
    assert desk.of("amara", Kind.DIGEST) == []
    for hours in range(0, 24 * 33, 12):
        desk.plan(NOW + hours * HOUR)
    assert desk.times("amara", Kind.DIGEST) == ["2026-12 01 08:00"]
    assert desk.times("ben", Kind.DIGEST) == ["2026-12 01 03:30"]
    assert desk.times("carmen", Kind.DIGEST) == ["2026-12 01 14:00"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_who_holds_what_lapses_is_told_when_it_can_be_renewed_and_two_weeks_and_three_days_before(
    database: Database, tmp_path: Path
) -> None:
    office = Office.open(database, tmp_path, valid_months=12, renewal_days=60)
    certificate = office.certify("amara")
    ends = certificate.expires_at
    assert ends is not None
    desk = Desk(office.hall)
    day = ends - 70 * DAY
    while day < ends + 2 * DAY:
        desk.plan(day)
        day += 6 * HOUR
    told = [
        (one.period.partition(":")[2], (ends.date() - one.send_at.date()).days)
        for one in desk.of("amara", Kind.DEADLINE)
    ]
    assert told == [("w", 59), ("14", 14), ("3", 3)]
    assert all(one.send_at.astimezone(zone_of(ZONES["amara"])).hour == 9 for one in desk.of("amara", Kind.DEADLINE))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_has_been_renewed_is_nothing_to_be_told_of(database: Database, tmp_path: Path) -> None:
    office = Office.open(database, tmp_path, valid_months=12, renewal_days=60)
    first = office.certify("amara")
    assert first.expires_at is not None
    desk = Desk(office.hall)
    now = first.expires_at - 30 * DAY
    renewal = office.exam("amara", now=now, kind=AttemptKind.RENEWAL, renewable_from=first.expires_at - 60 * DAY)
    office.issue(renewal, now=now)
    desk.plan(first.expires_at - 14 * DAY)
    assert desk.of("amara", Kind.DEADLINE) == []
    with database.reading() as session:
        assert preferences(session, desk.workspace, "amara") == Preferences()


@on_both
def test_a_clock_that_was_ahead_once_silences_nobody(desk: Desk) -> None:
    desk.practises("amara", "ben")
    desk.do(lambda session, workspace: pause(session, workspace, "ben", date(2026, 11, 20), now=NOW))
    desk.plan(NOW)
    desk.plan(NOW + 365 * DAY)
    for days in range(1, 4):
        desk.plan(NOW + days * DAY)
    assert [one.period for one in desk.of("amara")][:4] == ["2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05"]
    for days in range(4, 24):
        desk.plan(NOW + days * DAY)
    assert "2026-11-24" in [one.period for one in desk.of("ben")]
    with desk.hall.database.reading() as session:
        assert to_ask(session, desk.workspace, NOW + 23 * DAY, NOW + 24 * DAY, 10) == []


@sqlite
def test_a_zone_that_there_is_no_more_keeps_nobody_from_being_planned(desk: Desk) -> None:
    desk.practises("amara", "ben")
    desk.prefer("amara", Preferences(zone="Europe/Madrid"))
    desk.do(lambda session, _: session.execute(update(LearnerRow).values(zone="Mars/Olympus")))
    desk.plan(NOW)
    assert desk.times("amara") == ["2026-11-02 02 08:00"]
    assert desk.times("ben") == ["2026-11-02 02 03:30"]


@sqlite
def test_what_was_planned_for_where_she_is_no_more_is_planned_anew(desk: Desk) -> None:
    desk.practises("esi")
    desk.prefer("esi", Preferences(zone="Pacific/Midway"))
    desk.plan(NOW)
    assert desk.times("esi") == ["2026-11-01 01 20:00"]
    (planned,) = desk.of("esi")
    desk.do(lambda session, _: session.execute(update(LearnerRow).values(zone="Pacific/Auckland")))
    desk.do(lambda session, workspace: end(session, workspace, planned.id, Outcome.MOOT, now=planned.send_at))
    desk.do(lambda session, workspace: plan_anew(session, workspace, "esi", now=planned.send_at))
    desk.plan(planned.send_at)
    assert desk.times("esi")[1:] == ["2026-11-02 01 20:00"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_who_was_away_as_a_certificate_came_near_its_end_is_told_once_she_is_back(
    database: Database, tmp_path: Path
) -> None:
    office = Office.open(database, tmp_path, valid_months=12, renewal_days=60)
    ends = office.certify("amara").expires_at
    assert ends is not None
    desk = Desk(office.hall)
    desk.plan(ends - 14 * DAY)
    (planned,) = desk.of("amara", Kind.DEADLINE)
    desk.do(lambda session, workspace: leave(session, workspace, "amara", now=ends - 14 * DAY))
    desk.do(lambda session, workspace: end(session, workspace, planned.id, Outcome.LEFT, now=ends - 14 * DAY))
    desk.plan(ends - 12 * DAY)
    assert [one.outcome for one in desk.of("amara", Kind.DEADLINE)] == [Outcome.LEFT]
    desk.do(lambda session, workspace: come_back(session, workspace, "amara", now=ends - 11 * DAY))
    desk.do(lambda session, workspace: forget_missed(session, workspace, ["amara"]))
    desk.plan(ends - 11 * DAY)
    (again,) = desk.of("amara", Kind.DEADLINE)
    assert (again.period, again.outcome) == (planned.period, None)


class Autumn:
    """A cohort of one, and its goal."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.key = desk.hall.certify().definition.key
        desk.do(lambda session, workspace: give_role(session, workspace, "dev", Role.ADMIN, by=OPERATOR, now=NOW))
        with desk.hall.database.transaction() as session:
            self.id = make(session, desk.workspace, "Autumn", ["amara"], coordinators=["dev"], by="dev", now=NOW)

    def aims(self, days: int) -> None:
        aim, due_ = Aim(GoalKind.CERTIFICATION, self.key), NOW.date() + days * DAY
        self.desk.do(lambda session, workspace: set_goal(session, workspace, self.id, aim, due_, by="dev", now=NOW))


@on_both
def test_a_goal_whose_last_day_is_moved_is_told_of_again(desk: Desk) -> None:
    autumn = Autumn(desk)
    autumn.aims(10)
    desk.plan(NOW)
    assert [one.period.split(":")[1:] for one in desk.of("amara", Kind.DEADLINE)] == [["g14", "2026-11-11"]]
    autumn.aims(60)
    for days in range(40, 59):
        desk.plan(NOW + days * DAY)
    told = [(*one.subject[1:], f"{one.send_at:%m-%d}") for one in desk.of("amara", Kind.DEADLINE)]
    assert told[1:] == [("g14", "2026-12-31", "12-17"), ("g3", "2026-12-31", "12-28")]


@sqlite
def test_a_notice_that_could_not_be_sent_waits_and_keeps_since_when(desk: Desk) -> None:
    desk.practises("amara")
    desk.plan(NOW)
    (planned,) = desk.of("amara")
    until = planned.send_at + HOUR
    for now in (planned.send_at, planned.send_at + timedelta(minutes=10)):
        desk.do(lambda session, workspace: service.fail(session, workspace, planned.id, now=now, until=until))  # noqa: B023
    assert desk.of("amara") == [replace(planned, send_at=until, failed_at=planned.send_at)]
    with desk.hall.database.reading() as session:
        assert session.scalars(select(NoticeRow.ended_at)).all() == [None]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_who_keeps_a_certificate_by_practice_is_asked_for_it_with_no_daily_questions_too(
    database: Database, tmp_path: Path
) -> None:
    office = Office.open(database, tmp_path, valid_months=12, renewal_days=60, continuous=Continuous(weekly=2, floor=6))
    office.certify("amara")
    office.certify("ben")
    desk = Desk(office.hall)
    desk.prefer("amara", Preferences(daily=0))
    desk.prefer("ben", Preferences(daily=0, muted=frozenset({Kind.PRACTICE})))
    desk.plan(NOW)
    assert desk.times("amara") == ["2026-11-02 02 08:00"]
    assert desk.of("ben") == []
