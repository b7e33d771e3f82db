"""Who may publish an edition: after a second person, and after the golden questions or with a reason."""

from datetime import date

import pytest

from knowledge.errors import GoldenFailed, NotAllowed, ReasonMissing, SecondPersonNeeded, WrongState
from knowledge.guides import life
from knowledge.guides.states import EditionState
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from knowledge.policies.service import set_policy
from knowledge.policies.values import Policy
from storage.workspaces import ensure_workspace
from tests.knowledge.guides.desk import ADMIN, CALLS, EDITOR, OWNER, REVIEWER, VISITS, Desk
from tests.knowledge.library import NOW

DECEMBER = date(2026, 12, 1)
S = EditionState


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
