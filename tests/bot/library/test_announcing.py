"""What people are told of editions that come to readers on their day, or are kept from them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.library.announcing import Announcing
from bot.library.cards import Cards
from bot.library.impacts import Impacts
from bot.library.owners import Owners
from bot.library.standing_cards import StandingCards
from bot.texts.english import ENGLISH
from ingestion.intake import Outcome
from ingestion.probing import Probe
from knowledge.errors import SameContent
from knowledge.guides import life
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from storage import jobs
from tests.bot.library.desks import Room, room
from tests.journeys.workplace import AMARA, BEN, Message, shown

NOW = datetime.now(UTC)
TOMORROW = (NOW + timedelta(days=1)).date()


@dataclass
class Waiting:
    """An edition that waits for tomorrow, approved by the command line."""

    room: Room
    announcing: Announcing
    edition_id: str

    def told(self, person: str) -> list[Message]:
        return self.room.slack.workspace.messages(f"D{person[1:]}")


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[Waiting]:
    with room(tmp_path) as office:
        desk, shelf = office.desk, office.shelf

        def build() -> Announcing:
            return Announcing(
                desk, Cards(desk), Impacts(desk), Owners(desk), StandingCards(desk, Cards(desk)), lambda _: None
            )

        edition_id = shelf.store("closing.md", effective_date=TOMORROW, now=NOW)
        with shelf.database.transaction() as session:
            give_role(session, shelf.workspace, AMARA, Role.ADMIN, by=OPERATOR, now=NOW)
            give_role(session, shelf.workspace, BEN, Role.REVIEWER, by=OPERATOR, now=NOW)
            life.submit(session, shelf.workspace, edition_id, by=OPERATOR, now=NOW)
            life.publish(session, shelf.workspace, edition_id, by=BEN, now=NOW, golden_failures=0)
        with jobs.running(desk.services.settings.jobs_database, build) as announcing:
            yield Waiting(office, announcing, edition_id)


@pytest.mark.parametrize(
    ("outcome", "why"),
    [
        (SameContent("closing.md", "other.md"), ENGLISH.refusals.same_content.format(guide="other.md")),
        (Probe(0, 0, 0, 6), ENGLISH.publishing.not_searchable),
    ],
)
def test_who_looks_after_the_library_is_told_once_what_kept_an_edition_back(
    waiting: Waiting, outcome: Outcome, why: str
) -> None:
    for job in ("first", "second"):
        jobs.start(job, waiting.announcing.kept_back, waiting.edition_id, outcome)()
    (message,) = waiting.told(AMARA)
    assert message["text"] == ENGLISH.publishing.not_on_its_day.format(why=why)
    assert "Scheduled" not in message["text"]
    assert "edition_send_back" in str(message["blocks"])
    assert waiting.told(BEN) == []


def test_who_approved_it_is_told_when_its_day_has_come_unless_that_person_knows(waiting: Waiting) -> None:
    jobs.start("by Ben", waiting.announcing.approved, waiting.edition_id, BEN)()
    assert waiting.told(BEN) == []
    for job in ("first", "second"):
        jobs.start(job, waiting.announcing.approved, waiting.edition_id, None)()
    (message,) = waiting.told(BEN)
    assert "approved this edition" in message["text"]
    assert "closing.md" in shown(message)
