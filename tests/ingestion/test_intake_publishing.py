"""What was handed in is published, on its day or at once, and after the golden questions; or kept back."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from ingestion.given import GivenDetails
from ingestion.intake import Intake, Switched
from ingestion.probing import Probe
from ingestion.sandbox import Limits, Sandbox
from knowledge.errors import GoldenFailed, NewerPublished, NotAllowed, SecondPersonNeeded
from knowledge.golden.values import Wanted
from knowledge.guides import life
from knowledge.guides.models import Edition
from knowledge.guides.states import EditionState
from knowledge.index.caches import Caches
from knowledge.members.roles import OPERATOR
from tests.databases import on_both
from tests.ingestion.intake_desk import CALLS, WEEKLY, Desk, nothing_to_ask
from tests.ingestion.intake_desk import desk as desk
from tests.ingestion.intake_desk import sandbox as sandbox
from tests.ingestion.uploads.desk import AMARA, CARMEN, DEV

SUPPORT = b"# Support\n\nMatch-support staff call each mentor twice in the first month of a match.\n"
HOW_OFTEN = Wanted("How often do staff call a mentor in the first month of a match?", "calls.md", None, refuse=False)
WITHOUT_CALLS = b"# Notes\n\nWrite down what was agreed.\n"


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
