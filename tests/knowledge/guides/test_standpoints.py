"""What others did since somebody decided on an edition keeps it from readers."""

from datetime import timedelta

import pytest

from knowledge.errors import DecidedAnew, KnowledgeError, NotAllowed, ReadersMoved, WrongState
from knowledge.guides import life
from knowledge.guides.standpoints import Standpoint, standpoint
from knowledge.guides.states import EditionState
from tests.databases import on_both
from tests.knowledge.guides.desk import CALLS, LEARNER, OWNER, REVIEWER, VISITS, WALKS, Desk
from tests.knowledge.library import NOW

S = EditionState


def stands(desk: Desk, edition: str) -> Standpoint:
    with desk.database.reading() as session:
        return standpoint(session, desk.workspace, edition)


def published(desk: Desk, edition: str, decided: Standpoint, by: str = REVIEWER) -> EditionState | KnowledgeError:
    try:
        with desk.database.transaction() as session:
            return life.publish(session, desk.workspace, edition, by=by, now=NOW, golden_failures=0, decided=decided)
    except KnowledgeError as error:
        return error


def in_review(desk: Desk, text: str) -> str:
    edition = desk.add("Calls", text)
    desk.submit(edition)
    return edition


@on_both
def test_an_edition_that_stands_as_it_stood_is_published_and_told_so_when_it_is_done_again(desk: Desk) -> None:
    desk.publish(desk.add("Calls", CALLS))
    edition = in_review(desk, VISITS)
    decided = stands(desk, edition)
    assert [published(desk, edition, decided) for _ in range(2)] == [S.PUBLISHED] * 2


def test_an_edition_that_was_sent_back_and_submitted_again_has_to_be_decided_on_anew(desk: Desk) -> None:
    edition = in_review(desk, CALLS)
    decided = stands(desk, edition)
    desk.send_back(edition)
    desk.submit(edition)
    assert published(desk, edition, decided) == DecidedAnew("Calls (1)", "in_review")
    assert published(desk, edition, stands(desk, edition)) is S.PUBLISHED


def test_a_guide_that_was_withdrawn_since_does_not_come_back(desk: Desk) -> None:
    first = desk.add("Calls", CALLS)
    desk.publish(first)
    edition = in_review(desk, VISITS)
    decided = stands(desk, edition)
    desk.withdraw(first)
    assert published(desk, edition, decided) == ReadersMoved("Calls (2)", None)
    assert published(desk, edition, stands(desk, edition)) is S.PUBLISHED


def test_a_guide_that_came_back_and_was_withdrawn_again_since_stays_away(desk: Desk) -> None:
    desk.publish(desk.add("Calls", CALLS))
    second, third = in_review(desk, VISITS), in_review(desk, WALKS)
    withdrawn = desk.seen()[0]
    desk.withdraw(withdrawn)
    decided = stands(desk, third)
    desk.publish(second)
    with desk.database.transaction() as session:
        guide, later = desk.subject(second).guide_id, NOW + timedelta(minutes=1)
        life.withdraw(session, desk.workspace, guide, by=REVIEWER, reason="It harms.", now=later)
    assert published(desk, third, decided) == ReadersMoved("Calls (3)", None)


def test_who_sees_another_edition_since_is_not_led_on_by_an_earlier_decision(desk: Desk) -> None:
    desk.publish(desk.add("Calls", CALLS))
    second, third = in_review(desk, VISITS), in_review(desk, WALKS)
    decided = stands(desk, third)
    desk.publish(second)
    assert published(desk, third, decided) == ReadersMoved("Calls (3)", "2")


def test_whose_role_does_not_allow_it_is_told_just_that(desk: Desk) -> None:
    edition = in_review(desk, CALLS)
    decided = stands(desk, edition)
    desk.send_back(edition)
    assert isinstance(published(desk, edition, decided, by=LEARNER), NotAllowed)


def test_an_edition_that_readers_see_no_more_is_not_withdrawn_in_place_of_the_one_that_they_see(desk: Desk) -> None:
    first, second = desk.add("Calls", CALLS), desk.add("Calls", VISITS)
    desk.publish(first)
    desk.publish(second)
    guide = desk.subject(first).guide_id
    with pytest.raises(WrongState) as refused, desk.database.transaction() as session:
        life.withdraw(session, desk.workspace, guide, by=OWNER, reason="It harms.", now=NOW, meant=first)
    assert refused.value == WrongState("Calls (1)", "superseded", "withdrawn")
    assert desk.states(first, second) == [S.SUPERSEDED, S.PUBLISHED]
    with desk.database.transaction() as session:
        life.withdraw(session, desk.workspace, guide, by=OWNER, reason="It harms.", now=NOW, meant=second)
    assert desk.states(second) == [S.WITHDRAWN]


def test_an_edition_that_another_has_approved_since_stands_as_it_stood(desk: Desk) -> None:
    edition = in_review(desk, CALLS)
    decided = stands(desk, edition)
    with desk.database.transaction() as session:
        assert life.approve(session, desk.workspace, edition, by=REVIEWER, now=NOW)
    assert published(desk, edition, decided, by=OWNER) is S.PUBLISHED
