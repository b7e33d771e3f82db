"""Use cases of freshness: a review is begun and recorded, a new edition ends it, a reminder is claimed and sent."""

from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.audit.values import Facts
from knowledge.errors import GuideNotFound, ReviewDateOver, WrongState
from knowledge.freshness.models import GuideReviewRow, ReminderRow
from knowledge.freshness.queries import open_review, review_of, reviews_of, to_be_reminded_of
from knowledge.freshness.states import Freshness, a_year_after
from knowledge.freshness.values import Claim, GuideFreshness, Outcome, Review
from knowledge.guides.states import EditionState
from knowledge.members.roles import Act
from knowledge.members.service import require
from knowledge.turns import take_turn
from knowledge.wording import LONGEST_REASON, plain


def begin_review(
    session: Session, workspace: str, guide_id: str, *, by: str, now: datetime, asked: date | None = None
) -> Review | None:
    """Let others know that somebody looks whether a guide still holds.

    Args:
        session: The transaction.
        workspace: Whose library it is.
        guide_id: The guide.
        by: Who looks at it.
        now: The time.
        asked: The review date that the person was reminded of, if it was a reminder that led here.

    Returns:
        The review that goes on: another one's, if somebody has begun already. None, and nothing is changed, where
        ``asked`` is no longer the guide's review date.

    Raises:
        NotAllowed: The role does not allow it, and the guide is not the person's own.
        GuideNotFound: The workspace has no such guide.
        WrongState: It was withdrawn.
    """
    take_turn(session, workspace)
    guide = _reviewable(session, workspace, guide_id, by, now)
    if asked is not None and guide.next_review != asked:
        return None
    if guide.open_review is not None:
        return guide.open_review
    _begin(session, workspace, guide, by=by, now=now)
    _record(session, workspace, guide, Action.REVIEW_BEGUN, None, {}, by=by, now=now)
    return open_review(session, guide_id)


def record_review(
    session: Session,
    workspace: str,
    guide_id: str,
    *,
    by: str,
    now: datetime,
    note: str | None = None,
    next_review: date | None = None,
    asked: date | None = None,
) -> Review | None:
    """Keep that a person looked at a guide, and that nothing has to change.

    A second click on the same day changes nothing: neither the person's nor another one's.

    Args:
        session: The transaction.
        workspace: Whose library it is.
        guide_id: The guide.
        by: Who looked at it; a review that goes on ends, whoever began it.
        now: The time.
        note: What the person says of it.
        next_review: Until when it holds now; a year, if it is not given.
        asked: The review date that the person was reminded of, if it was a reminder that led here.

    Returns:
        The review. None, and nothing is changed, where ``asked`` is no longer the guide's review date.

    Raises:
        NotAllowed: The role does not allow it, and the guide is not the person's own.
        GuideNotFound: The workspace has no such guide.
        ReviewDateOver: ``next_review`` is not yet to come.
        WrongState: It was withdrawn.
    """
    take_turn(session, workspace)
    guide = _reviewable(session, workspace, guide_id, by, now)
    until = next_review or a_year_after(now.date())
    if until <= now.date():
        raise ReviewDateOver(until)
    if asked is not None and guide.next_review != asked:
        return None
    last = next(iter(reviews_of(session, workspace, guide_id)), None)
    if last is not None and guide.open_review is None and _says_the_same(last, guide, until, now):
        return last
    row = session.scalar(_open(guide_id)) or _begin(session, workspace, guide, by=by, now=now)
    row.edition_id, row.ended_by, row.ended_at = guide.edition_id, by, now
    row.outcome, row.next_review = Outcome.UNCHANGED.value, until
    row.note = plain(note or "")[:LONGEST_REASON] or None
    session.flush()
    after = {"next_review": until.isoformat(), "outcome": Outcome.UNCHANGED.value}
    _record(session, workspace, guide, Action.REVIEWED, guide.next_review, after, by=by, now=now)
    return reviews_of(session, workspace, guide_id)[0]


def end_review(session: Session, guide_id: str, outcome: Outcome, *, by: str, now: datetime) -> None:
    """End the review of a guide that goes on, if there is one, since readers see another edition of it, or none."""
    row = session.scalar(_open(guide_id))
    if row is not None:
        row.ended_by, row.ended_at, row.outcome = by, now, outcome.value


def claim_reminder(
    session: Session, workspace: str, guide_id: str, due: date, person: str, *, now: datetime
) -> Claim | None:
    """Take it upon oneself to remind of a review: of one guide and date it is done once.

    Args:
        session: The transaction, which has to end before anything is sent.
        workspace: Whose library it is.
        guide_id: The guide.
        due: Its review date.
        person: Who is to be told; of several people the first.
        now: The time.

    Returns:
        None where there is nothing to remind of any more: it was said, or somebody reviews the guide, or did.
    """
    take_turn(session, workspace)
    if not to_be_reminded_of(session, workspace, guide_id, due, now.date()):
        return None
    row = session.get(ReminderRow, (guide_id, due), populate_existing=True)
    if row is not None:
        return Claim(row.claimed_at, first=False)
    session.add(ReminderRow(guide_id=guide_id, due=due, workspace_id=workspace, person=person, claimed_at=now))
    return Claim(now, first=True)


def reminder_sent(session: Session, guide_id: str, due: date, *, now: datetime) -> None:
    """Keep that everybody was told who is to be reminded."""
    session.get_one(ReminderRow, (guide_id, due)).sent_at = now


def _open(guide_id: str) -> Select[GuideReviewRow]:
    return select(GuideReviewRow).where(GuideReviewRow.guide_id == guide_id, GuideReviewRow.ended_at.is_(None))


def _reviewable(session: Session, workspace: str, guide_id: str, by: str, now: datetime) -> GuideFreshness:
    guide = review_of(session, workspace, guide_id, now.date())
    if guide is None or guide.owner != by:
        require(session, workspace, by, Act.RECORD_REVIEW)
    if guide is None:
        raise GuideNotFound(guide_id)
    if guide.state is Freshness.WITHDRAWN:
        called = f"{guide.title} ({guide.label})"
        raise WrongState(called, EditionState.WITHDRAWN.value, EditionState.PUBLISHED.value)
    return guide


def _says_the_same(last: Review, guide: GuideFreshness, until: date, now: datetime) -> bool:
    today = last.ended_at is not None and last.ended_at.date() == now.date()
    return today and (last.edition_id, last.next_review) == (guide.edition_id, until)


def _begin(session: Session, workspace: str, guide: GuideFreshness, *, by: str, now: datetime) -> GuideReviewRow:
    row = GuideReviewRow(workspace_id=workspace, guide_id=guide.guide_id, edition_id=guide.edition_id)
    row.begun_by, row.begun_at = by, now
    session.add(row)
    session.flush()
    return row


def _record(
    session: Session,
    workspace: str,
    guide: GuideFreshness,
    action: Action,
    before: date | None,
    after: Facts,
    *,
    by: str,
    now: datetime,
) -> None:
    record(
        session,
        workspace,
        actor=by,
        action=action,
        subject_kind="guide",
        subject=guide.guide_id,
        name=guide.title,
        before={"next_review": before.isoformat()} if before is not None else None,
        after={"edition": guide.label, "edition_id": guide.edition_id, **after},
        now=now,
    )
