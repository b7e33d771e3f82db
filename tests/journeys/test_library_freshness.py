"""Journeys of a guide that gets old: its owner is reminded once, at work, and one click says that it still holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.library.reminders import EVENT_TYPE
from bot.playground.people import direct
from knowledge.freshness.queries import freshness_of_guides
from knowledge.freshness.service import begin_review, claim_reminder
from knowledge.freshness.states import Freshness, a_year_after
from knowledge.freshness.values import GuideFreshness
from knowledge.guides.life import set_owner, withdraw
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, Message, Workplace, copied, shown, workplace

STOCKHOLM = ZoneInfo("Europe/Stockholm")
HOUR = timedelta(hours=1)


def last_wednesday(hour: int) -> datetime:
    """The last Wednesday that is over, at this hour in Stockholm, where Ben is."""
    today = datetime.now(STOCKHOLM)
    day = today - timedelta(days=(today.weekday() - 3) % 7 + 1)
    return day.replace(hour=hour, minute=5, second=0, microsecond=0).astimezone(UTC)


@dataclass
class Clock:
    """A clock that is set by hand."""

    now: datetime = field(default_factory=lambda: last_wednesday(10))

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Office:
    """The workplace, its clock, and the guide that is due."""

    place: Workplace
    clock: Clock
    guide_id: str

    def tick(self, now: datetime | None = None) -> None:
        """Look what is due, and wait until it is done; links are not looked at."""
        self.clock.now = now or self.clock.now
        self.place.bot.parts.schedule.without("links").tick(self.clock.now)
        self.place.settle()

    def reminders(self, person: str) -> list[Message]:
        """The reminders that a person got."""
        found = self.place.answers(direct(person))
        return [m for m in found if m.get("metadata", {}).get("event_type") == EVENT_TYPE]

    def press(self, person: str, action: str) -> Message:
        """Press a button of the person's one reminder; returns what it says then."""
        (message,) = self.reminders(person)
        self.place.click(person, direct(person), message, action)
        self.place.settle()
        (message,) = self.reminders(person)
        return message

    def standing(self) -> GuideFreshness:
        """How the guide stands."""
        parts = self.place.bot.parts
        with parts.database.reading() as session:
            return freshness_of_guides(session, parts.workspace, self.clock.now.date())[self.guide_id]

    def make_admin(self, person: str) -> None:
        """Let a person look after the library too."""
        parts = self.place.bot.parts
        with parts.database.transaction() as session:
            give_role(session, parts.workspace, person, Role.ADMIN, by=OPERATOR, now=self.clock.now)

    def deactivate(self, person: str) -> None:
        """Close a person's account."""
        self.place.slack.acts.deactivate(person)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with a guide whose review is due in a week; not to be changed."""
    folder = tmp_path_factory.mktemp("due")
    due = last_wednesday(10).date() + timedelta(days=7)
    guide = folder / "closing.md"
    guide.write_text(
        f"---\ntitle: Closing matches\nreview_date: {due.isoformat()}\n---\n\n# Closing\n\nSay goodbye in person.\n",
        encoding="utf-8",
    )
    taken = CliRunner().invoke(app, ["ingest", str(guide)], env={"FIELDWISE_DATA_DIR": str(folder / "data")})
    assert taken.exit_code == 0, taken.output
    return folder / "data"


@contextmanager
def at_work(data_dir: Path, clock: Clock, *, owner: str | None = BEN) -> Iterator[Office]:
    """The bot at work; Amara owns the library, Ben and Carmen are editors."""
    with workplace(data_dir, clock=clock) as place:
        parts = place.bot.parts
        with parts.database.transaction() as session:
            for person, role in ((AMARA, Role.OWNER), (BEN, Role.EDITOR), (CARMEN, Role.EDITOR)):
                give_role(session, parts.workspace, person, role, by=OPERATOR, now=clock.now)
            (guide_id,) = freshness_of_guides(session, parts.workspace, clock.now.date())
            set_owner(session, parts.workspace, guide_id, owner, by=OPERATOR, now=clock.now)
        yield Office(place, clock, guide_id)


@pytest.fixture
def data_dir(library: Path, tmp_path: Path) -> Path:
    return copied(library, tmp_path)


@pytest.fixture
def office(data_dir: Path) -> Iterator[Office]:
    with at_work(data_dir, Clock()) as office:
        yield office


def test_the_owner_is_reminded_when_she_is_at_work_and_once(office: Office) -> None:
    for hour in (0, 3, 6, 8):
        office.tick(last_wednesday(hour))
    office.tick(last_wednesday(10) + timedelta(days=3))
    assert office.reminders(BEN) == []
    for hour in (9, 10, 11, 16):
        office.tick(last_wednesday(hour))
    office.tick(last_wednesday(10) + timedelta(days=1))
    (reminder,) = office.reminders(BEN)
    assert "Closing matches" in shown(reminder)
    assert "Its review is due by" in shown(reminder)
    assert office.reminders(AMARA) == []


def test_a_bot_that_was_started_again_does_not_remind_again(data_dir: Path) -> None:
    clock = Clock()
    with at_work(data_dir, clock) as office:
        office.tick()
        assert len(office.reminders(BEN)) == 1
    with at_work(data_dir, clock) as office:
        office.tick()
        office.tick(clock.now + HOUR)
        office.tick(clock.now + timedelta(days=365))
        assert office.reminders(BEN) == []


def test_a_reminder_that_was_claimed_and_posted_before_a_crash_is_found_and_not_posted_again(office: Office) -> None:
    office.tick()
    (reminder,) = office.reminders(BEN)
    parts = office.place.bot.parts
    due = office.standing().next_review
    assert due is not None
    with parts.database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE reminder SET sent_at = NULL")
        claim = claim_reminder(session, parts.workspace, office.guide_id, due, BEN, now=office.clock.now)
        assert claim is not None
        assert not claim.first
    office.tick(office.clock.now + HOUR)
    assert [m["ts"] for m in office.reminders(BEN)] == [reminder["ts"]]
    with parts.database.reading() as session:
        assert session.connection().exec_driver_sql("SELECT count(sent_at) FROM reminder").scalar_one() == 1


def test_one_that_was_claimed_and_not_posted_before_a_crash_is_posted(office: Office) -> None:
    parts, due = office.place.bot.parts, office.standing().next_review
    assert due is not None
    with parts.database.transaction() as session:
        claim_reminder(session, parts.workspace, office.guide_id, due, BEN, now=office.clock.now)
    office.tick()
    assert len(office.reminders(BEN)) == 1


def test_one_click_records_that_the_guide_still_holds_for_a_year(office: Office) -> None:
    office.tick()
    message = office.press(BEN, "guide_reviewed")
    now = office.standing()
    assert (now.state, now.next_review) == (Freshness.CURRENT, a_year_after(office.clock.now.date()))
    assert f"<@{BEN}> looked at it" in shown(message)
    assert '"button"' not in str(message["blocks"])
    office.tick(office.clock.now + HOUR)
    assert len(office.reminders(BEN)) == 1


def test_who_begins_a_review_is_named_and_ends_it_with_the_other_click(office: Office) -> None:
    office.tick()
    message = office.press(BEN, "review_begin")
    assert f"<@{BEN}> has been reviewing it since" in shown(message)
    assert office.standing().state is Freshness.UNDER_REVIEW
    office.press(BEN, "guide_reviewed")
    assert office.standing().state is Freshness.CURRENT


def test_the_buttons_of_an_old_reminder_tell_what_became_of_the_guide_and_change_nothing(data_dir: Path) -> None:
    with at_work(data_dir, Clock(), owner=None) as office:
        office.make_admin(DEV)
        for hour in (10, 16):
            office.tick(last_wednesday(hour))
        office.press(AMARA, "guide_reviewed")
        stands = office.standing()
        office.clock.now += timedelta(days=30)
        message = office.press(DEV, "guide_reviewed")
        assert office.standing() == stands
        assert f"<@{AMARA}> looked at it" in shown(message)


def test_a_guide_that_was_withdrawn_meanwhile_is_not_reviewed_and_the_reminder_says_so(office: Office) -> None:
    office.tick()
    parts = office.place.bot.parts
    with parts.database.transaction() as session:
        withdraw(session, parts.workspace, office.guide_id, by=OPERATOR, reason="It is wrong.", now=office.clock.now)
    message = office.press(BEN, "guide_reviewed")
    assert "withdrawn" in shown(message)
    assert "withdrawn by now" in office.place.whispers(BEN, direct(BEN))[-1]["text"]


def test_an_owner_who_is_a_learner_records_the_review_of_her_own_guide(data_dir: Path) -> None:
    with at_work(data_dir, Clock(), owner=DEV) as office:
        office.tick(last_wednesday(18))
        message = office.press(DEV, "guide_reviewed")
        assert office.standing().state is Freshness.CURRENT
        assert f"<@{DEV}> looked at it" in shown(message)


def test_a_guide_that_went_over_to_somebody_else_is_no_longer_reviewed_by_who_was_reminded(data_dir: Path) -> None:
    with at_work(data_dir, Clock(), owner=DEV) as office:
        office.tick(last_wednesday(18))
        parts = office.place.bot.parts
        with parts.database.transaction() as session:
            set_owner(session, parts.workspace, office.guide_id, BEN, by=OPERATOR, now=office.clock.now)
        before = office.standing()
        office.press(DEV, "guide_reviewed")
        assert office.standing() == before
        assert "As a learner you can't do this here." in office.place.whispers(DEV, direct(DEV))[-1]["text"]


def test_where_the_owner_has_left_those_who_look_after_the_library_are_asked(office: Office) -> None:
    office.deactivate(BEN)
    office.tick()
    office.tick(office.clock.now + HOUR)
    assert office.reminders(BEN) == []
    (reminder,) = office.reminders(AMARA)
    assert "no owner of the guide is here" in shown(reminder)


def test_each_of_several_is_asked_when_she_is_at_work(data_dir: Path) -> None:
    with at_work(data_dir, Clock(), owner=None) as office:
        office.make_admin(DEV)
        office.tick(last_wednesday(10))
        assert (len(office.reminders(AMARA)), len(office.reminders(DEV))) == (1, 0)
        for hour in (16, 18, 19):
            office.tick(last_wednesday(hour))
        assert (len(office.reminders(AMARA)), len(office.reminders(DEV))) == (1, 1)


def test_a_reminder_is_in_its_readers_language(data_dir: Path) -> None:
    with at_work(data_dir, Clock(), owner=CARMEN) as office:
        office.tick()
        (reminder,) = office.reminders(CARMEN)
        assert "¿Sigue siendo válida esta guía?" in shown(reminder)


def test_a_guide_that_somebody_reviews_already_is_not_reminded_of(office: Office) -> None:
    parts = office.place.bot.parts
    with parts.database.transaction() as session:
        begin_review(session, parts.workspace, office.guide_id, by=CARMEN, now=office.clock.now)
    office.tick()
    assert office.reminders(BEN) == []
