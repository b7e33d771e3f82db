"""Readers see a scheduled edition from its day on, as soon as nobody else changes the library."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.library.announcing import Announcing
from bot.library.cards import Cards
from bot.library.desk import Desk
from bot.library.due_editions import DueEditions
from bot.library.impacts import Impacts
from bot.library.owners import Owners
from bot.library.standing_cards import StandingCards
from bot.playground.people import direct
from knowledge.golden.queries import golden_questions
from knowledge.golden.service import add as add_golden
from knowledge.golden.service import retire
from knowledge.golden.values import Wanted
from knowledge.guides import life
from knowledge.guides.states import EditionState
from knowledge.members.roles import OPERATOR, Role
from storage import jobs
from storage.schema import new_id
from tests.bot.library.desks import Room, room
from tests.journeys.workplace import AMARA
from tests.knowledge.freshness.guides import Shelf

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


@dataclass
class Waiting:
    """An edition that waited for yesterday."""

    room: Room
    job: DueEditions
    edition_id: str

    def publish(self) -> None:
        """Let the job run once more."""
        jobs.start(new_id(), self.job.publish)()

    def ask(self, question: str) -> None:
        """Have a golden question that the library does not answer from the guide."""
        with self.room.desk.database.transaction() as session:
            wanted = Wanted(question, "closing.md", None, False)
            add_golden(session, self.room.desk.workspace, wanted, by=OPERATOR, now=NOW)

    def told(self) -> list[str]:
        """What Amara is told."""
        return [m["text"] for m in self.room.slack.workspace.messages(direct(AMARA))]

    def state(self) -> EditionState:
        with self.room.desk.database.reading() as session:
            return life.state_of(session, self.edition_id)


def announcing(desk: Desk) -> Announcing:
    return Announcing(desk, Cards(desk), Impacts(desk), Owners(desk), StandingCards(desk, Cards(desk)), lambda _: None)


def scheduled(shelf: Shelf) -> str:
    """Publish an edition for yesterday, the day before that; returns its id."""
    edition_id = shelf.store("closing.md", effective_date=(NOW - DAY).date(), now=NOW - 2 * DAY)
    with shelf.database.transaction() as session:
        state = life.publish(session, shelf.workspace, edition_id, by=OPERATOR, now=NOW - 2 * DAY, golden_failures=0)
    assert state is EditionState.SCHEDULED
    return edition_id


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[Waiting]:
    with (
        room(tmp_path) as office,
        jobs.running(
            office.desk.services.settings.jobs_database,
            lambda: DueEditions(office.desk, announcing(office.desk), patience=0.1),
        ) as job,
    ):
        yield Waiting(office, job, scheduled(office.shelf))


def test_it_is_published_once_its_day_has_come(waiting: Waiting) -> None:
    assert waiting.job.is_due(NOW)
    assert not waiting.job.is_due(NOW - 2 * DAY)
    jobs.start("publish", waiting.job.publish)()
    assert waiting.state() is EditionState.PUBLISHED
    assert not waiting.job.is_due(NOW)


def test_while_somebody_else_changes_the_library_it_waits_for_the_next_time(waiting: Waiting) -> None:
    with waiting.room.desk.services.changing_the_library(wait=0):
        jobs.start("publish", waiting.job.publish)()
        assert waiting.state() is EditionState.SCHEDULED
    assert waiting.job.is_due(NOW)
    jobs.start("publish again", waiting.job.publish)()
    assert waiting.state() is EditionState.PUBLISHED


def test_one_that_is_kept_back_is_asked_again_only_when_something_has_changed_and_told_of_once(
    waiting: Waiting,
) -> None:
    office, job = waiting.room, waiting.job
    office.shelf.give(AMARA, Role.OWNER)
    waiting.ask("Which payroll software should we buy?")
    waiting.publish()
    assert waiting.state() is EditionState.SCHEDULED
    assert [job.is_due(NOW), job.is_due(NOW + DAY)] == [False, True]

    waiting.ask("Who repairs the lift?")
    assert job.is_due(NOW)
    waiting.publish()
    assert not job.is_due(NOW)

    office.desk.services.caches.rebuild(now=NOW)
    assert job.is_due(NOW)
    waiting.publish()
    assert not job.is_due(NOW)

    office.shelf.publish("another.md")
    assert job.is_due(NOW)
    waiting.publish()
    assert not job.is_due(NOW)
    assert len(waiting.told()) == 1

    with office.desk.database.transaction() as session:
        for question in golden_questions(session, office.desk.workspace):
            retire(session, office.desk.workspace, question.id, by=OPERATOR, now=NOW)
    assert job.is_due(NOW)
    waiting.publish()
    assert waiting.state() is EditionState.PUBLISHED


def test_one_that_had_to_wait_is_not_taken_for_one_that_was_kept_back(waiting: Waiting) -> None:
    waiting.ask("Which payroll software should we buy?")
    with waiting.room.desk.services.changing_the_library(wait=0):
        waiting.publish()
    assert waiting.job.is_due(NOW)
