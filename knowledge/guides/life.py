"""Use cases of an edition's life: drafted, sent into review and back, published, withdrawn, discarded.

Each asks whether the person may do it, and writes it into the audit log, in the caller's transaction.
"""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.errors import GoldenFailed, PersonUnusable, ReasonMissing, SecondPersonNeeded, WrongState
from knowledge.freshness.service import end_review
from knowledge.freshness.values import Outcome
from knowledge.guides.models import Edition, NamedOwnerRow
from knowledge.guides.moves import (
    begin,
    give_owner,
    let_through,
    move,
    require_new_content,
    require_newest,
    switch,
    take_away,
)
from knowledge.guides.standpoints import Standpoint, require_standpoint
from knowledge.guides.states import EditionState, may_become
from knowledge.guides.steps import (
    Subject,
    approvers,
    done_before,
    scheduled_editions,
    subject_last_published,
    subject_of,
)
from knowledge.guides.steps import state_of as state_of
from knowledge.guides.steps import steps_of as steps_of
from knowledge.members.roles import OPERATOR, Act, is_person, may
from knowledge.members.service import require, role_of
from knowledge.policies.queries import policy
from knowledge.turns import take_turn
from knowledge.wording import LONGEST_REASON, plain


def draft(session: Session, workspace: str, edition_id: str, *, by: str, now: datetime) -> None:
    """Begin the life of an edition that was just stored.

    Raises:
        NotAllowed: The role does not allow it.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.ADD_EDITION)
    begin(session, workspace, subject_of(session, workspace, edition_id), by=by, now=now)


def submit(session: Session, workspace: str, edition_id: str, *, by: str, now: datetime) -> None:
    """Ask for the review of a draft.

    Raises:
        NotAllowed: The role does not allow it.
        WrongState: It is no draft.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.ADD_EDITION)
    subject = subject_of(session, workspace, edition_id)
    move(session, workspace, subject, EditionState.IN_REVIEW, Action.SUBMITTED, by=by, now=now)


def send_back(session: Session, workspace: str, edition_id: str, *, by: str, reason: str, now: datetime) -> None:
    """Make a draft again of an edition that is in review, or scheduled.

    Raises:
        NotAllowed: The role does not allow it.
        ReasonMissing: There is no reason.
        WrongState: It is neither.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.PUBLISH)
    why = _reason(reason, Action.SENT_BACK)
    subject = subject_of(session, workspace, edition_id)
    move(session, workspace, subject, EditionState.DRAFT, Action.SENT_BACK, by=by, reason=why, now=now)


def discard(session: Session, workspace: str, edition_id: str, *, by: str, now: datetime) -> None:
    """Give an edition up that was not published: one's own, or anybody's where one may publish.

    Raises:
        NotAllowed: The role does not allow it.
        WrongState: It was published, or is discarded already.
    """
    take_turn(session, workspace)
    subject = subject_of(session, workspace, edition_id)
    own = steps_of(session, edition_id)[0].by == by and may(role_of(session, workspace, by), Act.ADD_EDITION)
    if not own:
        require(session, workspace, by, Act.PUBLISH)
    move(session, workspace, subject, EditionState.DISCARDED, Action.DISCARDED, by=by, now=now)


def approve(session: Session, workspace: str, edition_id: str, *, by: str, now: datetime) -> bool:
    """Note that a second person wanted to publish an edition that golden questions keep back.

    Whoever may override them can publish it from then on, also who added it.

    Returns:
        Whether that is new: not where it is not in review, or the person added it or has approved it before.

    Raises:
        NotAllowed: The role does not allow to publish.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.PUBLISH)
    subject, steps = subject_of(session, workspace, edition_id), steps_of(session, edition_id)
    if steps[-1].state is not EditionState.IN_REVIEW or by in {steps[0].by, OPERATOR, *approvers(steps)}:
        return False
    let_through(session, workspace, subject, by=by, now=now)
    return True


def require_publishable(session: Session, workspace: str, edition_id: str, *, by: str) -> None:
    """Ask, before the slow work, whether a person may publish an edition now.

    Raises:
        NotAllowed: The role does not allow it.
        WrongState: It was published, or discarded, already; or nobody sent it into review, and the workspace wants a
            second person to look at it.
        SecondPersonNeeded: The person added it, and the workspace wants somebody else to publish it, or to have
            approved it before.
        NewerPublished: Readers see a newer edition of the guide.
        SameContent: Readers see another guide that was made of the same file.
    """
    require(session, workspace, by, Act.PUBLISH)
    subject = subject_of(session, workspace, edition_id)
    state = state_of(session, edition_id)
    if not may_become(state, EditionState.PUBLISHED):
        raise WrongState(subject.called, state.value, EditionState.PUBLISHED.value)
    if by != OPERATOR and policy(session, workspace).second_person:
        steps = steps_of(session, edition_id)
        if by == steps[0].by and not approvers(steps):
            raise SecondPersonNeeded(by)
        if state is EditionState.DRAFT:
            raise WrongState(subject.called, state.value, EditionState.PUBLISHED.value)
    require_newest(session, workspace, subject)
    require_new_content(session, workspace, subject)


def publish(
    session: Session,
    workspace: str,
    edition_id: str,
    *,
    by: str,
    now: datetime,
    override: str | None = None,
    golden_failures: int,
    decided: Standpoint | None = None,
) -> EditionState:
    """Switch readers to an edition, from one moment to the next, or schedule it where its date is yet to come.

    The edition that readers saw is superseded, scheduled ones older than this are discarded, a withdrawn guide is back.
    Done once for a person, however often the person's job says so.

    Args:
        session: The transaction.
        workspace: Whose library it is.
        edition_id: The edition.
        by: Who publishes it.
        now: The time; an effective date after its day, which is that of UTC, schedules the edition.
        override: Why it is published although golden questions fail.
        golden_failures: How many of them do.
        decided: From where the person decided on it; None where that is here and now.

    Returns:
        The state in which it is now.

    Raises:
        NotAllowed: The role does not allow to publish it, or to override golden questions.
        GoldenFailed: Golden questions fail, and nobody overrides them.
        ReasonMissing: They are overridden without a reason.
        WrongState: As ``require_publishable``; and so all that it raises.
        DecidedAnew: As ``require_standpoint``; and so all that it raises.
    """
    take_turn(session, workspace)
    subject = subject_of(session, workspace, edition_id)
    waits = subject.effective_date is not None and subject.effective_date > now.date()
    done = done_before(steps_of(session, edition_id), by, waits=waits)
    if done is not None:
        return done
    require_publishable(session, workspace, edition_id, by=by)
    if decided is not None:
        require_standpoint(session, workspace, subject, decided)
    why = None
    if golden_failures:
        why = _override(session, workspace, subject, golden_failures, override, by=by, now=now)
    if waits:
        move(session, workspace, subject, EditionState.SCHEDULED, Action.SCHEDULED, by=by, reason=why, now=now)
        return EditionState.SCHEDULED
    switch(session, workspace, subject, by=by, now=now)
    return EditionState.PUBLISHED


def publish_scheduled(
    session: Session, workspace: str, edition_id: str, *, now: datetime, golden_failures: int
) -> EditionState:
    """Switch readers to a scheduled edition whose date has come, in the name of whoever scheduled it.

    The decision stands as it was taken: the role of that person is not asked again, and a reason that was given then
    for publishing it although golden questions fail holds.

    Returns:
        The state in which it is now; nothing is changed where it is no longer scheduled, or its date is yet to come.

    Raises:
        SameContent: Readers see another guide meanwhile that was made of the same file.
        GoldenFailed: So many golden questions fail, and it was scheduled without a reason why they may.
    """
    take_turn(session, workspace)
    subject = subject_of(session, workspace, edition_id)
    last = steps_of(session, edition_id)[-1]
    due = subject.effective_date is None or subject.effective_date <= now.date()
    if last.state is not EditionState.SCHEDULED or not due:
        return last.state
    require_new_content(session, workspace, subject)
    if golden_failures and last.reason is None:
        raise GoldenFailed(golden_failures)
    switch(session, workspace, subject, by=last.by, now=now)
    return EditionState.PUBLISHED


def withdraw(
    session: Session, workspace: str, guide_id: str, *, by: str, reason: str, now: datetime, meant: str | None = None
) -> str:
    """Take a guide away from readers at once; its editions stay, for old citations.

    Editions of it that wait for their date are drafts again, so that it does not come back by itself. A review of it
    ends.

    Args:
        session: The transaction.
        workspace: Whose library it is.
        guide_id: The guide.
        by: Who withdraws it.
        reason: Why.
        now: The time.
        meant: The id of the edition that the person means; None for whichever readers see.

    Returns:
        The id of the edition that readers saw.

    Raises:
        NotAllowed: The role does not allow it.
        ReasonMissing: There is no reason.
        GuideNotFound: The workspace has no such guide.
        WrongState: Readers do not see it, or another edition of it than the one that is meant.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.WITHDRAW)
    why = _reason(reason, Action.WITHDRAWN)
    subject = subject_last_published(session, workspace, guide_id)
    if meant is not None and meant != subject.edition_id:
        called, state = subject_of(session, workspace, meant).called, state_of(session, meant)
        raise WrongState(called, state.value, EditionState.WITHDRAWN.value)
    move(session, workspace, subject, EditionState.WITHDRAWN, Action.WITHDRAWN, by=by, reason=why, now=now)
    take_away(session, guide_id, now=now)
    end_review(session, guide_id, Outcome.WITHDRAWN, by=by, now=now)
    for waiting in scheduled_editions(session, guide_id):
        other = subject_of(session, workspace, waiting)
        move(session, workspace, other, EditionState.DRAFT, Action.SENT_BACK, by=by, reason=why, now=now)
    return subject.edition_id


def set_owner(session: Session, workspace: str, guide_id: str, person: str | None, *, by: str, now: datetime) -> None:
    """Let a person answer for a guide from now on, or nobody, whomever the editions name that wait.

    Raises:
        NotAllowed: The role does not allow to keep guides fresh.
        GuideNotFound: The workspace has no such guide.
        PersonUnusable: That is no id of a person.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.RECORD_REVIEW)
    if person is not None and not is_person(person):
        raise PersonUnusable(person)
    subject = subject_last_published(session, workspace, guide_id)
    editions = select(Edition.id).where(Edition.guide_id == guide_id)
    session.execute(delete(NamedOwnerRow).where(NamedOwnerRow.edition_id.in_(editions)))
    give_owner(session, workspace, subject, person, by=by, now=now)


def _override(
    session: Session, workspace: str, subject: Subject, failures: int, why: str | None, *, by: str, now: datetime
) -> str:
    if why is None:
        raise GoldenFailed(failures)
    require(session, workspace, by, Act.OVERRIDE_GOLDEN)
    reason = _reason(why, Action.GOLDEN_OVERRIDDEN)
    record(
        session,
        workspace,
        actor=by,
        action=Action.GOLDEN_OVERRIDDEN,
        subject_kind="guide",
        subject=subject.guide_id,
        name=subject.title,
        after={**subject.facts, "failures": failures, "reason": reason},
        now=now,
    )
    return reason


def _reason(given: str, action: Action) -> str:
    reason = plain(given)[:LONGEST_REASON]
    if not reason:
        raise ReasonMissing(action.value)
    return reason
