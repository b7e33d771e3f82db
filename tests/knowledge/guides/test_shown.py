"""Which edition of a guide is shown: the one that readers see, or saw last, whatever its number."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from knowledge.freshness.queries import review_of, reviews_of
from knowledge.freshness.service import record_review
from knowledge.freshness.states import Freshness
from knowledge.guides.library import ShelfState, shelf
from knowledge.guides.models import Edition, Guide
from knowledge.guides.queries import guide_summaries
from knowledge.guides.service import content_hash, standing
from knowledge.guides.shown import shown_edition
from knowledge.guides.steps import subject_last_published
from tests.knowledge.guides.desk import REVIEWER, Desk
from tests.knowledge.library import NOW

TODAY = NOW.date()
OVER, FAR = date(2026, 10, 1), date(2030, 1, 1)


@pytest.fixture
def older_again(desk: Desk) -> str:
    """An edition that readers see after a newer one was withdrawn from them."""
    desk.publish(desk.add("Calls", "One."))
    second = desk.add("Calls", "Two.", review_date=OVER)
    third = desk.add("Calls", "Three.", review_date=FAR)
    desk.publish(third, now=NOW + timedelta(minutes=1))
    desk.withdraw(third)
    desk.publish(second, now=NOW + timedelta(minutes=2))
    return second


def shown_everywhere(desk: Desk, guide_id: str) -> list[str]:
    with desk.database.reading() as session:
        (summary,) = guide_summaries(session, desk.workspace)
        (shelved,) = shelf(session, desk.workspace, TODAY)
        stands = review_of(session, desk.workspace, guide_id, TODAY)
        subject = subject_last_published(session, desk.workspace, guide_id)
        shown = session.scalar(select(shown_edition()).select_from(Guide).where(Guide.id == guide_id))
    assert stands is not None
    assert shown is not None
    return [summary.edition_id, shelved.edition_id, stands.edition_id, subject.edition_id, shown]


def is_same(desk: Desk, text: str) -> bool:
    """Whether a file with this text is what is shown of the guide already."""
    with desk.database.transaction() as session:
        content = content_hash(text.encode())
        found = standing(
            session, desk.workspace, keys=["Calls"], source_path=None, content=content, details="", gone=(), now=NOW
        )
    return found.same_edition is not None


def test_an_older_edition_that_followed_a_withdrawn_newer_one_is_shown_everywhere(desk: Desk, older_again: str) -> None:
    guide_id = desk.subject(older_again).guide_id
    assert shown_everywhere(desk, guide_id) == [older_again] * 5
    with desk.database.reading() as session:
        (shelved,) = shelf(session, desk.workspace, TODAY)
        stands = review_of(session, desk.workspace, guide_id, TODAY)
    assert shelved.state is ShelfState.OVERDUE
    assert stands is not None
    assert stands.state is Freshness.OVERDUE


def test_after_it_was_withdrawn_too_it_is_still_the_one_that_readers_saw_last(desk: Desk, older_again: str) -> None:
    desk.withdraw(older_again)
    guide_id = desk.subject(older_again).guide_id
    desk.add("Calls", "Four.")
    assert shown_everywhere(desk, guide_id) == [older_again] * 5


def test_a_review_is_of_the_edition_that_readers_see(desk: Desk, older_again: str) -> None:
    guide_id = desk.subject(older_again).guide_id
    with desk.database.transaction() as session:
        record_review(session, desk.workspace, guide_id, by=REVIEWER, now=NOW)
        assert [review.edition_id for review in reviews_of(session, desk.workspace, guide_id)] == [older_again]


def test_a_file_is_unchanged_only_where_it_is_what_readers_see(desk: Desk, older_again: str) -> None:
    assert is_same(desk, "Two.")
    assert not is_same(desk, "Three.")


def test_nothing_is_shown_of_a_guide_that_was_never_published(desk: Desk) -> None:
    edition = desk.add("Calls", "One.")
    with desk.database.reading() as session:
        assert session.scalar(select(shown_edition()).select_from(Guide)) is None
        assert subject_last_published(session, desk.workspace, desk.subject(edition).guide_id).edition_id == edition
        assert session.scalar(select(Edition.id).join(Guide, Edition.id == shown_edition())) is None
