"""Editions live from draft to published, superseded and withdrawn, with what that does to their guide."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest

from knowledge.errors import GuideNotFound, NewerPublished, NotAllowed, PersonUnusable, SameContent, WrongState
from knowledge.freshness.queries import open_review, reviews_of
from knowledge.freshness.service import begin_review
from knowledge.freshness.values import Outcome
from knowledge.guides import life, queries
from knowledge.guides.states import EditionState
from knowledge.members.roles import OPERATOR
from storage.schema import new_id
from storage.workspaces import ensure_workspace
from tests.knowledge.guides.desk import CALLS, EDITOR, LEARNER, OWNER, REVIEWER, VISITS, WALKS, Desk
from tests.knowledge.library import NOW

S = EditionState


def test_an_edition_lives_from_draft_over_review_to_published_superseded_and_withdrawn(desk: Desk) -> None:
    first = desk.add("Calls", CALLS)
    assert desk.states(first) == [S.DRAFT]
    desk.submit(first)
    desk.send_back(first)
    desk.submit(first)
    assert (desk.publish(first), desk.seen()) == (S.PUBLISHED, [first])
    second = desk.add("Calls", VISITS)
    assert (desk.publish(second), desk.seen()) == (S.PUBLISHED, [second])
    assert desk.states(first, second) == [S.SUPERSEDED, S.PUBLISHED]
    assert desk.withdraw(second) == second
    assert (desk.states(first, second), desk.seen()) == ([S.SUPERSEDED, S.WITHDRAWN], [])
    with desk.database.reading() as session:
        steps = [(step.state, step.by, step.reason) for step in life.steps_of(session, first)]
        (guide,) = queries.guide_summaries(session, desk.workspace)
    assert steps == [
        (S.DRAFT, EDITOR, None),
        (S.IN_REVIEW, EDITOR, None),
        (S.DRAFT, REVIEWER, "Page 3 is missing."),
        (S.IN_REVIEW, EDITOR, None),
        (S.PUBLISHED, REVIEWER, None),
        (S.SUPERSEDED, REVIEWER, None),
    ]
    assert guide.retired_at == NOW


def test_the_log_tells_the_life_of_a_guide_by_its_name(desk: Desk) -> None:
    first = desk.add("Calls", CALLS)
    desk.submit(first)
    desk.publish(first)
    second = desk.add("Calls", VISITS)
    desk.publish(second)
    desk.withdraw(second, reason=" It harms. ")
    told = desk.log()
    assert [(entry.actor, entry.action, entry.name) for entry in reversed(told)] == [
        (EDITOR, "edition added", "Calls"),
        (EDITOR, "submitted for review", "Calls"),
        (REVIEWER, "published", "Calls"),
        (EDITOR, "edition added", "Calls"),
        (EDITOR, "submitted for review", "Calls"),
        (REVIEWER, "published", "Calls"),
        (REVIEWER, "withdrawn", "Calls"),
    ]
    assert {(entry.subject_kind, entry.subject) for entry in told} == {("guide", desk.subject(first).guide_id)}
    facts = {"edition": "2", "edition_id": second}
    assert (told[1].before, told[1].after) == ({"state": "in_review"}, {"state": "published", "replaces": "1", **facts})
    assert told[0].before == {"state": "published"}
    assert told[0].after == {"state": "withdrawn", "reason": "It harms.", **facts}


def test_a_text_never_stands_in_the_log(desk: Desk) -> None:
    desk.publish(desk.add("Calls", CALLS))
    assert CALLS not in repr(desk.log())


def test_an_older_edition_never_takes_readers_back(desk: Desk) -> None:
    first, second = desk.add("Calls", CALLS), desk.add("Calls", VISITS)
    desk.publish(second)
    with pytest.raises(NewerPublished) as refused:
        desk.publish(first)
    assert refused.value == NewerPublished("Calls (1)", "2")
    assert (desk.states(first, second), desk.seen()) == ([S.IN_REVIEW, S.PUBLISHED], [second])


def test_an_older_edition_may_follow_a_newer_one_that_was_withdrawn_and_be_withdrawn_itself(desk: Desk) -> None:
    first, second = desk.add("Calls", CALLS), desk.add("Calls", VISITS)
    desk.publish(second)
    desk.withdraw(second)
    assert (desk.publish(first), desk.seen()) == (S.PUBLISHED, [first])
    with desk.database.reading() as session:
        (guide,) = queries.guide_summaries(session, desk.workspace)
    assert guide.retired_at is None
    assert desk.withdraw(first) == first
    assert desk.seen() == []


def test_the_same_file_is_not_published_as_two_guides(desk: Desk) -> None:
    first, twin = desk.add("Calls", CALLS), desk.add("Copy", CALLS)
    desk.publish(first)
    with pytest.raises(SameContent) as refused:
        desk.publish(twin)
    assert (refused.value, desk.states(twin)) == (SameContent("Copy", "Calls"), [S.IN_REVIEW])


def test_publishing_is_done_once_for_a_person_and_told_to_another(desk: Desk) -> None:
    edition = desk.add("Calls", CALLS)
    desk.publish(edition)
    written = len(desk.log())
    assert desk.publish(edition) is S.PUBLISHED
    with pytest.raises(WrongState) as refused:
        desk.publish(edition, by=OWNER)
    assert refused.value == WrongState("Calls (1)", "published", "published")
    desk.publish(desk.add("Calls", VISITS))
    assert desk.publish(edition) is S.SUPERSEDED
    assert len(desk.log()) == written + 3


def test_a_new_edition_ends_the_review_of_a_guide(desk: Desk) -> None:
    first = desk.add("Calls", CALLS)
    desk.publish(first)
    guide = desk.subject(first).guide_id
    with desk.database.transaction() as session:
        begin_review(session, desk.workspace, guide, by=EDITOR, now=NOW)
        assert open_review(session, guide) is not None
    desk.publish(desk.add("Calls", VISITS))
    with desk.database.reading() as session:
        assert open_review(session, guide) is None
        (review,) = reviews_of(session, desk.workspace, guide)
    assert (review.outcome, review.ended_by) == (Outcome.REPLACED, REVIEWER)


def test_a_withdrawal_ends_the_review_of_a_guide(desk: Desk) -> None:
    edition = desk.add("Calls", CALLS)
    desk.publish(edition)
    guide = desk.subject(edition).guide_id
    with desk.database.transaction() as session:
        begin_review(session, desk.workspace, guide, by=EDITOR, now=NOW)
    desk.withdraw(edition)
    with desk.database.reading() as session:
        assert open_review(session, guide) is None
        (review,) = reviews_of(session, desk.workspace, guide)
    assert (review.outcome, review.ended_by, review.ended_at) == (Outcome.WITHDRAWN, REVIEWER, NOW)
    assert review.next_review is None


def test_a_learner_adds_nothing(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        desk.add("Calls", CALLS, by=LEARNER)
    with desk.database.reading() as session:
        assert queries.guide_summaries(session, desk.workspace) == []
    assert desk.log() == []


def test_somebody_answers_for_a_guide_from_its_first_edition_on_until_somebody_else_does(desk: Desk) -> None:
    edition = desk.add("Calls", CALLS, owner_person="U7")
    guide = desk.subject(edition).guide_id
    with desk.database.transaction() as session:
        life.set_owner(session, desk.workspace, guide, "U8", by=EDITOR, now=NOW)
        life.set_owner(session, desk.workspace, guide, "U8", by=REVIEWER, now=NOW)
        life.set_owner(session, desk.workspace, guide, None, by=REVIEWER, now=NOW)
    told = [(entry.actor, entry.before, entry.after) for entry in desk.log() if entry.action == "owner changed"]
    assert told == [
        (REVIEWER, {"owner": "U8"}, {"owner": None}),
        (EDITOR, {"owner": "U7"}, {"owner": "U8"}),
        (EDITOR, {"owner": None}, {"owner": "U7"}),
    ]


def test_an_edition_of_another_workspace_is_not_there(desk: Desk) -> None:
    edition = desk.add("Calls", CALLS)
    guide = desk.subject(edition).guide_id
    with desk.database.transaction() as session:
        elsewhere = ensure_workspace(session, "elsewhere", now=NOW)
        for act in (life.submit, life.discard, partial(life.publish, golden_failures=0)):
            with pytest.raises(GuideNotFound):
                act(session, elsewhere, edition, by=OPERATOR, now=NOW)
        with pytest.raises(GuideNotFound):
            life.withdraw(session, elsewhere, guide, by=OPERATOR, reason="It harms.", now=NOW)
        with pytest.raises(GuideNotFound):
            life.set_owner(session, elsewhere, new_id(), "U1", by=OPERATOR, now=NOW)
    assert desk.states(edition) == [S.DRAFT]


def test_drafts_that_wait_side_by_side_have_labels_of_their_own(desk: Desk) -> None:
    editions = [desk.add("Calls", text) for text in (CALLS, VISITS)]
    desk.discard(editions[1])
    editions.append(desk.add("Calls", WALKS))
    found = [(desk.subject(edition).number, desk.subject(edition).label) for edition in editions]
    assert found == [(1, "1"), (2, "2"), (3, "2")]


def test_people_who_add_editions_of_a_new_guide_at_once_add_them_one_after_another(desk: Desk) -> None:
    ready = Barrier(4)

    def add(number: int) -> str:
        ready.wait()
        return desk.add("Calls", f"Call {number} times.")

    with ThreadPoolExecutor(4) as pool:
        added = list(pool.map(add, range(4)))
    assert sorted(desk.subject(edition).number for edition in added) == [1, 2, 3, 4]
    assert len({desk.subject(edition).guide_id for edition in added}) == 1


def test_of_two_editions_published_at_once_readers_see_the_newer(desk: Desk) -> None:
    editions = [desk.add("Calls", CALLS), desk.add("Calls", VISITS)]
    ready = Barrier(2)

    def publish(edition: str) -> EditionState | None:
        ready.wait()
        try:
            return desk.publish(edition)
        except NewerPublished:
            return None

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(publish, editions))
    assert done[1] is S.PUBLISHED
    assert desk.seen() == [editions[1]]
    assert desk.states(editions[0]) == [S.SUPERSEDED if done[0] else S.IN_REVIEW]


@pytest.mark.parametrize("nobody", ["", "x" * 300, "U\x00", "Ben Okri"])
def test_who_is_nobody_answers_for_no_guide(desk: Desk, nobody: str) -> None:
    edition = desk.add("closing.md", "Close.")
    guide = desk.subject(edition).guide_id
    with pytest.raises(PersonUnusable), desk.database.transaction() as session:
        life.set_owner(session, desk.workspace, guide, nobody, by=OPERATOR, now=NOW)
