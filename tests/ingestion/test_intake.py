"""A file that was handed in, through each step until it is a draft; and each step again."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

import pytest

from ingestion.errors import AlreadyInHand, DuplicateFile, EmptyFile, NoTextFound, TooLarge, UnchangedFile, Unforeseen
from ingestion.given import GivenDetails
from ingestion.intake import Intake
from ingestion.probing import Probe
from ingestion.sandbox import Limits, Sandbox
from ingestion.uploads import service as uploads
from ingestion.uploads.queries import upload
from ingestion.uploads.values import Stage
from knowledge.errors import GuideNotFound, IndexBusy, NotAllowed
from knowledge.guides import life, queries
from knowledge.guides.queries import IndexEntry
from knowledge.guides.states import EditionState
from knowledge.index.caches import Caches
from knowledge.members.roles import OPERATOR
from storage.schema import new_id
from tests.databases import on_both
from tests.ingestion.intake_desk import CALLS, NOTHING, WEEKLY, Desk, nothing_to_ask
from tests.ingestion.intake_desk import desk as desk
from tests.ingestion.intake_desk import sandbox as sandbox
from tests.ingestion.uploads.desk import AMARA, BEN, CARMEN, DEV, NOW


@on_both
def test_a_file_becomes_a_draft_that_is_checked_and_that_nobody_sees_before_it_is_published(desk: Desk) -> None:
    drafted = desk.draft(CALLS)
    assert (drafted.guide_key, drafted.title, drafted.label, drafted.passages) == ("calls.md", "First calls", "1", 2)
    (probed,) = desk.intake.check(desk.workspace, [drafted.edition_id])
    assert probed == Probe(2, 2, 2, 2)
    assert (desk.cached(), desk.state(drafted)) == (0, EditionState.DRAFT)
    assert desk.publish(drafted) is EditionState.PUBLISHED
    assert "Call each mentor every month." in desk.seen("How often are mentors called?")
    assert desk.is_sound()


def test_what_the_person_says_wins_over_what_the_file_says(desk: Desk) -> None:
    said = GivenDetails(title="Calls", label="2026", audience="staff", review_date=date(2027, 3, 1))
    drafted = desk.draft(b"---\ntitle: In the file\nowner: Mentoring team\n---\n\n" + CALLS, given=said)
    with desk.database.reading() as session:
        facts = queries.edition_facts(session, [drafted.edition_id])[drafted.edition_id]
    assert (facts.title, facts.label, facts.audience, facts.owner) == ("Calls", "2026", "staff", "Mentoring team")
    assert facts.review_date == date(2027, 3, 1)
    desk.publish(drafted)
    assert (desk.cached("staff"), desk.cached()) == (2, 0)


def test_a_new_edition_goes_to_its_guide_whatever_its_file_is_called(desk: Desk) -> None:
    first = desk.published(CALLS)
    second = desk.draft(WEEKLY, "calls (2) final.md", guide=first.guide_id)
    assert (second.guide_id, second.guide_key, second.label) == (first.guide_id, "calls.md", "2")
    assert "Call each mentor every month." in desk.seen("How often are mentors called?")
    assert desk.publish(second) is EditionState.PUBLISHED
    seen = desk.seen("How often are mentors called?")
    assert "Call each mentor every week." in seen
    assert "Call each mentor every month." not in seen
    assert desk.is_sound()
    assert desk.state(first) is EditionState.SUPERSEDED


def test_guides_whose_files_are_called_the_same_are_two(desk: Desk) -> None:
    first, second = desk.published(CALLS), desk.published(WEEKLY)
    assert first.guide_id != second.guide_id
    assert second.guide_key.startswith("calls.md (")


def test_the_same_file_as_another_guide_is_refused(desk: Desk) -> None:
    first, other = desk.published(CALLS), desk.published(WEEKLY, "weekly.md")
    for guide in (None, other.guide_id):
        with pytest.raises(DuplicateFile) as refused:
            desk.draft(CALLS, "copy.md", guide=guide)
        assert refused.value == DuplicateFile("copy.md", first.guide_key)
    with desk.database.reading() as session:
        assert [guide.key for guide in queries.guide_summaries(session, desk.workspace)] == ["calls.md", "weekly.md"]


def test_the_same_file_with_the_same_details_is_told_to_be_unchanged(desk: Desk) -> None:
    first = desk.published(CALLS)
    with pytest.raises(UnchangedFile) as refused:
        desk.draft(CALLS, guide=first.guide_id)
    assert refused.value == UnchangedFile("calls.md", "First calls", "1")
    changed = desk.draft(CALLS, guide=first.guide_id, given=GivenDetails(owner="Mentoring team"))
    assert changed.label == "2"


def test_a_withdrawn_guide_comes_back_with_the_very_same_file(desk: Desk) -> None:
    first = desk.published(CALLS)
    with desk.database.transaction() as session:
        life.withdraw(session, desk.workspace, first.guide_id, by=CARMEN, reason="Under dispute.", now=NOW)
    desk.intake.forget([first.edition_id])
    assert desk.seen("How often are mentors called?") == []
    again = desk.draft(CALLS, guide=first.guide_id)
    assert desk.publish(again) is EditionState.PUBLISHED
    assert desk.is_sound()


def test_who_hands_in_a_file_that_waits_for_review_is_told_whose_it_is(desk: Desk) -> None:
    waiting = desk.draft(CALLS)
    with pytest.raises(AlreadyInHand) as refused:
        desk.draft(CALLS, "copy.md", by=AMARA)
    assert refused.value == AlreadyInHand("copy.md", BEN, "First calls", waits=True)
    with desk.database.transaction() as session:
        life.discard(session, desk.workspace, waiting.edition_id, by=BEN, now=NOW)
    assert desk.draft(CALLS, "copy.md", by=AMARA).label == "1"


@on_both
def test_two_who_keep_the_same_file_at_the_same_moment_both_have_it(desk: Desk) -> None:
    for number in range(5):
        data = CALLS + str(number).encode()
        with ThreadPoolExecutor(4) as pool:
            kept = list(pool.map(lambda _, data=data: desk.intake.keep(desk.workspace, "a.md", data), range(4)))
        assert len(set(kept)) == 1


def test_a_file_is_kept_and_taken_in_hand_at_once(desk: Desk) -> None:
    ids = []
    for person in (BEN, AMARA):
        with desk.database.transaction() as session:
            given = GivenDetails()
            begun = uploads.begin(
                session, desk.workspace, new_id(), person=person, name="a.md", source="a", given=given, now=NOW
            )
        ids.append(begun.id)
    desk.intake.keep(desk.workspace, "a.md", CALLS, upload_id=ids[0])
    with pytest.raises(AlreadyInHand):
        desk.intake.keep(desk.workspace, "a.md", CALLS, upload_id=ids[1])


@on_both
def test_an_upload_that_fails_leaves_no_draft_behind_and_nobody_is_said_to_have_discarded_it(desk: Desk) -> None:
    content, edition_id = desk.intake.keep(desk.workspace, "a.md", CALLS), new_id()
    with desk.database.transaction() as session:
        uploads.begin(session, desk.workspace, edition_id, person=BEN, name="a.md", source="a", given=NOTHING, now=NOW)
    drafted = desk.intake.read(
        desk.workspace,
        name="a.md",
        content_hash=content,
        edition_id=edition_id,
        given=NOTHING,
        guide=None,
        by=BEN,
        upload_id=edition_id,
    )
    with desk.database.reading() as session:
        kept = upload(session, desk.workspace, edition_id)
    assert kept is not None
    assert (kept.edition_id, kept.guide_id, kept.passages, kept.stage) == (
        edition_id, drafted.guide_id, 2, Stage.EMBEDDING,
    )  # fmt: skip
    with desk.database.transaction() as session:
        uploads.fail(session, desk.workspace, edition_id, "not_found_again", {}, now=NOW)
        uploads.fail(session, desk.workspace, edition_id, "not_found_again", {}, now=NOW)
    assert desk.state(drafted) is EditionState.DISCARDED
    with desk.database.reading() as session:
        assert [step.by for step in life.steps_of(session, edition_id)] == [BEN, OPERATOR]


def test_what_is_empty_too_large_or_without_text_is_refused(desk: Desk) -> None:
    with pytest.raises(EmptyFile):
        desk.intake.keep(desk.workspace, "a.md", b"")
    with pytest.raises(TooLarge):
        desk.intake.keep(desk.workspace, "a.md", b"a" * 100_001)
    with pytest.raises(NoTextFound):
        desk.draft(b"# Only a heading\n")


def test_nobody_adds_to_a_guide_that_is_not_there_nor_without_a_role(desk: Desk) -> None:
    with pytest.raises(GuideNotFound):
        desk.draft(CALLS, guide=new_id())
    with pytest.raises(NotAllowed):
        desk.draft(CALLS, by=DEV)
    with desk.database.reading() as session:
        assert queries.guide_summaries(session, desk.workspace) == []


class BrokenSandbox(Sandbox):
    """Meets a bug of ours."""

    def load(self, path: Path) -> object:  # type: ignore[override]
        raise KeyError(path.suffix)


def test_a_bug_of_ours_is_told_as_one_and_logged(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    broken = Intake(desk.database, desk.caches, lambda: desk.embedder, BrokenSandbox(Limits()), nothing_to_ask)
    content = broken.keep(desk.workspace, "a.md", CALLS)
    with pytest.raises(Unforeseen):
        broken.reading(desk.workspace, "a.md", content)
    assert "KeyError" in caplog.text


def test_what_did_not_go_into_the_caches_to_its_end_is_taken_out_again(desk: Desk) -> None:
    drafted = desk.draft(CALLS)

    class HalfWay(Caches):
        def put(self, entries: Iterable[IndexEntry], *, now: datetime) -> None:
            super().put(list(entries)[:1], now=now)
            raise IndexBusy(1.0)

    full = HalfWay(desk.caches._folder, desk.database, desk.embedder.model_id)
    intake = Intake(desk.database, full, lambda: desk.embedder, Sandbox(Limits()), nothing_to_ask)
    with pytest.raises(IndexBusy):
        intake.check(desk.workspace, [drafted.edition_id])
    full.close()
    assert desk.cached() == 0


@on_both
def test_every_step_done_again_leaves_the_same(desk: Desk) -> None:
    first = desk.published(CALLS)
    edition_id = new_id()
    once = desk.draft(WEEKLY, guide=first.guide_id, edition_id=edition_id)
    assert desk.draft(WEEKLY, guide=first.guide_id, edition_id=edition_id) == once
    assert desk.intake.embed(desk.workspace, [edition_id]) == {}
    assert desk.intake.check(desk.workspace, [edition_id]) == desk.intake.check(desk.workspace, [edition_id])
    assert [desk.publish(once) for _ in range(2)] == [EditionState.PUBLISHED] * 2
    assert desk.draft(WEEKLY, guide=first.guide_id, edition_id=edition_id) == once
    desk.intake.forget([edition_id])
    with desk.database.reading() as session:
        states = [step.state for step in life.steps_of(session, edition_id)]
    assert states == [EditionState.DRAFT, EditionState.IN_REVIEW, EditionState.PUBLISHED]
    assert desk.is_sound()


def test_progress_is_told_stage_by_stage(desk: Desk) -> None:
    told: list[tuple[Stage, int, int]] = []

    def tell(stage: Stage, done: int, of: int) -> None:
        told.append((stage, done, of))

    content = desk.intake.keep(desk.workspace, "calls.md", CALLS)
    drafted = desk.intake.read(
        desk.workspace,
        name="calls.md",
        content_hash=content,
        edition_id=new_id(),
        given=NOTHING,
        guide=None,
        by=BEN,
        tell=tell,
    )
    desk.intake.embed(desk.workspace, [drafted.edition_id], tell=tell)
    desk.intake.check(desk.workspace, [drafted.edition_id], tell=tell)
    assert told == [(Stage.READING, 0, 0), (Stage.EMBEDDING, 2, 2), (Stage.CHECKING, 0, 1), (Stage.CHECKING, 1, 1)]
