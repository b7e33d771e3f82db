"""Uploads: begun, filled in, claimed, ready, failed, dismissed; by whom, and how many."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from ingestion.errors import AlreadyInHand, BadDetails, DetailProblem, TooManyInHand
from ingestion.given import GivenDetails
from ingestion.uploads import queries, service
from ingestion.uploads.models import UploadRow
from ingestion.uploads.originals import forget_unused_originals
from ingestion.uploads.values import UNDER_WAY, Stage, Upload
from knowledge.errors import GuideNotFound, NotAllowed
from knowledge.guides import life
from knowledge.guides.service import keep_original
from knowledge.guides.states import EditionState
from knowledge.members.roles import Role
from knowledge.members.service import give_role
from storage.database import Database
from storage.schema import new_id
from tests.databases import on_both
from tests.ingestion.uploads.desk import AMARA, BEN, CARMEN, DEV, NOW, staffed
from tests.knowledge.freshness.guides import Shelf

pytestmark = on_both

CONTENT = "a" * 64
TITLED = GivenDetails(title="First calls")


@pytest.fixture
def workspace(database: Database) -> str:
    return staffed(database)


def begun(
    database: Database,
    workspace: str,
    *,
    person: str = BEN,
    name: str = "calls.pdf",
    given: GivenDetails = TITLED,
    guide_id: str | None = None,
    source: str = "https://files.example.org/calls.pdf",
) -> Upload:
    with database.transaction() as session:
        return service.begin(
            session,
            workspace,
            new_id(),
            person=person,
            name=name,
            source=source,
            given=given,
            guide_id=guide_id,
            now=NOW,
        )


def claimed(database: Database, workspace: str, upload: Upload) -> None:
    with database.transaction() as session:
        service.claim(session, workspace, upload.id, CONTENT, now=NOW)


def now_of(database: Database, workspace: str, upload: Upload) -> Upload:
    with database.reading() as session:
        found = queries.upload(session, workspace, upload.id)
    assert found is not None
    return found


def test_an_upload_begun_again_is_the_same_one(database: Database, workspace: str) -> None:
    upload = begun(database, workspace)
    with database.transaction() as session:
        again = service.begin(
            session, workspace, upload.id, person=BEN, name="other.pdf", source="x", given=TITLED, now=NOW
        )
    assert again == upload


def test_who_may_not_add_editions_hands_nothing_in(database: Database, workspace: str) -> None:
    for person in (CARMEN, DEV):
        with pytest.raises(NotAllowed):
            begun(database, workspace, person=person)
    with database.reading() as session:
        assert queries.uploads(session, workspace, list(Stage)) == []


def test_a_page_is_called_by_its_address_and_a_file_by_a_name_that_any_file_system_takes(
    database: Database, workspace: str
) -> None:
    assert begun(database, workspace, name="https://example.org/a/b").name == "https://example.org/a/b"
    assert len(begun(database, workspace, name="https://example.org/" + "a" * 900).name) == service.LONGEST_NAME
    assert begun(database, workspace, name="a/b\x00.pdf").name == "a-b.pdf"


def test_an_address_without_room_and_what_databases_refuse_are_no_crash(database: Database, workspace: str) -> None:
    with pytest.raises(BadDetails) as refused:
        begun(database, workspace, source="https://example.org/" + "a" * 2_000)
    assert (refused.value.key, refused.value.problem) == ("source", DetailProblem.TOO_LONG)
    assert begun(database, workspace, source="slack:F1\x00\ud800").source == "slack:F1\ufffd"


def test_details_without_room_and_guides_of_elsewhere_are_refused(database: Database, workspace: str) -> None:
    with pytest.raises(BadDetails):
        begun(database, workspace, given=GivenDetails(title="x" * 501))
    with pytest.raises(GuideNotFound):
        begun(database, workspace, guide_id=new_id())


def test_a_person_may_have_so_many_in_hand_and_the_workspace_more(database: Database, workspace: str) -> None:
    mine = [begun(database, workspace) for _ in range(service.MOST_OF_A_PERSON)]
    with pytest.raises(TooManyInHand) as refused:
        begun(database, workspace)
    assert refused.value == TooManyInHand("calls.pdf", service.MOST_OF_A_PERSON, own=True)
    with database.transaction() as session:
        service.fail(session, workspace, mine[0].id, "empty", {"path_name": "calls.pdf"}, now=NOW)
    begun(database, workspace)
    begun(database, workspace, person=AMARA)


def test_a_workspace_has_room_for_so_many(database: Database, workspace: str) -> None:
    crowd = service.MOST_OF_A_WORKSPACE // service.MOST_OF_A_PERSON
    with database.transaction() as session:
        for number in range(crowd):
            person = f"U{number}"
            give_role(session, workspace, person, Role.EDITOR, by=AMARA, now=NOW)
            for _ in range(service.MOST_OF_A_PERSON):
                service.begin(
                    session, workspace, new_id(), person=person, name="a.md", source="a", given=TITLED, now=NOW
                )
        assert queries.count(session, workspace, UNDER_WAY) == service.MOST_OF_A_WORKSPACE
    with pytest.raises(TooManyInHand) as refused:
        begun(database, workspace)
    assert refused.value == TooManyInHand("calls.pdf", service.MOST_OF_A_WORKSPACE, own=False)


def test_the_second_of_two_people_with_the_same_file_is_told_who_has_it(database: Database, workspace: str) -> None:
    first, second = begun(database, workspace), begun(database, workspace, person=AMARA, name="copy.pdf")
    claimed(database, workspace, first)
    claimed(database, workspace, first)
    with pytest.raises(AlreadyInHand) as refused:
        claimed(database, workspace, second)
    assert refused.value == AlreadyInHand("copy.pdf", BEN, "calls.pdf", waits=False)
    with database.transaction() as session:
        service.fail(session, workspace, first.id, "damaged", {"path_name": "calls.pdf"}, now=NOW)
    claimed(database, workspace, second)


def test_of_two_that_claim_at_the_same_moment_one_has_it(database: Database, workspace: str) -> None:
    uploads = [begun(database, workspace, person=person) for person in (BEN, AMARA)]

    def has_it(upload: Upload) -> bool:
        try:
            claimed(database, workspace, upload)
        except AlreadyInHand:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(has_it, uploads)) == [False, True]


def test_what_went_wrong_is_kept_with_its_facts(database: Database, workspace: str) -> None:
    upload = begun(database, workspace)
    with database.transaction() as session:
        facts = {"path_name": "calls.pdf", "size": 9, "limit": 5}
        service.fail(session, workspace, upload.id, "too_large", facts, now=NOW + timedelta(seconds=1))
    failed = now_of(database, workspace, upload)
    assert (failed.stage, failed.error, failed.facts) == (Stage.FAILED, "too_large", facts)
    assert failed.changed_at == NOW + timedelta(seconds=1)


def test_the_message_that_shows_it_and_what_is_to_be_looked_at_are_kept(database: Database, workspace: str) -> None:
    upload = begun(database, workspace)
    with database.transaction() as session:
        service.show_in(session, workspace, upload.id, service.Place("D0BEN", "1700000000.000100"))
        service.ready(session, workspace, upload.id, {"alike": [["one", "two"]]}, now=NOW)
    shown = now_of(database, workspace, upload)
    assert (shown.channel, shown.message) == ("D0BEN", "1700000000.000100")
    assert (shown.stage, shown.findings) == (Stage.READY, {"alike": [["one", "two"]]})


def test_another_workspace_knows_nothing_of_it(database: Database, workspace: str) -> None:
    upload = begun(database, workspace)
    with database.reading() as session:
        assert queries.upload(session, new_id(), upload.id) is None
    with pytest.raises(GuideNotFound), database.transaction() as session:
        service.ready(session, new_id(), upload.id, {}, now=NOW)


def test_a_file_is_forgotten_once_nothing_was_made_of_it_and_no_upload_has_it_in_hand(
    database: Database, workspace: str
) -> None:
    upload = begun(database, workspace)

    def forgotten() -> int:
        with database.transaction() as session:
            return forget_unused_originals(session, workspace)

    with database.transaction() as session:
        content = keep_original(session, workspace, b"Call each mentor.", now=NOW)
        service.claim(session, workspace, upload.id, content, now=NOW)
    assert forgotten() == 0
    with database.transaction() as session:
        service.fail(session, workspace, upload.id, "damaged", {"path_name": "calls.pdf"}, now=NOW)
    assert forgotten() == 1
    assert forgotten() == 0


@pytest.mark.parametrize(
    ("state", "is_in_hand"),
    [(None, True), (EditionState.DRAFT, True), (EditionState.IN_REVIEW, True), (EditionState.DISCARDED, False)],
)
def test_a_file_is_in_hand_while_its_edition_may_come_to_readers(
    database: Database, workspace: str, state: EditionState | None, is_in_hand: bool
) -> None:
    upload = begun(database, workspace)
    if state is not None:
        edition_id = Shelf(database, workspace).store("calls.md")
        with database.transaction() as session:
            row = session.get_one(UploadRow, upload.id)
            row.stage, row.edition_id = Stage.READY, edition_id
            if state is EditionState.IN_REVIEW:
                life.submit(session, workspace, edition_id, by=AMARA, now=NOW)
            if state is EditionState.DISCARDED:
                life.discard(session, workspace, edition_id, by=AMARA, now=NOW)
    with database.reading() as session:
        found = queries.sources_in_hand(session, workspace, [upload.source, "slack:F0OTHER"])
    assert [one.id for one in found.values()] == ([upload.id] if is_in_hand else [])


def test_a_file_that_could_not_be_taken_in_is_not_in_hand(database: Database, workspace: str) -> None:
    upload = begun(database, workspace)
    with database.transaction() as session:
        service.fail(session, workspace, upload.id, "damaged", {"path_name": upload.name}, now=NOW)
    with database.reading() as session:
        assert queries.sources_in_hand(session, workspace, [upload.source]) == {}
