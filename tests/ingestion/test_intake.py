"""A file that was handed in, through each step; and each step again after it was killed."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from ingestion.errors import AlreadyInHand, DuplicateFile, EmptyFile, NoTextFound, TooLarge, UnchangedFile, Unforeseen
from ingestion.given import GivenDetails
from ingestion.intake import Drafted, Intake, Outcome, Switched
from ingestion.probing import Probe
from ingestion.sandbox import Limits, Sandbox
from ingestion.uploads import service as uploads
from ingestion.uploads.queries import upload
from ingestion.uploads.values import Stage
from knowledge.answering.sufficiency import FITTED, SufficiencyModel
from knowledge.embeddings.runtime import Embedder
from knowledge.errors import GoldenFailed, GuideNotFound, IndexBusy, NewerPublished, NotAllowed, SecondPersonNeeded
from knowledge.golden.queries import latest_runs
from knowledge.golden.running import run_golden
from knowledge.golden.service import replace_all
from knowledge.golden.values import GoldenRun, Wanted
from knowledge.guides import life, queries
from knowledge.guides.models import Edition
from knowledge.guides.queries import IndexEntry
from knowledge.guides.states import EditionState
from knowledge.index.caches import Caches, Collection
from knowledge.index.verify import verify
from knowledge.members.roles import OPERATOR
from knowledge.retrieval.search import Retriever
from storage.database import Database
from storage.schema import new_id
from tests.databases import on_both
from tests.ingestion.uploads.desk import AMARA, BEN, CARMEN, DEV, NOW, staffed

CALLS = b"# First calls\n\nCall each mentor every month.\n\n## Notes\n\nWrite down what was agreed.\n"
WEEKLY = CALLS.replace(b"month", b"week")
NOTHING = GivenDetails()
SUFFICIENCY = SufficiencyModel.load(FITTED)
SUPPORT = b"# Support\n\nMatch-support staff call each mentor twice in the first month of a match.\n"
HOW_OFTEN = Wanted("How often do staff call a mentor in the first month of a match?", "calls.md", None, refuse=False)
WITHOUT_CALLS = b"# Notes\n\nWrite down what was agreed.\n"


def nothing_to_ask(_workspace: str, _instead: str) -> None:
    """There are no golden questions."""


@dataclass
class Desk:
    """A library, and the people who hand in, review and publish."""

    database: Database
    caches: Caches
    embedder: Embedder
    intake: Intake
    workspace: str

    def draft(
        self,
        data: bytes,
        name: str = "calls.md",
        *,
        given: GivenDetails = NOTHING,
        guide: str | None = None,
        by: str = BEN,
        edition_id: str | None = None,
    ) -> Drafted:
        content = self.intake.keep(self.workspace, name, data)
        drafted = self.intake.read(
            self.workspace,
            name=name,
            content_hash=content,
            edition_id=edition_id or new_id(),
            given=given,
            guide=guide,
            by=by,
        )
        self.intake.embed(self.workspace, [drafted.edition_id])
        return drafted

    def submit(self, drafted: Drafted) -> None:
        """Send it into review, if it is a draft still."""
        if self.state(drafted) is EditionState.DRAFT:
            with self.database.transaction() as session:
                life.submit(session, self.workspace, drafted.edition_id, by=BEN, now=NOW)

    def publish(self, drafted: Drafted, by: str = CARMEN) -> Outcome:
        self.submit(drafted)
        return self.intake.switch(self.workspace, [drafted.edition_id], by=by)[drafted.edition_id]

    def published(self, data: bytes, name: str = "calls.md", guide: str | None = None) -> Drafted:
        drafted = self.draft(data, name, guide=guide)
        assert self.publish(drafted) is EditionState.PUBLISHED
        return drafted

    def keep_golden(self, *wanted: Wanted) -> None:
        with self.database.transaction() as session:
            replace_all(session, self.workspace, wanted, by=OPERATOR, now=NOW)

    def runs(self, drafted: Drafted) -> list[int]:
        """How many golden questions failed, each time that they were asked of this edition, the last time first."""
        with self.database.reading() as session:
            found = latest_runs(session, self.workspace, limit=9, edition_id=drafted.edition_id)
        return [len(run.failures) for run in found]

    def seen(self, question: str) -> list[str]:
        """The texts that readers are shown."""
        retriever = Retriever(self.database, self.caches, self.embedder)
        ranking = retriever.rank(question, workspace=self.workspace, audiences=("everybody",), limit=10, now=NOW)
        return [ranked.passage.text for ranked in ranking.passages]

    def cached(self, audience: str = "everybody") -> int:
        dense, lexical = self.caches.ids(Collection(self.workspace, audience), now=NOW)
        assert dense == lexical
        return len(dense)

    def state(self, drafted: Drafted) -> EditionState:
        with self.database.reading() as session:
            return life.state_of(session, drafted.edition_id)

    def is_sound(self) -> bool:
        return verify(self.database, self.caches, self.workspace, self.embedder.model_id, now=NOW).sound


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with closing(Sandbox(Limits(file_bytes=100_000))) as sandbox:
        yield sandbox


@pytest.fixture
def desk(database: Database, tmp_path: Path, embedder: Embedder, sandbox: Sandbox) -> Iterator[Desk]:
    caches = Caches(tmp_path / "index", database, embedder.model_id)
    retriever = Retriever(database, caches, embedder)

    def ask_golden(workspace: str, instead: str) -> GoldenRun | None:
        return run_golden(database, retriever, SUFFICIENCY, workspace, instead=instead, now=NOW)

    yield Desk(
        database, caches, embedder, Intake(database, caches, lambda: embedder, sandbox, ask_golden), staffed(database)
    )
    caches.close()


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


def test_the_person_who_added_it_does_not_publish_it_and_it_stays_as_it_was(desk: Desk) -> None:
    drafted = desk.draft(CALLS, by=AMARA)
    assert isinstance(desk.publish(drafted, by=AMARA), SecondPersonNeeded)
    assert isinstance(desk.publish(drafted, by=DEV), NotAllowed)
    assert (desk.cached(), desk.state(drafted)) == (0, EditionState.IN_REVIEW)


@on_both
def test_two_drafts_of_one_file_name_are_published_one_after_the_other_and_the_older_is_kept_back(desk: Desk) -> None:
    first = desk.published(CALLS)
    older = desk.draft(WEEKLY, guide=first.guide_id)
    newer = desk.draft(WEEKLY + b"\nMore.\n", guide=first.guide_id)
    assert desk.publish(newer) is EditionState.PUBLISHED
    assert isinstance(desk.publish(older), NewerPublished)
    assert desk.is_sound()


def test_one_that_is_kept_back_does_not_keep_back_the_others(desk: Desk) -> None:
    own = desk.draft(CALLS, by=AMARA)
    other = desk.draft(WEEKLY, "weekly.md")
    desk.submit(own)
    desk.submit(other)
    outcomes = desk.intake.switch(desk.workspace, [own.edition_id, other.edition_id], by=AMARA)
    assert isinstance(outcomes[own.edition_id], SecondPersonNeeded)
    assert outcomes[other.edition_id] is EditionState.PUBLISHED
    assert desk.is_sound()


def test_an_edition_of_which_nothing_is_found_is_not_published(desk: Desk) -> None:
    drafted = desk.draft(CALLS)

    class Forgetful(Caches):
        def put(self, entries: object, *, now: datetime) -> None:
            del entries, now

    lost = Forgetful(desk.caches._folder, desk.database, desk.embedder.model_id)
    intake = Intake(desk.database, lost, lambda: desk.embedder, Sandbox(Limits()), nothing_to_ask)
    outcome = intake.switch(desk.workspace, [drafted.edition_id], by=CARMEN)[drafted.edition_id]
    assert outcome == Probe(0, 0, 0, 2)
    assert desk.state(drafted) is EditionState.DRAFT
    lost.close()


@on_both
def test_an_edition_with_a_date_to_come_waits_out_of_sight_and_is_seen_from_that_day_on(desk: Desk) -> None:
    first = desk.published(CALLS)
    later = desk.draft(WEEKLY, guide=first.guide_id, given=GivenDetails(effective_date=date(2999, 1, 1)))
    assert desk.publish(later) is EditionState.SCHEDULED
    assert desk.publish(later) is EditionState.SCHEDULED
    assert "Call each mentor every month." in desk.seen("How often are mentors called?")
    assert desk.is_sound()
    assert desk.intake.switch_due(desk.workspace) == {}
    with desk.database.transaction() as session:
        session.execute(update(Edition).where(Edition.id == later.edition_id).values(effective_date=date(2020, 1, 1)))
    assert desk.intake.switch_due(desk.workspace) == {later.edition_id: EditionState.PUBLISHED}
    assert "Call each mentor every week." in desk.seen("How often are mentors called?")
    assert desk.is_sound()


def test_an_edition_with_which_the_golden_questions_are_answered_as_they_must_be_is_published(desk: Desk) -> None:
    first = desk.published(SUPPORT)
    desk.keep_golden(HOW_OFTEN)
    better = desk.draft(SUPPORT + b"They note each call.\n", guide=first.guide_id)
    assert desk.publish(better) is EditionState.PUBLISHED
    assert desk.runs(better) == [0]


@on_both
def test_whoever_publishes_the_golden_questions_are_asked_and_a_reason_overrides_them(desk: Desk) -> None:
    first = desk.published(SUPPORT)
    desk.keep_golden(HOW_OFTEN)
    worse = desk.draft(WITHOUT_CALLS, guide=first.guide_id)
    assert desk.publish(worse, by=OPERATOR) == GoldenFailed(1)
    assert (desk.state(worse), desk.state(first)) == (EditionState.IN_REVIEW, EditionState.PUBLISHED)
    assert desk.is_sound()
    outcomes = desk.intake.switch(desk.workspace, [worse.edition_id], by=OPERATOR, override="Nobody calls any more.")
    assert outcomes == {worse.edition_id: EditionState.PUBLISHED}
    assert desk.runs(worse) == [1, 1]


def test_of_several_editions_each_is_asked_about_as_those_before_it_are_published(desk: Desk) -> None:
    first = desk.published(SUPPORT)
    desk.keep_golden(HOW_OFTEN)
    better, worse = (
        desk.draft(data, guide=first.guide_id) for data in (SUPPORT + b"They note each call.\n", WITHOUT_CALLS)
    )
    other = desk.draft(b"# Goodbyes\n\nSay goodbye in person.\n", "bye.md")
    ids = [drafted.edition_id for drafted in (better, worse, other)]
    outcomes = desk.intake.switch(desk.workspace, ids, by=OPERATOR)
    assert list(outcomes.values()) == [EditionState.PUBLISHED, GoldenFailed(1), EditionState.PUBLISHED]
    assert [desk.runs(drafted) for drafted in (better, worse, other)] == [[0], [1], [0]]


def test_what_is_published_already_is_not_asked_about_again(desk: Desk) -> None:
    desk.keep_golden(Wanted("Who won the cup in 1954?", None, None, True))
    drafted = desk.published(CALLS)
    assert desk.publish(drafted) is EditionState.PUBLISHED
    assert desk.runs(drafted) == [0]


@pytest.mark.parametrize("override", [None, "Nobody calls any more."])
def test_an_edition_whose_day_has_come_is_asked_about_again_unless_it_was_scheduled_with_a_reason(
    desk: Desk, override: str | None
) -> None:
    first = desk.published(SUPPORT)
    later = desk.draft(WITHOUT_CALLS, guide=first.guide_id, given=GivenDetails(effective_date=date(2999, 1, 1)))
    if override is not None:
        desk.keep_golden(HOW_OFTEN)
    desk.submit(later)
    outcomes = desk.intake.switch(desk.workspace, [later.edition_id], by=AMARA, override=override)
    assert outcomes == {later.edition_id: EditionState.SCHEDULED}
    desk.keep_golden(HOW_OFTEN)
    with desk.database.transaction() as session:
        session.execute(update(Edition).where(Edition.id == later.edition_id).values(effective_date=date(2020, 1, 1)))
    kept_back = override is None
    expected = GoldenFailed(1) if kept_back else EditionState.PUBLISHED
    assert desk.intake.switch_due(desk.workspace) == {later.edition_id: expected}
    assert desk.state(later) is (EditionState.SCHEDULED if kept_back else EditionState.PUBLISHED)
    assert desk.is_sound()
    if kept_back:
        desk.keep_golden()
        assert desk.intake.switch_due(desk.workspace) == {later.edition_id: EditionState.PUBLISHED}


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


def test_what_rests_on_what_readers_see_follows_in_the_same_transaction_or_nothing_is_published(
    desk: Desk, sandbox: Sandbox
) -> None:
    seen: list[tuple[str, EditionState]] = []
    prepared: list[EditionState] = []

    def following(reading: Session, _workspace: str, edition_id: str) -> Switched:
        prepared.append(life.state_of(reading, edition_id))

        def follow(session: Session, _now: datetime) -> None:
            seen.append((edition_id, life.state_of(session, edition_id)))
            if len(seen) == 1:
                raise LookupError(edition_id)

        return follow

    intake = Intake(desk.database, desk.caches, lambda: desk.embedder, sandbox, nothing_to_ask, following=following)
    desk = replace(desk, intake=intake)
    drafted = desk.draft(CALLS)
    with pytest.raises(LookupError):
        desk.publish(drafted)
    assert desk.state(drafted) is EditionState.IN_REVIEW
    assert desk.publish(drafted) is EditionState.PUBLISHED
    assert seen == [(drafted.edition_id, EditionState.PUBLISHED)] * 2
    assert prepared == [EditionState.IN_REVIEW] * 2
    given = GivenDetails(effective_date=date(2099, 5, 3))
    assert desk.publish(desk.draft(WEEKLY, given=given, guide=drafted.guide_id)) is EditionState.SCHEDULED
    assert len(seen) == 2
