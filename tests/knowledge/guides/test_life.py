from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial
from threading import Barrier

import pytest

from knowledge.errors import (
    GoldenFailed,
    GuideNotFound,
    NewerPublished,
    NotAllowed,
    PersonUnusable,
    ReasonMissing,
    SameContent,
    SecondPersonNeeded,
    WrongState,
)
from knowledge.freshness.queries import open_review, reviews_of
from knowledge.freshness.service import begin_review
from knowledge.freshness.values import Outcome
from knowledge.guides import life, queries
from knowledge.guides.states import OVERTAKEN, EditionState
from knowledge.guides.steps import due_editions
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from knowledge.policies.service import set_policy
from knowledge.policies.values import Policy
from storage.database import Database
from storage.schema import new_id
from storage.workspaces import ensure_workspace
from tests.knowledge.guides.desk import ADMIN, EDITOR, LEARNER, OWNER, REVIEWER, Desk
from tests.knowledge.library import NOW

CALLS, VISITS, WALKS = "Call twice a month.", "Visit once a month.", "Walk once a week."
DECEMBER = date(2026, 12, 1)
IN_DECEMBER = NOW.replace(month=12)
S = EditionState


@pytest.fixture
def desk(database: Database) -> Desk:
    """A workspace with a person of each role, and no guide."""
    return Desk.open(database)


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


@pytest.mark.parametrize("who", [OWNER, ADMIN])
def test_who_added_an_edition_does_not_publish_it_unless_the_workspace_turns_that_off(desk: Desk, who: str) -> None:
    edition = desk.add("Calls", CALLS, by=who)
    with pytest.raises(SecondPersonNeeded) as refused:
        desk.publish(edition, by=who)
    assert (refused.value, desk.states(edition), desk.seen()) == (SecondPersonNeeded(who), [S.IN_REVIEW], [])
    with desk.database.transaction() as session:
        set_policy(session, desk.workspace, Policy(second_person=False), schemes=(), by=OWNER, now=NOW)
    assert desk.publish(edition, by=who) is S.PUBLISHED


def test_who_was_given_the_role_of_a_reviewer_since_does_not_publish_her_own_edition(desk: Desk) -> None:
    edition = desk.add("Calls", CALLS)
    desk.submit(edition)
    with desk.database.transaction() as session:
        give_role(session, desk.workspace, EDITOR, Role.REVIEWER, by=OWNER, now=NOW)
    with pytest.raises(SecondPersonNeeded):
        desk.publish(edition, by=EDITOR)


def test_a_draft_that_nobody_sent_into_review_is_not_published_where_a_second_person_has_to_look_at_it(
    desk: Desk,
) -> None:
    edition, later = desk.add("Calls", CALLS), desk.add("Visits", VISITS, effective_date=DECEMBER)

    def publish(edition: str, by: str) -> EditionState:
        with desk.database.transaction() as session:
            return life.publish(session, desk.workspace, edition, by=by, now=NOW, golden_failures=0)

    for one, called in ((edition, "Calls (1)"), (later, "Visits (1)")):
        with pytest.raises(WrongState) as refused:
            publish(one, OWNER)
        assert refused.value == WrongState(called, "draft", "published")
    assert desk.states(edition, later) == [S.DRAFT, S.DRAFT]
    assert publish(edition, OPERATOR) is S.PUBLISHED
    with desk.database.transaction() as session:
        set_policy(session, desk.workspace, Policy(second_person=False), schemes=(), by=OWNER, now=NOW)
    assert publish(later, REVIEWER) is S.SCHEDULED


def test_the_same_file_in_another_workspace_keeps_nothing_back(desk: Desk) -> None:
    desk.publish(desk.add("Calls", CALLS))
    with desk.database.transaction() as session:
        elsewhere = ensure_workspace(session, "elsewhere", now=NOW)
    there = Desk(desk.database, elsewhere)
    assert there.publish(there.add("Copy", CALLS, by=OPERATOR), by=OPERATOR) is S.PUBLISHED


def test_the_operator_publishes_what_the_command_line_took_in(desk: Desk) -> None:
    assert desk.publish(desk.add("Calls", CALLS, by=OPERATOR), by=OPERATOR) is S.PUBLISHED


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


def test_before_the_slow_work_it_is_asked_whether_one_may_publish(desk: Desk) -> None:
    edition = desk.add("Calls", CALLS, by=ADMIN)
    desk.submit(edition)
    with desk.database.reading() as session:
        life.require_publishable(session, desk.workspace, edition, by=REVIEWER)
        with pytest.raises(SecondPersonNeeded):
            life.require_publishable(session, desk.workspace, edition, by=ADMIN)
        with pytest.raises(NotAllowed):
            life.require_publishable(session, desk.workspace, edition, by=EDITOR)
    desk.publish(edition)
    with desk.database.reading() as session, pytest.raises(WrongState):
        life.require_publishable(session, desk.workspace, edition, by=REVIEWER)


def test_an_edition_with_a_later_date_waits_for_it(desk: Desk) -> None:
    first = desk.add("Calls", CALLS)
    desk.publish(first)
    second = desk.add("Calls", VISITS, effective_date=DECEMBER)
    assert desk.publish(second) is desk.publish(second) is S.SCHEDULED
    assert desk.publish_scheduled(second, NOW) is S.SCHEDULED
    assert desk.seen() == [first]
    with desk.database.reading() as session:
        assert due_editions(session, desk.workspace, DECEMBER - timedelta(days=1)) == []
        assert due_editions(session, desk.workspace, DECEMBER) == [second]
    assert desk.publish_scheduled(second, IN_DECEMBER) is desk.publish_scheduled(second, IN_DECEMBER) is S.PUBLISHED
    assert (desk.states(first, second), desk.seen()) == ([S.SUPERSEDED, S.PUBLISHED], [second])
    assert (desk.log()[0].actor, desk.log()[0].before) == (REVIEWER, {"state": "scheduled"})
    with desk.database.reading() as session:
        assert due_editions(session, desk.workspace, DECEMBER) == []


def test_editions_whose_date_has_come_are_published_in_the_order_of_their_dates(desk: Desk) -> None:
    late = desk.add("Calls", CALLS, effective_date=DECEMBER + timedelta(days=2))
    soon = desk.add("Visits", VISITS, effective_date=DECEMBER)
    for edition in (late, soon):
        desk.publish(edition)
    with desk.database.reading() as session:
        assert due_editions(session, desk.workspace, DECEMBER + timedelta(days=9)) == [soon, late]


def test_an_edition_that_was_overtaken_while_it_waited_takes_nobody_back(desk: Desk) -> None:
    waiting = desk.add("Calls", CALLS, effective_date=DECEMBER)
    desk.publish(waiting)
    newer = desk.add("Calls", VISITS)
    desk.publish(newer)
    assert desk.states(waiting) == [S.DISCARDED]
    with desk.database.reading() as session:
        assert life.steps_of(session, waiting)[-1].reason == OVERTAKEN
    assert desk.publish_scheduled(waiting, IN_DECEMBER) is S.DISCARDED
    assert desk.seen() == [newer]


def test_an_edition_that_waits_outlives_an_older_one_that_is_published_meanwhile(desk: Desk) -> None:
    older, waiting = desk.add("Calls", CALLS), desk.add("Calls", VISITS, effective_date=DECEMBER)
    desk.publish(waiting)
    desk.publish(older)
    assert desk.publish_scheduled(waiting, IN_DECEMBER) is S.PUBLISHED
    assert desk.seen() == [waiting]


def test_a_guide_that_was_withdrawn_does_not_come_back_on_the_day_of_its_next_edition(desk: Desk) -> None:
    first, waiting = desk.add("Calls", CALLS), desk.add("Calls", VISITS, effective_date=DECEMBER)
    desk.publish(first)
    desk.publish(waiting)
    desk.withdraw(first)
    assert desk.states(first, waiting) == [S.WITHDRAWN, S.DRAFT]
    assert desk.publish_scheduled(waiting, IN_DECEMBER) is S.DRAFT
    assert desk.seen() == []


def test_failing_golden_questions_keep_an_edition_back_unless_an_admin_overrides_them_with_a_reason(desk: Desk) -> None:
    edition = desk.add("Calls", CALLS)
    with pytest.raises(GoldenFailed) as refused:
        desk.publish(edition, golden_failures=2)
    assert refused.value == GoldenFailed(2)
    with pytest.raises(NotAllowed):
        desk.publish(edition, golden_failures=2, override="They are old.")
    with pytest.raises(ReasonMissing):
        desk.publish(edition, by=ADMIN, golden_failures=2, override="  ")
    assert desk.states(edition) == [S.IN_REVIEW]
    assert desk.publish(edition, by=ADMIN, golden_failures=2, override="They are old.") is S.PUBLISHED
    published, overridden, *_ = desk.log()
    assert (published.action, overridden.action) == ("published", "golden questions overridden")
    assert overridden.after == {"edition": "1", "edition_id": edition, "failures": 2, "reason": "They are old."}


def test_who_added_an_edition_overrides_golden_questions_once_a_second_person_has_approved_it(desk: Desk) -> None:
    edition = desk.add("calls.md", "We call every month.", by=OWNER)
    desk.submit(edition)
    with pytest.raises(SecondPersonNeeded):
        desk.publish(edition, by=OWNER, golden_failures=1, override="The question is out of date.")
    with pytest.raises(GoldenFailed):
        desk.publish(edition, by=REVIEWER, golden_failures=1)
    assert [approve(desk, edition, by) for by in (OWNER, REVIEWER, REVIEWER)] == [False, True, False]
    with pytest.raises(GoldenFailed):
        desk.publish(edition, by=OWNER, golden_failures=1)
    with pytest.raises(NotAllowed):
        desk.publish(edition, by=REVIEWER, golden_failures=1, override="The question is out of date.")
    desk.publish(edition, by=OWNER, golden_failures=1, override="The question is out of date.")
    assert desk.seen() == [edition]
    log = [(entry.actor, entry.action) for entry in reversed(desk.log())]
    assert [line for line in log if line[1] in {"approved", "golden questions overridden", "published"}] == [
        (REVIEWER, "approved"),
        (OWNER, "golden questions overridden"),
        (OWNER, "published"),
    ]


def test_an_approval_ends_with_the_review_in_which_it_was_given(desk: Desk) -> None:
    edition = desk.add("calls.md", "We call every month.", by=OWNER)
    assert not approve(desk, edition, REVIEWER)
    desk.submit(edition)
    assert approve(desk, edition, REVIEWER)
    desk.send_back(edition)
    desk.submit(edition)
    with pytest.raises(SecondPersonNeeded):
        desk.publish(edition, by=OWNER)


def test_who_may_not_publish_approves_nothing(desk: Desk) -> None:
    edition = desk.add("calls.md", "We call every month.", by=OWNER)
    desk.submit(edition)
    with pytest.raises(NotAllowed):
        approve(desk, edition, EDITOR)


def approve(desk: Desk, edition: str, by: str) -> bool:
    with desk.database.transaction() as session:
        return life.approve(session, desk.workspace, edition, by=by, now=NOW)


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


def test_a_reason_is_asked_for_where_something_is_taken_away(desk: Desk) -> None:
    edition = desk.add("Calls", CALLS)
    desk.submit(edition)
    with pytest.raises(ReasonMissing) as refused:
        desk.send_back(edition, reason="")
    assert refused.value == ReasonMissing("sent back")
    desk.publish(edition)
    with pytest.raises(ReasonMissing) as refused:
        desk.withdraw(edition, reason=" \n")
    assert refused.value == ReasonMissing("withdrawn")
    assert desk.seen() == [edition]


def test_what_readers_do_not_see_is_not_withdrawn(desk: Desk) -> None:
    edition = desk.add("Calls", CALLS)
    with pytest.raises(WrongState) as refused:
        desk.withdraw(edition)
    assert refused.value == WrongState("Calls (1)", "draft", "withdrawn")
    desk.publish(edition)
    desk.withdraw(edition)
    desk.add("Calls", VISITS)
    with pytest.raises(WrongState) as refused:
        desk.withdraw(edition)
    assert refused.value == WrongState("Calls (1)", "withdrawn", "withdrawn")


def test_an_editor_gives_up_her_own_edition_and_a_reviewer_anybodys(desk: Desk) -> None:
    own, another, third = desk.add("A", CALLS), desk.add("B", VISITS, by=ADMIN), desk.add("C", WALKS)
    desk.discard(own)
    with pytest.raises(NotAllowed):
        desk.discard(another)
    desk.discard(third, by=REVIEWER)
    assert desk.states(own, another, third) == [S.DISCARDED, S.DRAFT, S.DISCARDED]
    with pytest.raises(WrongState):
        desk.discard(own)


def test_who_was_an_editor_gives_up_nothing_any_more(desk: Desk) -> None:
    own = desk.add("Calls", CALLS)
    with desk.database.transaction() as session:
        give_role(session, desk.workspace, EDITOR, Role.LEARNER, by=OWNER, now=NOW)
    with pytest.raises(NotAllowed):
        desk.discard(own)


def test_an_edition_that_was_published_is_neither_sent_back_nor_given_up(desk: Desk) -> None:
    edition = desk.add("Calls", CALLS)
    desk.publish(edition)
    for act in (desk.submit, desk.send_back, desk.discard):
        with pytest.raises(WrongState):
            act(edition)
    with pytest.raises(WrongState):
        desk.discard(edition, by=REVIEWER)
    assert (desk.states(edition), desk.seen()) == ([S.PUBLISHED], [edition])


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


@pytest.mark.parametrize("nothing", ["", "  ", "\u200b", "\x00"])
def test_a_reason_that_nobody_can_see_is_none(desk: Desk, nothing: str) -> None:
    edition = desk.add("closing.md", "Close.", by=OPERATOR)
    desk.publish(edition, by=OPERATOR)
    with pytest.raises(ReasonMissing):
        desk.withdraw(edition, reason=nothing)
    assert desk.states(edition) == [S.PUBLISHED]


def test_a_reason_is_kept_as_it_can_be_stored_and_to_its_limit(desk: Desk) -> None:
    edition = desk.add("closing.md", "Close.", by=OPERATOR)
    desk.publish(edition, by=OPERATOR)
    desk.withdraw(edition, reason="It\x00harms. " + "x" * 2_000)
    with desk.database.reading() as session:
        kept = life.steps_of(session, edition)[-1].reason or ""
    assert (kept[:10], len(kept)) == ("It harms. ", 1_000)


@pytest.mark.parametrize("nobody", ["", "x" * 300, "U\x00", "Ben Okri"])
def test_who_is_nobody_answers_for_no_guide(desk: Desk, nobody: str) -> None:
    edition = desk.add("closing.md", "Close.")
    guide = desk.subject(edition).guide_id
    with pytest.raises(PersonUnusable), desk.database.transaction() as session:
        life.set_owner(session, desk.workspace, guide, nobody, by=OPERATOR, now=NOW)


def test_what_was_scheduled_is_kept_back_by_golden_questions_unless_a_reason_was_given_then(desk: Desk) -> None:
    bare, overridden = (desk.add(key, f"{key}.", effective_date=IN_DECEMBER.date()) for key in ("a.md", "b.md"))
    for edition in (bare, overridden):
        desk.submit(edition)
    desk.publish(bare, by=ADMIN)
    desk.publish(overridden, by=ADMIN, golden_failures=1, override=" They are old. ")
    with pytest.raises(GoldenFailed):
        desk.publish_scheduled(bare, IN_DECEMBER, golden_failures=2)
    assert desk.publish_scheduled(overridden, IN_DECEMBER, golden_failures=2) is S.PUBLISHED
    assert desk.publish_scheduled(bare, IN_DECEMBER) is S.PUBLISHED
    with desk.database.reading() as session:
        assert [step.reason for step in life.steps_of(session, overridden)][-2:] == ["They are old.", None]
