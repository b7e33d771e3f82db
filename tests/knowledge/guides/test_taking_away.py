"""What is withdrawn, sent back or given up: by whom, with what reason, and what can't be."""

import pytest

from knowledge.errors import NotAllowed, ReasonMissing, WrongState
from knowledge.guides import life
from knowledge.guides.states import EditionState
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from tests.knowledge.guides.desk import ADMIN, CALLS, EDITOR, OWNER, REVIEWER, VISITS, WALKS, Desk
from tests.knowledge.library import NOW

S = EditionState


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
