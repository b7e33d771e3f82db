"""Details that an edition was to have as its guide has them, and that the guide has otherwise since."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from ingestion.given import GivenDetails
from ingestion.intake import Drafted
from ingestion.uploads import service
from ingestion.uploads.values import AsGuide
from knowledge.errors import DetailsMoved
from knowledge.evidence.values import Evidence
from knowledge.guides.models import Edition
from knowledge.guides.states import EditionState
from tests.databases import on_both
from tests.ingestion.intake_desk import CALLS, WEEKLY, Desk
from tests.ingestion.intake_desk import desk as desk
from tests.ingestion.intake_desk import sandbox as sandbox
from tests.ingestion.uploads.desk import BEN, NOW

YEARLY = CALLS.replace(b"month", b"year")
ALL = ("title", "audience", "evidence")


def handed_in(desk: Desk, first: Drafted, kept: tuple[str, ...], **given: Any) -> Drafted:
    """A new edition that was handed in by a form which left these details as the guide had them."""
    said = GivenDetails(**given)
    drafted = desk.draft(WEEKLY, guide=first.guide_id, given=said)
    edition, as_guide = drafted.edition_id, AsGuide(first.edition_id, kept)
    with desk.database.transaction() as session:
        service.begin(
            session,
            desk.workspace,
            edition,
            person=BEN,
            name="calls.md",
            source="slack:F1",
            given=said,
            guide_id=first.guide_id,
            as_guide=as_guide,
            now=NOW,
        )
        service.stored(
            session, desk.workspace, edition, guide_id=first.guide_id, edition_id=edition, passages=2, now=NOW
        )
    return drafted


CHANGES: Mapping[str, Mapping[str, Any]] = {
    "title": {"title": "Calls, said better"},
    "audience": {"audience": "channels:C0SECRET"},
    "evidence": {"evidence": Evidence("effectiveness", "no_effects")},
}


@pytest.mark.parametrize("name", ALL)
def test_an_edition_is_kept_back_where_another_has_changed_what_it_was_to_have_as_its_guide(
    desk: Desk, name: str
) -> None:
    first = desk.published(CALLS)
    between = desk.draft(YEARLY, guide=first.guide_id, given=GivenDetails(**CHANGES[name]))
    edition = handed_in(desk, first, ALL)
    assert desk.publish(between) is EditionState.PUBLISHED
    assert desk.publish(edition) == DetailsMoved(f"{edition.title} (3)", (name,))
    assert desk.state(edition) is EditionState.IN_REVIEW


@pytest.mark.parametrize("name", ALL)
def test_what_was_said_of_an_edition_holds_whatever_another_has_changed(desk: Desk, name: str) -> None:
    first = desk.published(CALLS)
    between = desk.draft(YEARLY, guide=first.guide_id, given=GivenDetails(**CHANGES[name]))
    edition = handed_in(desk, first, tuple(one for one in ALL if one != name))
    assert desk.publish(between) is EditionState.PUBLISHED
    assert desk.publish(edition) is EditionState.PUBLISHED


def test_an_edition_that_has_the_guides_new_details_by_itself_is_published(desk: Desk) -> None:
    first = desk.published(CALLS)
    between = desk.draft(YEARLY, guide=first.guide_id, given=GivenDetails(**CHANGES["audience"]))
    edition = handed_in(desk, first, ALL, **CHANGES["audience"])
    assert desk.publish(between) is EditionState.PUBLISHED
    assert desk.publish(edition) is EditionState.PUBLISHED
    assert desk.publish(edition) is EditionState.PUBLISHED


@on_both
def test_a_scheduled_edition_is_kept_back_on_its_day_for_the_same_reason(desk: Desk) -> None:
    first = desk.published(CALLS)
    between = desk.draft(YEARLY, guide=first.guide_id, given=GivenDetails(**CHANGES["audience"]))
    edition = handed_in(desk, first, ALL, effective_date=date(2999, 1, 1))
    assert desk.publish(edition) is EditionState.SCHEDULED
    assert desk.publish(between) is EditionState.PUBLISHED
    with desk.database.transaction() as session:
        session.execute(update(Edition).where(Edition.id == edition.edition_id).values(effective_date=date(2020, 1, 1)))
    due = desk.intake.switch_due(desk.workspace)
    assert due == {edition.edition_id: DetailsMoved(f"{edition.title} (3)", ("audience",))}
    assert desk.state(edition) is EditionState.SCHEDULED
