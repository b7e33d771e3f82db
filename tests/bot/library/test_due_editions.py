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
from knowledge.guides import life
from knowledge.guides.states import EditionState
from knowledge.members.roles import OPERATOR
from storage import jobs
from tests.bot.library.desks import Room, room
from tests.knowledge.freshness.guides import Shelf

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


@dataclass
class Waiting:
    """An edition that waited for yesterday."""

    room: Room
    job: DueEditions
    edition_id: str

    def state(self) -> EditionState:
        with self.room.desk.database.reading() as session:
            return life.state_of(session, self.edition_id)


def announcing(desk: Desk) -> Announcing:
    return Announcing(desk, Cards(desk), Impacts(desk), Owners(desk))


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
