"""An edition with a date to come waits for it, and meanwhile others may be published or withdrawn."""

from datetime import date, timedelta

import pytest

from knowledge.errors import GoldenFailed
from knowledge.guides import life
from knowledge.guides.states import OVERTAKEN, EditionState
from knowledge.guides.steps import due_editions
from tests.knowledge.guides.desk import ADMIN, CALLS, REVIEWER, VISITS, Desk
from tests.knowledge.library import NOW

DECEMBER = date(2026, 12, 1)
IN_DECEMBER = NOW.replace(month=12)
S = EditionState


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
