from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

import pytest
from sqlalchemy.orm import Session

from knowledge.audit.queries import entries
from knowledge.audit.values import EVERYTHING
from knowledge.errors import GuideNotFound, NotAllowed, ReviewDateOver, WrongState
from knowledge.freshness.queries import reminders_due, reviews_of
from knowledge.freshness.service import begin_review, claim_reminder, record_review, reminder_sent
from knowledge.freshness.states import Freshness
from knowledge.freshness.values import Claim, Outcome, Review
from knowledge.guides.queries import edition_facts, guide_summaries
from knowledge.members.roles import MAY, Act, Role
from storage.schema import new_id
from tests.knowledge.freshness.guides import DAY, EDITOR, NOW, TODAY, Shelf

T = TypeVar("T")


def done(shelf: Shelf, act: Callable[[Session], T]) -> T:
    with shelf.database.transaction() as session:
        return act(session)


def begin(shelf: Shelf, guide: str, by: str = EDITOR, asked: date | None = None) -> Review | None:
    return done(shelf, lambda session: begin_review(session, shelf.workspace, guide, by=by, now=NOW, asked=asked))


def review(
    shelf: Shelf,
    guide: str,
    *,
    by: str = EDITOR,
    now: datetime = NOW,
    note: str | None = None,
    next_review: date | None = None,
    asked: date | None = None,
) -> Review | None:
    return done(
        shelf,
        lambda session: record_review(
            session, shelf.workspace, guide, by=by, now=now, note=note, next_review=next_review, asked=asked
        ),
    )


def claim(shelf: Shelf, guide: str, due: date, now: datetime = NOW) -> Claim | None:
    return done(shelf, lambda session: claim_reminder(session, shelf.workspace, guide, due, "U1", now=now))


def due(shelf: Shelf, today: date = TODAY) -> list[tuple[str, date]]:
    with shelf.database.reading() as session:
        return reminders_due(session, shelf.workspace, today)


def written(shelf: Shelf) -> list[tuple[str, str, object, object]]:
    with shelf.database.reading() as session:
        found = entries(session, shelf.workspace, EVERYTHING, limit=50)
    return [(e.actor, e.action, e.before, e.after) for e in found if e.action.startswith("review")]


def test_a_review_without_changes_holds_for_a_year_and_is_written_down(shelf: Shelf) -> None:
    guide = shelf.publish("a.md", TODAY - DAY)
    assert shelf.standing(guide).state is Freshness.OVERDUE
    made = review(shelf, guide, note="  Read all of it.  ")
    assert made is not None
    assert (made.outcome, made.ended_by, made.note) == (Outcome.UNCHANGED, EDITOR, "Read all of it.")
    assert made.next_review == date(2027, 11, 25)
    now = shelf.standing(guide)
    assert (now.state, now.next_review, now.open_review) == (Freshness.CURRENT, made.next_review, None)
    ((actor, action, before, after),) = written(shelf)
    assert (actor, action, before) == (EDITOR, "reviewed", {"next_review": "2026-11-24"})
    assert after == {
        "edition": "1", "edition_id": now.edition_id, "next_review": "2027-11-25", "outcome": "unchanged",
    }  # fmt: skip


def test_what_a_review_says_is_what_citations_and_lists_say(shelf: Shelf) -> None:
    guide = shelf.publish("a.md", TODAY - DAY)
    review(shelf, guide, next_review=TODAY + 90 * DAY)
    with shelf.database.reading() as session:
        (summary,) = guide_summaries(session, shelf.workspace)
        facts = edition_facts(session, [summary.edition_id])[summary.edition_id]
    assert (summary.review_date, facts.review_date) == (TODAY + 90 * DAY, TODAY + 90 * DAY)


def test_a_second_click_on_the_same_day_is_the_same_review(shelf: Shelf) -> None:
    guide = shelf.publish("a.md", TODAY)
    shelf.give("U0OTHER", Role.REVIEWER)
    first = review(shelf, guide)
    assert review(shelf, guide) == first
    assert review(shelf, guide, by="U0OTHER", now=NOW.replace(hour=20)) == first
    assert len(written(shelf)) == 1
    assert review(shelf, guide, now=NOW + DAY) != first


def test_a_guide_is_under_review_from_when_somebody_begins_until_anybody_records_it(shelf: Shelf) -> None:
    guide = shelf.publish("a.md", TODAY)
    shelf.give("U0OTHER", Role.REVIEWER)
    begun = begin(shelf, guide)
    assert begun is not None
    assert shelf.standing(guide).state is Freshness.UNDER_REVIEW
    assert shelf.standing(guide).open_review == begun
    assert begin(shelf, guide, by="U0OTHER") == begun
    ended = review(shelf, guide, by="U0OTHER")
    assert ended is not None
    assert (ended.id, ended.begun_by, ended.ended_by) == (begun.id, EDITOR, "U0OTHER")
    assert shelf.standing(guide).state is Freshness.CURRENT
    assert [action for _, action, _, _ in written(shelf)] == ["reviewed", "review begun"]


def test_a_new_edition_ends_the_review_and_says_itself_until_when_it_holds(shelf: Shelf) -> None:
    guide = shelf.publish("a.md", TODAY)
    review(shelf, guide, next_review=TODAY + 200 * DAY)
    begin(shelf, guide)
    shelf.publish("a.md", TODAY + 10 * DAY, text="Call the mentor every week.")
    now = shelf.standing(guide)
    assert (now.state, now.next_review, now.label) == (Freshness.DUE, TODAY + 10 * DAY, "2")
    with shelf.database.reading() as session:
        newest = reviews_of(session, shelf.workspace, guide)[0]
    assert (newest.outcome, newest.next_review) == (Outcome.REPLACED, None)


def test_a_withdrawn_guide_is_neither_reviewed_nor_reminded_of(shelf: Shelf) -> None:
    guide = shelf.publish("a.md", TODAY)
    shelf.withdraw(guide)
    assert shelf.standing(guide).state is Freshness.WITHDRAWN
    assert due(shelf) == []
    for act in (begin, review):
        with pytest.raises(WrongState):
            act(shelf, guide)


def test_a_guide_that_is_not_there_can_not_be_reviewed(shelf: Shelf) -> None:
    for act in (begin, review):
        with pytest.raises(GuideNotFound):
            act(shelf, new_id())


@pytest.mark.parametrize("day", [TODAY, TODAY - DAY])
def test_the_next_review_has_to_lie_ahead(shelf: Shelf, day: date) -> None:
    guide = shelf.publish("a.md", TODAY)
    with pytest.raises(ReviewDateOver):
        review(shelf, guide, next_review=day)
    assert written(shelf) == []


@pytest.mark.parametrize("role", list(Role))
def test_who_may_record_reviews_may_begin_them(shelf: Shelf, role: Role) -> None:
    guide = shelf.publish("a.md", TODAY)
    shelf.give("U1", role)
    for act in (begin, review):
        if Act.RECORD_REVIEW in MAY[role]:
            assert act(shelf, guide, by="U1") is not None
        else:
            with pytest.raises(NotAllowed):
                act(shelf, guide, by="U1")


def test_whoever_answers_for_a_guide_may_review_it_whatever_the_role_and_no_other_guide(shelf: Shelf) -> None:
    hers, other = shelf.publish("a.md", TODAY, owner="U1"), shelf.publish("b.md", TODAY, owner="U2")
    shelf.give("U1", Role.LEARNER)
    for act in (begin, review):
        assert act(shelf, hers, by="U1") is not None
        with pytest.raises(NotAllowed):
            act(shelf, other, by="U1")


def test_a_button_of_a_reminder_that_is_no_longer_true_changes_nothing(shelf: Shelf) -> None:
    guide = shelf.publish("a.md", TODAY)
    assert begin(shelf, guide, asked=TODAY - DAY) is None
    assert review(shelf, guide, asked=TODAY) is not None
    assert review(shelf, guide, asked=TODAY, now=NOW + DAY) is None
    assert begin(shelf, guide, asked=TODAY) is None
    assert len(written(shelf)) == 1


def test_guides_that_are_due_or_overdue_are_reminded_of_once_for_each_date(shelf: Shelf) -> None:
    shelf.publish("none.md")
    later = shelf.publish("later.md", TODAY + 31 * DAY)
    soon, over = shelf.publish("soon.md", TODAY + 30 * DAY), shelf.publish("over.md", TODAY - DAY)
    assert due(shelf) == [(over, TODAY - DAY), (soon, TODAY + 30 * DAY)]
    assert claim(shelf, over, TODAY - DAY) == Claim(NOW, first=True)
    assert claim(shelf, over, TODAY - DAY, now=NOW + DAY) == Claim(NOW, first=False)
    assert (over, TODAY - DAY) in due(shelf)
    done(shelf, lambda session: reminder_sent(session, over, TODAY - DAY, now=NOW))
    assert due(shelf) == [(soon, TODAY + 30 * DAY)]
    assert claim(shelf, over, TODAY - DAY) is None
    review(shelf, over)
    a_year_later = [(soon, TODAY + 30 * DAY), (later, TODAY + 31 * DAY), (over, date(2027, 11, 25))]
    assert due(shelf, date(2027, 11, 1)) == a_year_later


def test_a_guide_that_somebody_reviews_is_not_reminded_of(shelf: Shelf) -> None:
    guide = shelf.publish("a.md", TODAY)
    begin(shelf, guide)
    assert due(shelf) == []
    assert claim(shelf, guide, TODAY) is None


def test_the_guides_of_another_workspace_are_neither_seen_nor_reviewed(shelf: Shelf) -> None:
    guide = shelf.publish("a.md", TODAY)
    elsewhere = new_id()
    with shelf.database.reading() as session:
        assert reminders_due(session, elsewhere, TODAY) == []
        assert reviews_of(session, elsewhere, guide) == []
    with pytest.raises(NotAllowed):
        done(shelf, lambda session: record_review(session, elsewhere, guide, by=EDITOR, now=NOW))
