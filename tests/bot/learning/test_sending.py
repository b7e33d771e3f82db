"""What stands in the way of one notice stands in the way of no other; and what is said is true when it is said."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.blocks.learning.deadline import near_message
from bot.learning.charts import Charts
from bot.learning.daily import near_day
from bot.learning.sending import Came, Sending
from bot.learning.zones import Reached, Zones
from bot.playground.people import direct
from bot.texts import texts_for
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from knowledge.policies.service import set_policy
from knowledge.policies.values import Policy
from learning.cohorts.goals import set_goal
from learning.cohorts.service import make
from learning.cohorts.values import Aim, GoalKind
from learning.credentials import service as credentials
from learning.learners import service as learners
from learning.learners.hours import zone_of
from learning.learners.models import LearnerRow
from learning.learners.queries import preferences
from learning.learners.values import Kind, Preferences
from learning.notices import queries, service
from learning.notices.values import Notice, Outcome, Planned
from tests.bot.library.desks import Room, room
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, MENTORS, shown
from tests.learning.credentials.office import Office

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
# Ten o'clock in Stockholm, Madrid and Lagos.
NOW = datetime(2025, 12, 1, 9, 5, tzinfo=UTC)
HOURS, PLACES = range(0, 24, 3), ("UTC", "Europe/Madrid", "America/New_York", "Asia/Kolkata")

T = TypeVar("T")


@dataclass
class Post:
    """Who sends, at a time that is set, and shorthands."""

    office: Room
    now: datetime = NOW
    sending: Sending = field(init=False)

    def __post_init__(self) -> None:
        desk, clock = self.office.desk, lambda: self.now
        self.sending = Sending(desk, Zones(desk), Charts(desk, clock), clock)

    def do(self, act: Callable[[Session, str], T]) -> T:
        with self.office.desk.database.transaction() as session:
            return act(session, self.office.desk.workspace)

    def plan(self, person: str, kind: Kind, period: str, at: datetime = NOW - HOUR) -> None:
        self.do(lambda session, workspace: service.keep(session, workspace, [Planned(person, kind, period, at)]))

    def goes_round(self, after: timedelta = timedelta(0)) -> list[Came]:
        """Send what it is time for, after so long."""
        self.now += after
        with self.office.desk.database.reading() as session:
            waiting = queries.due(session, self.office.desk.workspace, self.now, 100)
        return [self.sending.send(one.id) for one in waiting]

    def of(self, person: str) -> list[Notice]:
        with self.office.desk.database.reading() as session:
            return queries.notices_of(session, self.office.desk.workspace, person)

    def outcomes(self, person: str) -> list[Outcome | None]:
        return [one.outcome for one in self.of(person)]

    def told(self, where: str) -> list[str]:
        return [shown(m) for m in self.office.slack.workspace.messages(where) if m.get("blocks")]

    def keeps_library(self, *people: str) -> None:
        """Give each of these people a digest to read."""
        for person in people:
            self.do(
                lambda session, workspace: give_role(session, workspace, person, Role.ADMIN, by=OPERATOR, now=NOW - DAY)  # noqa: B023
            )


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    with room(tmp_path) as office:
        yield Post(office)


def test_a_notice_that_can_not_be_made_keeps_no_other_waiting_and_is_given_up_after_some_tries(post: Post) -> None:
    post.keeps_library(BEN)
    post.plan(AMARA, Kind.DIGEST, "2025-13", NOW - 2 * HOUR)
    post.plan(BEN, Kind.DIGEST, "2025-12")
    assert post.goes_round() == [Came.NOTHING, Came.SENT]
    assert post.outcomes(AMARA) == [None]
    assert len(post.told(direct(BEN))) == 1
    for _ in range(4):
        assert post.goes_round(59 * MINUTE) == []
        post.goes_round(MINUTE)
    assert post.outcomes(AMARA) == [Outcome.FAILED]
    assert post.told(direct(AMARA)) == []


def test_while_slack_is_away_for_one_person_others_are_told_and_she_later(post: Post) -> None:
    post.keeps_library(AMARA, BEN)
    post.plan(AMARA, Kind.DIGEST, "2025-12", NOW - 2 * HOUR)
    post.plan(BEN, Kind.DIGEST, "2025-12")
    faults = post.office.slack.faults
    faults.add("users.info", "server_error", times=100, when=lambda arguments: arguments.get("user") == AMARA)
    assert post.goes_round() == [Came.STUCK, Came.SENT]
    faults.clear()
    assert post.goes_round(10 * MINUTE) == [Came.SENT]
    assert post.goes_round(DAY) == []


def test_a_message_that_came_through_although_slack_did_not_say_so_is_not_sent_again(post: Post) -> None:
    post.keeps_library(BEN)
    post.plan(BEN, Kind.DIGEST, "2025-12")
    faults = post.office.slack.faults
    faults.add("chat.postMessage", "reset_after")
    faults.add("conversations.history", "server_error", times=100, when=lambda _: len(post.told(direct(BEN))) > 0)
    assert post.goes_round() == [Came.STUCK]
    faults.clear()
    assert post.goes_round(10 * MINUTE) == [Came.SENT]
    assert len(post.told(direct(BEN))) == 1


def test_only_who_is_not_in_slack_any_more_counts_as_having_left(post: Post) -> None:
    post.keeps_library(BEN)
    post.plan(BEN, Kind.DIGEST, "2025-12")
    post.plan("U0NOBODY", Kind.DIGEST, "2025-12")
    token = post.office.desk.calls.client.token
    post.office.desk.calls.client.token = "xoxb-revoked"
    assert post.goes_round() == [Came.STUCK, Came.STUCK]
    post.office.desk.calls.client.token = token
    assert sorted(post.goes_round(10 * MINUTE)) == [Came.NOTHING, Came.SENT]
    assert (post.outcomes(BEN), post.outcomes("U0NOBODY")) == ([Outcome.SENT], [Outcome.LEFT])
    with post.office.desk.database.reading() as session:
        left = {one: preferences(session, post.office.desk.workspace, one).left_at for one in (BEN, "U0NOBODY")}
    assert left == {BEN: None, "U0NOBODY": post.now}


def test_what_slack_lets_through_for_days_no_more_is_given_up(post: Post) -> None:
    post.plan(BEN, Kind.DIGEST, "2025-12")
    post.office.desk.calls.client.token = "xoxb-revoked"
    for _ in range(4):
        assert post.goes_round(DAY) == [Came.STUCK]
    assert post.outcomes(BEN) == [Outcome.REFUSED]


def test_after_an_outage_a_channel_gets_its_report_by_day(post: Post) -> None:
    schemes, wanted = post.office.desk.services.schemes, Policy(report_channel=MENTORS)
    post.do(
        lambda session, workspace: set_policy(session, workspace, wanted, schemes=schemes, by=OPERATOR, now=NOW - DAY)
    )
    post.plan(MENTORS, Kind.DIGEST, "2025-12")
    faults = post.office.slack.faults
    before = len(post.told(MENTORS))
    for method in ("users.list", "conversations.info", "chat.postMessage"):
        faults.add(method, "server_error", times=100)
        assert post.goes_round(10 * MINUTE) == [Came.STUCK]
        faults.clear()
    assert post.goes_round(11 * HOUR) == [Came.NOTHING]
    assert len(post.told(MENTORS)) == before
    assert post.goes_round(14 * HOUR) == [Came.SENT]
    assert "Certificates: November 2025" in post.told(MENTORS)[-1]


def test_all_days_that_are_near_are_told_in_one_message_a_day(post: Post, tmp_path: Path) -> None:
    office = Office.open(post.office.desk.database, tmp_path, valid_months=12, renewal_days=60)
    held = office.certify(BEN)
    assert held.expires_at is not None
    post.now = held.expires_at.replace(hour=9) - 3 * DAY
    aim, due = Aim(GoalKind.CERTIFICATION, office.hall.certify(key="next").definition.key), post.now.date() + 10 * DAY
    post.keeps_library(AMARA)
    cohort = post.do(
        lambda session, workspace: make(session, workspace, "Autumn", [BEN], coordinators=[AMARA], by=AMARA, now=NOW)
    )
    goal = post.do(lambda session, workspace: set_goal(session, workspace, cohort, aim, due, by=AMARA, now=NOW)).id
    for stage in ("w", "14", "3"):
        post.plan(BEN, Kind.DEADLINE, f"{held.id}:{stage}", post.now)
    post.plan(BEN, Kind.DEADLINE, f"{goal}:g14:{due}", post.now)
    post.plan(BEN, Kind.DEADLINE, f"{goal}:g14:{due + DAY}", post.now)
    assert sorted(post.goes_round()) == [Came.NOTHING] * 4 + [Came.SENT]
    (told,) = post.told(direct(BEN))
    assert "3 days are left." in told
    assert "in the cohort Autumn. 10 days are left." in told
    assert sorted(one.period.split(":")[1] for one in post.of(BEN) if one.outcome is Outcome.SENT) == ["3", "g14"]
    # What comes up later that day waits for the next.
    moved = due + 2 * DAY
    post.do(lambda session, workspace: set_goal(session, workspace, cohort, aim, moved, by=AMARA, now=NOW))
    post.plan(BEN, Kind.DEADLINE, f"{goal}:g14:{moved}", post.now)
    assert post.goes_round(HOUR) == [Came.NOTHING]
    assert post.goes_round(DAY) == [Came.SENT]
    assert "11 days are left." in post.told(direct(BEN))[-1]


def test_who_travels_is_asked_to_practise_at_her_hour_where_she_is(post: Post) -> None:
    # Nine o'clock in Stockholm, where she is no more: in Chicago it is night.
    post.do(lambda session, workspace: learners.enter(session, workspace, [DEV], now=NOW - 9 * DAY))
    post.plan(DEV, Kind.PRACTICE, "2025-12-01", NOW)
    assert post.goes_round() == [Came.NOTHING]
    (waits,) = post.of(DEV)
    assert waits.send_at.astimezone(zone_of("America/Chicago")).isoformat() == "2025-12-01T09:00:00-06:00"
    # Of yesterday where she is: it is planned anew.
    post.plan(CARMEN, Kind.PRACTICE, "2025-11-30", NOW)
    post.do(lambda session, workspace: learners.enter(session, workspace, [CARMEN], now=NOW + 2 * DAY))
    post.goes_round()
    assert post.outcomes(CARMEN) == [Outcome.MOOT]
    with post.office.desk.database.reading() as session:
        query = select(LearnerRow.next_practice).where(LearnerRow.person == CARMEN)
        assert session.scalars(query).one() == post.now


def test_a_digest_says_of_a_revoked_certificate_that_it_is_revoked_and_counts_it_nowhere(
    post: Post, tmp_path: Path
) -> None:
    office = Office.open(post.office.desk.database, tmp_path, valid_months=12, renewal_days=60)
    held = office.certify(BEN)
    assert held.expires_at is not None
    post.now = held.expires_at - 30 * DAY
    post.keeps_library(BEN)
    month = post.now.strftime("%Y-%m")
    post.do(
        lambda session, workspace: credentials.revoke(
            session, workspace, held.id, reason="It was not he.", by=OPERATOR, now=post.now
        )
    )
    post.plan(BEN, Kind.DIGEST, month, post.now)
    post.goes_round(12 * HOUR)
    post.goes_round(12 * HOUR)
    (told,) = post.told(direct(BEN))
    assert ": revoked." in told
    assert "holds until" not in told
    assert "0 certificates lapse within the next 60 days." in told


def test_at_the_time_for_which_it_was_planned_a_certificate_is_still_where_the_notice_says(
    post: Post, tmp_path: Path
) -> None:
    office = Office.open(post.office.desk.database, tmp_path, valid_months=12, renewal_days=60)
    told: dict[tuple[str, int], list[str]] = {}
    workspace, database = post.office.desk.workspace, post.office.desk.database
    lapse = [
        office.certify(f"person-{hour}", now=NOW.replace(hour=hour, minute=17)).expires_at or NOW for hour in HOURS
    ]
    for name in PLACES:
        zones = {f"person-{hour}": name for hour in HOURS}
        now, stop = lapse[0] - 63 * DAY, lapse[-1] + DAY
        planned: dict[tuple[str, str], Planned] = {}
        while now < stop:
            with database.reading() as session:
                found = service.deadlines(session, workspace, now, zones)
            for one in found:
                planned.setdefault((one.person, one.period), one)
            now += 6 * HOUR
        for (person, period), one in planned.items():
            notice = Notice("n", person, Kind.DEADLINE, period, one.send_at)
            to = Reached(person, Preferences(), zone_of(name), texts_for("en"))
            near = near_day(post.office.desk, notice, to, one.send_at)
            assert near is not None, (name, person, period)
            told.setdefault((name, int(person[7:])), []).append(near_message([near], "n", to.texts).text)
    assert len(told) == len(PLACES) * len(HOURS)
    for said in told.values():
        assert "You can renew it from now on." in said[0]
        assert [text.partition(". ")[2] for text in said[1:]] == ["14 days are left.", "3 days are left."]
