from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.freshness.service import begin_review
from knowledge.guides.library import (
    LibraryPage,
    ShelfGuide,
    ShelfState,
    library_page,
    lives_of,
    shelf,
    waiting_editions,
)
from knowledge.guides.states import EditionState
from tests.knowledge.guides.desk import EDITOR, OWNER, REVIEWER, Desk
from tests.knowledge.library import NOW

TODAY = NOW.date()


def shelved(desk: Desk) -> dict[str, ShelfGuide]:
    with desk.database.reading() as session:
        return {guide.title: guide for guide in shelf(session, desk.workspace, TODAY)}


def published(desk: Desk, key: str, **details: Any) -> str:
    edition = desk.add(key, f"The text of {key}.", **details)
    desk.publish(edition)
    return edition


def test_each_guide_stands_as_its_review_date_and_its_readers_say(desk: Desk) -> None:
    published(desk, "current")
    published(desk, "overdue", review_date=TODAY - timedelta(days=1))
    published(desk, "due", review_date=TODAY)
    looked_at = desk.subject(published(desk, "looked at", review_date=TODAY)).guide_id
    desk.withdraw(published(desk, "withdrawn", review_date=TODAY))
    desk.add("draft", "Not yet.", review_date=TODAY)
    desk.discard(desk.add("discarded", "Never."))
    with desk.database.transaction() as session:
        begin_review(session, desk.workspace, looked_at, by=REVIEWER, now=NOW)
    assert {title: guide.state for title, guide in shelved(desk).items()} == {
        "current": ShelfState.CURRENT,
        "draft": ShelfState.DRAFT,
        "due": ShelfState.DUE,
        "looked at": ShelfState.UNDER_REVIEW,
        "overdue": ShelfState.OVERDUE,
        "withdrawn": ShelfState.WITHDRAWN,
    }


def test_a_guide_is_shown_as_readers_see_it_and_with_what_is_coming_of_it(desk: Desk) -> None:
    seen = published(desk, "guide", audience="coaches")
    coming = desk.add("guide", "The next text.")
    guide = shelved(desk)["guide"]
    assert (guide.edition_id, guide.audience, guide.waiting) == (seen, "coaches", EditionState.DRAFT)
    desk.submit(coming)
    assert shelved(desk)["guide"].waiting is EditionState.IN_REVIEW
    desk.publish(coming)
    guide = shelved(desk)["guide"]
    assert (guide.edition_id, guide.label, guide.waiting) == (coming, "2", None)


def test_editions_wait_in_the_order_in_which_they_came_into_their_state(desk: Desk) -> None:
    first, second, third = (desk.add(key, key) for key in ("a", "b", "c"))
    desk.submit(second)
    desk.submit(third)
    desk.discard(third)
    published(desk, "d")
    with desk.database.reading() as session:
        waiting = waiting_editions(session, desk.workspace)
    assert [(one.edition_id, one.state, one.by) for one in waiting] == [
        (first, EditionState.DRAFT, EDITOR),
        (second, EditionState.IN_REVIEW, EDITOR),
    ]


def test_the_lives_of_a_guide_s_editions_are_told_step_by_step(desk: Desk) -> None:
    first = published(desk, "guide")
    second = desk.add("guide", "The next text.")
    desk.submit(second)
    desk.send_back(second, "Page 3 is missing.")
    with desk.database.reading() as session:
        lives = lives_of(session, desk.workspace, desk.subject(first).guide_id)
    assert [(life.edition_id, [step.state.value for step in life.steps]) for life in lives] == [
        (second, ["draft", "in_review", "draft"]),
        (first, ["draft", "in_review", "published"]),
    ]
    assert lives[0].steps[-1].reason == "Page 3 is missing."


def test_another_workspace_has_a_library_of_its_own(desk: Desk) -> None:
    published(desk, "guide")
    desk.add("draft", "Not yet.")
    other = "0198a000-0000-7000-8000-000000000000"
    with desk.database.reading() as session:
        assert shelf(session, other, TODAY) == []
        assert waiting_editions(session, other) == []


def guide(title: str, state: ShelfState = ShelfState.CURRENT, **facts: object) -> ShelfGuide:
    values = {"guide_id": title, "key": f"{title}.pdf", "edition_id": "e", "title": title, "label": "1"}
    more = {"owner_person": None, "owner": None, "audience": "everybody", "next_review": date(2027, 1, 1)}
    return ShelfGuide(**{**values, **more, "state": state, **facts})  # type: ignore[arg-type]  # as the fields say


def titles(page: LibraryPage) -> list[str]:
    return [row.title for row in page.rows]


LIBRARY = [
    guide("Closing matches", owner="The Resource Center"),
    guide("Élan and École", ShelfState.DUE, owner_person=OWNER),
    guide("Training mentors", ShelfState.OVERDUE, key="coaching-2026.docx"),
]


@pytest.mark.parametrize(
    ("find", "found"),
    [
        ("", ["Closing matches", "Élan and École", "Training mentors"]),
        ("MATCHES clos", ["Closing matches"]),
        ("école", ["Élan and École"]),
        ("coaching", ["Training mentors"]),
        ("resource", ["Closing matches"]),
        ("amara", ["Élan and École"]),
        ("closing training", []),
    ],
)
def test_guides_are_found_by_words_of_title_key_and_owner(find: str, found: list[str]) -> None:
    assert titles(library_page(LIBRARY, find=find, names={OWNER: "Amara Okafor"})) == found


def test_guides_whose_next_edition_waits_are_found_beside_drafts_that_no_reader_ever_saw() -> None:
    waits = guide("Closing matches", ShelfState.OVERDUE, waiting=EditionState.IN_REVIEW)
    draft = guide("Gifts", ShelfState.DRAFT, waiting=EditionState.DRAFT)
    library = [waits, draft, guide("Training mentors")]
    assert titles(library_page(library, only_awaiting=True)) == ["Closing matches"]
    assert titles(library_page(library, state=ShelfState.DRAFT)) == ["Gifts"]


def test_guides_are_narrowed_to_a_state_and_all_are_counted() -> None:
    page = library_page(LIBRARY, state=ShelfState.DUE)
    assert titles(page) == ["Élan and École"]
    assert page.total == 1
    assert list(page.counts.items()) == [(ShelfState.OVERDUE, 1), (ShelfState.DUE, 1), (ShelfState.CURRENT, 1)]


@given(st.integers(0, 70), st.integers(-5, 99), st.integers(1, 20))
def test_every_page_is_one_that_there_is_and_together_they_are_all(count: int, page: int, size: int) -> None:
    library = [guide(f"Guide {number}") for number in range(count)]
    found = library_page(library, page=page, size=size)
    assert 0 <= found.page < found.pages
    together = [row for number in range(found.pages) for row in library_page(library, page=number, size=size).rows]
    assert together == library
