"""How an edition goes over into another state, and readers with it: the steps, the switch, the line in the audit log.

Whether a person may do it was asked before, by the use cases of ``life``.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.errors import NewerPublished, SameContent, WrongState
from knowledge.freshness.service import end_review
from knowledge.freshness.values import Outcome
from knowledge.guides.models import ActiveEdition, Edition, EditionStep, Guide, NamedOwnerRow
from knowledge.guides.shown import shown_edition
from knowledge.guides.states import APPROVED, OVERTAKEN, EditionState, may_become
from knowledge.guides.steps import Subject, scheduled_editions, state_of, subject_of


def begin(session: Session, workspace: str, subject: Subject, *, by: str, now: datetime) -> None:
    """Write the first step of an edition."""
    _add_step(session, workspace, subject.edition_id, EditionState.DRAFT, by=by, now=now)
    _record(session, workspace, subject, Action.EDITION_ADDED, None, EditionState.DRAFT, {}, by=by, now=now)


def move(
    session: Session,
    workspace: str,
    subject: Subject,
    state: EditionState,
    action: Action,
    *,
    by: str,
    reason: str | None = None,
    replaces: Subject | None = None,
    now: datetime,
) -> None:
    """Let an edition go over into a state, and write it into the audit log with the reason and what it replaces.

    Raises:
        WrongState: From the one in which it is, it can't.
    """
    before = state_of(session, subject.edition_id)
    if not may_become(before, state):
        raise WrongState(subject.called, before.value, state.value)
    _add_step(session, workspace, subject.edition_id, state, by=by, reason=reason, now=now)
    said = {"reason": reason, "replaces": replaces.label if replaces is not None else None}
    _record(session, workspace, subject, action, before, state, said, by=by, now=now)


def let_through(session: Session, workspace: str, subject: Subject, *, by: str, now: datetime) -> None:
    """Write down that a person let an edition through that stays in review all the same."""
    state = EditionState.IN_REVIEW
    _add_step(session, workspace, subject.edition_id, state, by=by, reason=APPROVED, now=now)
    _record(session, workspace, subject, Action.APPROVED, state, state, {}, by=by, now=now)


def switch(session: Session, workspace: str, subject: Subject, *, by: str, now: datetime) -> None:
    """Let readers see this edition instead of the one that they saw; a guide that was withdrawn is back.

    Scheduled editions older than this one are given up: their day would bring readers back. A review of the guide ends,
    and whom the edition names is its owner.

    Raises:
        WrongState: It can't be published in the state in which it is.
    """
    active = session.get(ActiveEdition, subject.guide_id, populate_existing=True)
    seen = subject_of(session, workspace, active.edition_id) if active is not None else None
    state, action = EditionState.PUBLISHED, Action.PUBLISHED
    move(session, workspace, subject, state, action, by=by, replaces=seen, now=now)
    if active is None:
        session.add(ActiveEdition(guide_id=subject.guide_id, workspace_id=workspace, edition_id=subject.edition_id))
    else:
        _add_step(session, workspace, active.edition_id, EditionState.SUPERSEDED, by=by, now=now)
        active.edition_id = subject.edition_id
    session.get_one(Edition, subject.edition_id).published_at = now
    session.get_one(Guide, subject.guide_id).retired_at = None
    end_review(session, subject.guide_id, Outcome.REPLACED, by=by, now=now)
    named = session.get(NamedOwnerRow, subject.edition_id)
    if named is not None:
        give_owner(session, workspace, subject, named.person, by=by, now=now)
        session.delete(named)
    for waiting in scheduled_editions(session, subject.guide_id):
        other = subject_of(session, workspace, waiting)
        if other.number < subject.number:
            move(session, workspace, other, EditionState.DISCARDED, Action.DISCARDED, by=by, reason=OVERTAKEN, now=now)


def name_owner(session: Session, workspace: str, edition_id: str, person: str, *, by: str, now: datetime) -> None:
    """Let a person answer for a guide once readers see this edition; at once where they never saw any of the guide."""
    subject = subject_of(session, workspace, edition_id)
    session.add(NamedOwnerRow(edition_id=edition_id, workspace_id=workspace, person=person))
    shown = select(shown_edition()).select_from(Guide).where(Guide.id == subject.guide_id)
    if session.scalar(shown) is None:
        give_owner(session, workspace, subject, person, by=by, now=now)


def give_owner(
    session: Session, workspace: str, subject: Subject, person: str | None, *, by: str, now: datetime
) -> None:
    """Let a person answer for a guide from now on, or nobody; nothing is written down where that is so already."""
    guide = session.get_one(Guide, subject.guide_id)
    before, guide.owner_person = guide.owner_person, person
    if before == person:
        return
    record(
        session,
        workspace,
        actor=by,
        action=Action.OWNER_CHANGED,
        subject_kind="guide",
        subject=subject.guide_id,
        name=subject.title,
        before={"owner": before},
        after={"owner": person},
        now=now,
    )


def take_away(session: Session, guide_id: str, *, now: datetime) -> None:
    """Let readers see a guide no more."""
    session.execute(delete(ActiveEdition).where(ActiveEdition.guide_id == guide_id))
    session.get_one(Guide, guide_id).retired_at = now


def require_newest(session: Session, workspace: str, subject: Subject) -> None:
    """Ask whether readers would not be taken back by an edition.

    Raises:
        NewerPublished: They see one of the same guide that came in later.
    """
    active = session.scalar(select(ActiveEdition.edition_id).where(ActiveEdition.guide_id == subject.guide_id))
    seen = subject_of(session, workspace, active) if active is not None else None
    if seen is not None and seen.number > subject.number:
        raise NewerPublished(subject.called, seen.label)


def require_new_content(session: Session, workspace: str, subject: Subject) -> None:
    """Ask whether readers do not see the same file under another name.

    Raises:
        SameContent: They see another guide that was made of it.
    """
    same_as = same_content(session, workspace, subject.content_hash, besides=subject.guide_id)
    if same_as is not None:
        raise SameContent(subject.guide_key, same_as)


def same_content(session: Session, workspace: str, content: str, *, besides: str) -> str | None:
    """The key of another guide whose active edition is this very file, if there is one."""
    return session.scalar(
        select(Guide.key)
        .join(ActiveEdition, ActiveEdition.guide_id == Guide.id)
        .join(Edition, Edition.id == ActiveEdition.edition_id)
        .where(Guide.workspace_id == workspace, Edition.content_hash == content, Guide.id != besides)
        .limit(1)
    )


def _add_step(
    session: Session,
    workspace: str,
    edition_id: str,
    state: EditionState,
    *,
    by: str,
    reason: str | None = None,
    now: datetime,
) -> None:
    last = session.scalar(select(func.max(EditionStep.number)).where(EditionStep.edition_id == edition_id)) or 0
    step = EditionStep(edition_id=edition_id, number=last + 1, workspace_id=workspace, state=state.value)
    step.by, step.at, step.reason = by, now, reason
    session.add(step)
    session.flush()


def _record(
    session: Session,
    workspace: str,
    subject: Subject,
    action: Action,
    before: EditionState | None,
    after: EditionState,
    said: Mapping[str, str | None],
    *,
    by: str,
    now: datetime,
) -> None:
    facts = {key: value for key, value in said.items() if value is not None}
    record(
        session,
        workspace,
        actor=by,
        action=action,
        subject_kind="guide",
        subject=subject.guide_id,
        name=subject.title,
        before={"state": before.value} if before is not None else None,
        after={"state": after.value, **subject.facts, **facts},
        now=now,
    )
