"""The steps in the life of editions: what is selected of them, and the next one added."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, select
from sqlalchemy.orm import Session, aliased

from knowledge.errors import GuideNotFound
from knowledge.guides.models import Edition, EditionStep, Guide
from knowledge.guides.shown import shown_edition
from knowledge.guides.states import APPROVED, EditionState


@dataclass(frozen=True)
class Step:
    """An edition came into this state.

    Attributes:
        reason: Why, where somebody said so.
    """

    state: EditionState
    by: str
    at: datetime
    reason: str | None


@dataclass(frozen=True)
class Subject:
    """An edition, as its life needs to know it."""

    edition_id: str
    guide_id: str
    guide_key: str
    number: int
    label: str
    title: str
    content_hash: str
    effective_date: date | None

    @property
    def called(self) -> str:
        """The edition's name to people."""
        return f"{self.title} ({self.label})"

    @property
    def facts(self) -> dict[str, str]:
        """Which edition of the guide it is, for the audit log."""
        return {"edition": self.label, "edition_id": self.edition_id}


def steps_of(session: Session, edition_id: str) -> list[Step]:
    """All steps of an edition, the first one first."""
    query = select(EditionStep.state, EditionStep.by, EditionStep.at, EditionStep.reason)
    rows = session.execute(query.where(EditionStep.edition_id == edition_id).order_by(EditionStep.number))
    return [Step(EditionState(state), by, at, reason) for state, by, at, reason in rows]


def state_of(session: Session, edition_id: str) -> EditionState:
    """The state in which an edition is."""
    query = select(EditionStep.state).where(EditionStep.edition_id == edition_id, is_latest())
    return EditionState(session.execute(query).scalar_one())


def approvers(steps: Sequence[Step]) -> list[str]:
    """Who let an edition through in the review in which it is, so that only golden questions keep it back."""
    review = takewhile(lambda step: step.state is EditionState.IN_REVIEW, reversed(steps))
    return [step.by for step in review if step.reason == APPROVED]


def done_before(steps: Sequence[Step], by: str, *, waits: bool) -> EditionState | None:
    """The state of an edition that this person published, or scheduled, before; None where that is still to be done.

    ``waits`` says whether the edition's date is yet to come, so that to publish it is to schedule it.
    """
    decided = [step for step in steps if step.state in (EditionState.SCHEDULED, EditionState.PUBLISHED)]
    if not decided or decided[-1].by != by:
        return None
    state = steps[-1].state
    was_published = state in (EditionState.PUBLISHED, EditionState.SUPERSEDED, EditionState.WITHDRAWN)
    return state if was_published or (state is EditionState.SCHEDULED and waits) else None


def due_editions(session: Session, workspace: str, today: date) -> list[str]:
    """The scheduled editions whose date has come, in the order in which they are to be published.

    ``today`` is the day of UTC, as all days of the library are.
    """
    query = (
        select(Edition.id)
        .join(EditionStep, EditionStep.edition_id == Edition.id)
        .where(EditionStep.workspace_id == workspace, is_latest(), Edition.effective_date <= today)
        .where(EditionStep.state == EditionState.SCHEDULED.value)
        .order_by(Edition.effective_date, Edition.number)
    )
    return list(session.scalars(query))


def is_latest() -> ColumnElement[bool]:
    """That a step is the last one of its edition, which says in which state it is."""
    later = aliased(EditionStep)
    return ~exists().where(later.edition_id == EditionStep.edition_id, later.number > EditionStep.number)


def added_by() -> ScalarSelect[str]:
    """Who added an edition, in a statement from ``Edition``."""
    first = aliased(EditionStep)
    query = select(first.by).where(first.edition_id == Edition.id, first.number == 1)
    return query.correlate(Edition).scalar_subquery()


def scheduled_editions(session: Session, guide_id: str) -> list[str]:
    """The editions of a guide that wait for their date, oldest first."""
    query = (
        select(Edition.id)
        .join(EditionStep, EditionStep.edition_id == Edition.id)
        .where(Edition.guide_id == guide_id, is_latest(), EditionStep.state == EditionState.SCHEDULED.value)
        .order_by(Edition.number)
    )
    return list(session.scalars(query))


def subject_of(session: Session, workspace: str, edition_id: str) -> Subject:
    """What the life of an edition is decided by.

    Raises:
        GuideNotFound: The workspace has no such edition.
    """
    found = session.execute(_subjects(workspace).where(Edition.id == edition_id)).one_or_none()
    if found is None:
        raise GuideNotFound(edition_id)
    return Subject(*found)


def subject_named(session: Session, workspace: str, key: str) -> Subject | None:
    """The edition with this id, or that of the guide with this id which readers see or saw last; None for neither."""
    found = session.execute(_subjects(workspace).where(Edition.id == key)).one_or_none()
    if found is not None:
        return Subject(*found)
    try:
        return subject_last_published(session, workspace, key)
    except GuideNotFound:
        return None


def subject_last_published(session: Session, workspace: str, guide_id: str) -> Subject:
    """The edition of a guide that readers see or saw last; of one that was never published, the newest.

    Raises:
        GuideNotFound: The workspace has no such guide.
    """
    query = (
        _subjects(workspace)
        .where(Edition.guide_id == guide_id)
        .order_by((Edition.id == shown_edition()).desc().nulls_last(), Edition.number.desc())
    )
    found = session.execute(query.limit(1)).one_or_none()
    if found is None:
        raise GuideNotFound(guide_id)
    return Subject(*found)


def _subjects(workspace: str) -> Select[str, str, str, int, str, str, str, date | None]:
    return (
        select(
            Edition.id,
            Edition.guide_id,
            Guide.key,
            Edition.number,
            Edition.label,
            Edition.title,
            Edition.content_hash,
            Edition.effective_date,
        )
        .join(Guide, Guide.id == Edition.guide_id)
        .where(Edition.workspace_id == workspace)
    )
