"""No upload stays under way for good: where its job has ended without it, it fails, and its person is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from dbos import DBOS, DBOSConfiguredInstance

from bot.durable import workflow
from bot.identity import Identity, who_am_i
from bot.library.desk import Desk
from bot.library.slack_files import SlackFiles
from bot.library.stranded_uploads import StrandedUploads
from bot.library.uploads import HandedIn, Uploads, job_of
from bot.playground.people import direct
from ingestion.given import GivenDetails
from ingestion.uploads import queries, service
from ingestion.uploads.values import UNDER_WAY, Stage, Upload
from ingestion.web.fetching import Fetched
from knowledge.guides.states import EditionState
from knowledge.guides.steps import state_of
from knowledge.members.roles import Role
from storage import jobs
from storage.schema import new_id
from tests.bot.library.desks import Room, room
from tests.journeys.workplace import BEN, shown

NOW = datetime.now(UTC)
PAGE = b"# First calls\n\nCall each mentor every month.\n"


@DBOS.dbos_class()
class Slow(DBOSConfiguredInstance):
    """A job that takes its time."""

    def __init__(self) -> None:
        super().__init__("slow")
        self.begun, self.go_on = Event(), Event()

    @workflow
    def work(self) -> None:
        self.begun.set()
        assert self.go_on.wait(10)


@dataclass
class Stranding:
    """Ben's uploads, and what looks after them."""

    room: Room
    job: StrandedUploads
    slow: Slow

    def begin(self, name: str = "calls.md") -> str:
        """An upload that is under way; no job of its own was started."""
        desk, upload_id = self.room.desk, new_id()
        with desk.database.transaction() as session:
            service.begin(
                session, desk.workspace, upload_id, person=BEN, name=name, source=f"slack:{name}",
                given=GivenDetails(), now=NOW,
            )  # fmt: skip
        return upload_id

    def upload(self, upload_id: str) -> Upload:
        return upload_of(self.room.desk, upload_id)

    def tick(self) -> None:
        jobs.start(new_id(), self.job.give_up)()

    def told(self) -> list[str]:
        return [shown(m) for m in self.room.slack.workspace.messages(direct(BEN))]


def upload_of(desk: Desk, upload_id: str) -> Upload:
    with desk.database.reading() as session:
        found = queries.upload(session, desk.workspace, upload_id)
    assert found is not None
    return found


@contextmanager
def peopled(folder: Path) -> Iterator[Room]:
    with room(folder) as office:
        office.shelf.give(BEN, Role.EDITOR)
        yield office


@pytest.fixture
def stranding(tmp_path: Path) -> Iterator[Stranding]:
    with peopled(tmp_path) as office:

        def build() -> Stranding:
            return Stranding(office, StrandedUploads(office.desk), Slow())

        with jobs.running(office.desk.services.settings.jobs_database, build) as built:
            yield built


def test_an_upload_whose_job_has_ended_without_it_fails_and_its_person_is_told_once(stranding: Stranding) -> None:
    desk, upload_id = stranding.room.desk, stranding.begin()
    assert stranding.job.is_due(NOW)
    stranding.tick()
    upload = stranding.upload(upload_id)
    assert (upload.stage, upload.error) == (Stage.FAILED, "slack.broken_off")
    (said,) = stranding.told()
    assert "calls.md was not taken in: my work on it broke off" in said
    with desk.database.reading() as session:
        assert queries.count(session, desk.workspace, UNDER_WAY) == 0
        assert queries.sources_in_hand(session, desk.workspace, ["slack:calls.md"]) == {}
    assert not stranding.job.is_due(NOW)
    stranding.tick()
    assert len(stranding.told()) == 1


def test_an_upload_whose_job_goes_on_is_left_alone(stranding: Stranding) -> None:
    upload_id = stranding.begin()
    result = jobs.start(job_of(upload_id), stranding.slow.work)
    assert stranding.slow.begun.wait(10)
    assert not stranding.job.is_due(NOW)
    stranding.tick()
    assert stranding.upload(upload_id).stage is Stage.RECEIVED
    stranding.slow.go_on.set()
    result()
    assert stranding.job.is_due(NOW)


def test_what_was_stored_of_it_is_discarded(stranding: Stranding) -> None:
    desk, upload_id = stranding.room.desk, stranding.begin()
    intake = desk.services.intake
    content = intake.keep(desk.workspace, "calls.md", PAGE, upload_id=upload_id)
    intake.read(
        desk.workspace, name="calls.md", content_hash=content, edition_id=upload_id, given=GivenDetails(), guide=None,
        by=BEN, upload_id=upload_id,
    )  # fmt: skip
    stranding.tick()
    with desk.database.reading() as session:
        assert state_of(session, upload_id) is EditionState.DISCARDED


def test_an_upload_that_ended_meanwhile_stays_as_it_ended(stranding: Stranding) -> None:
    desk, upload_id = stranding.room.desk, stranding.begin()
    with desk.database.transaction() as session:
        service.ready(session, desk.workspace, upload_id, {}, now=NOW)
    assert not stranding.job.fail(upload_id)
    assert stranding.upload(upload_id).stage is Stage.READY
    assert stranding.told() == []


class Lost(Identity):
    """It does not find a conversation the first time, for no reason that anybody knows."""

    asked = 0

    def direct_channel(self, person: str) -> str:
        self.asked += 1
        if self.asked == 1:
            raise ZeroDivisionError
        return super().direct_channel(person)


def test_an_upload_whose_card_can_not_be_posted_fails_and_its_card_says_so_later(tmp_path: Path) -> None:
    def fetch_page(url: str) -> Fetched:
        return Fetched(url, "calls.md", "text/markdown", PAGE)

    with peopled(tmp_path) as office:
        desk = replace(office.desk, identity=Lost(office.desk.calls, who_am_i(office.desk.calls)))

        def build() -> Uploads:
            return Uploads(desk, SlackFiles(desk.calls, most_bytes=1_000), fetch_page, lambda _: None)

        address = "https://guides.example/calls"
        handed = HandedIn(new_id(), BEN, address, f"web:{address}", GivenDetails(), None, None)
        with jobs.running(desk.services.settings.jobs_database, build) as uploads:
            jobs.start(job_of(handed.id), uploads.take_in, handed)()
        upload = upload_of(desk, handed.id)
        assert (upload.stage, upload.error) == (Stage.FAILED, "unforeseen")
        (card,) = office.slack.workspace.messages(direct(BEN))
        assert "could not be taken in" in shown(card)
