"""Selects over reviews and reminders. The expressions are for statements about guides and the edition shown of each."""

from datetime import date

from sqlalchemy import ColumnElement, case, exists, func, select
from sqlalchemy.orm import Session

from knowledge.freshness.models import GuideReviewRow, ReminderRow
from knowledge.freshness.states import Freshness, due_until, freshness
from knowledge.freshness.values import GuideFreshness, Outcome, Review
from knowledge.guides.models import ActiveEdition, Edition, Guide
from knowledge.guides.shown import shown_edition


def next_review() -> ColumnElement[date | None]:
    """Until when an edition holds, in a statement from ``Edition``."""
    reviewed = (
        select(GuideReviewRow.next_review)
        .where(GuideReviewRow.guide_id == Edition.guide_id, GuideReviewRow.edition_id == Edition.id)
        .where(GuideReviewRow.ended_at.is_not(None), GuideReviewRow.next_review.is_not(None))
        .order_by(GuideReviewRow.ended_at.desc())
        .limit(1)
        .correlate(Edition)
        .scalar_subquery()
    )
    return func.coalesce(reviewed, Edition.review_date)


def is_under_review() -> ColumnElement[bool]:
    """Whether somebody reviews a guide, in a statement from ``Guide``."""
    return exists().where(GuideReviewRow.guide_id == Guide.id, GuideReviewRow.ended_at.is_(None)).correlate(Guide)


def freshness_state(today: date) -> ColumnElement[str]:
    """The value of a guide's ``Freshness``, in a statement from ``Guide`` and ``Edition``: as ``states.freshness``."""
    return case(
        (Guide.retired_at.is_not(None), Freshness.WITHDRAWN.value),
        (is_under_review(), Freshness.UNDER_REVIEW.value),
        (next_review() < today, Freshness.OVERDUE.value),
        (next_review() <= due_until(today), Freshness.DUE.value),
        else_=Freshness.CURRENT.value,
    )


def freshness_of_guides(
    session: Session, workspace: str, today: date, *, guide_id: str | None = None
) -> dict[str, GuideFreshness]:
    """How each guide stands that readers see or saw, by its id, in one statement; or one of them alone."""
    query = (
        select(Guide, Edition.id, Edition.title, Edition.label, next_review(), GuideReviewRow)
        .select_from(Guide)
        .join(Edition, Edition.id == shown_edition())
        .outerjoin(GuideReviewRow, (GuideReviewRow.guide_id == Guide.id) & GuideReviewRow.ended_at.is_(None))
        .where(Guide.workspace_id == workspace)
        .order_by(Guide.key)
    )
    if guide_id is not None:
        query = query.where(Guide.id == guide_id)
    found: dict[str, GuideFreshness] = {}
    for guide, edition_id, title, label, until, review in session.execute(query):
        withdrawn = guide.retired_at is not None
        state = freshness(until, under_review=review is not None, withdrawn=withdrawn, today=today)
        going_on = _review(review) if review is not None else None
        found[guide.id] = GuideFreshness(guide.id, edition_id, title, label, guide.owner_person, until, state, going_on)
    return found


def review_of(session: Session, workspace: str, guide_id: str, today: date) -> GuideFreshness | None:
    """How one guide stands; None where the workspace has none of this id that readers see or saw."""
    return freshness_of_guides(session, workspace, today, guide_id=guide_id).get(guide_id)


def reviews_of(session: Session, workspace: str, guide_id: str) -> list[Review]:
    """All reviews of a guide, the one that goes on first, then the one that ended last."""
    query = select(GuideReviewRow).where(GuideReviewRow.workspace_id == workspace, GuideReviewRow.guide_id == guide_id)
    order = (GuideReviewRow.ended_at.is_not(None), GuideReviewRow.ended_at.desc(), GuideReviewRow.id.desc())
    return [_review(row) for row in session.scalars(query.order_by(*order))]


def open_review(session: Session, guide_id: str) -> Review | None:
    """The review of a guide that goes on."""
    query = select(GuideReviewRow).where(GuideReviewRow.guide_id == guide_id, GuideReviewRow.ended_at.is_(None))
    row = session.scalar(query)
    return _review(row) if row is not None else None


def reminders_due(session: Session, workspace: str, today: date) -> list[tuple[str, date]]:
    """The guides to remind of, with their review dates, which are due or over; the oldest date first.

    Of a guide and a date one reminds once. One that somebody reviews is left in peace.
    """
    due = next_review()
    said = exists().where(ReminderRow.guide_id == Guide.id, ReminderRow.due == due, ReminderRow.sent_at.is_not(None))
    query = (
        select(Guide.id, due)
        .join(ActiveEdition, ActiveEdition.guide_id == Guide.id)
        .join(Edition, Edition.id == ActiveEdition.edition_id)
        .where(Guide.workspace_id == workspace, due <= due_until(today))
        .where(~is_under_review(), ~said.correlate(Guide, Edition))
        .order_by(due, Guide.key)
    )
    return [(guide_id, day) for guide_id, day in session.execute(query) if day is not None]


def to_be_reminded_of(session: Session, workspace: str, guide_id: str, due: date, today: date) -> bool:
    """Whether this reminder is to be sent, or was begun to be."""
    return (guide_id, due) in reminders_due(session, workspace, today)


def _review(row: GuideReviewRow) -> Review:
    return Review(
        id=row.id,
        guide_id=row.guide_id,
        edition_id=row.edition_id,
        begun_by=row.begun_by,
        begun_at=row.begun_at,
        ended_by=row.ended_by,
        ended_at=row.ended_at,
        outcome=Outcome(row.outcome) if row.outcome is not None else None,
        note=row.note,
        next_review=row.next_review,
    )
