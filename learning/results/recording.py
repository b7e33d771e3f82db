"""The rows of a regrade: the decision, each new result, who is to be told, and the audit log."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.members.roles import is_erased
from learning.attempts.models import RegradeRow, ResultRow
from learning.items.responses import as_data
from learning.items.values import ItemVersion
from learning.results.decisions import Decision
from learning.results.models import RegradeNoticeRow
from learning.results.values import Change, Plan, Resting
from storage.schema import new_id

SUBJECT = "item"


@dataclass(frozen=True)
class Regraded:
    """What a regrade did.

    Attributes:
        plan: What it would do by the rule alone.
        changed: The attempts that have a new result.
        kept: Those of the plan whose pass stays although the rule would take it.
        fallen: What rested on the passes that were taken: revoked now, or outdated again.
    """

    regrade_id: str
    plan: Plan
    changed: tuple[Change, ...]
    kept: tuple[Change, ...]
    fallen: Resting = Resting()


def last_regrade(session: Session, workspace: str, version_id: str) -> RegradeRow | None:
    """The newest decision on a version."""
    query = select(RegradeRow).where(RegradeRow.workspace_id == workspace, RegradeRow.version_id == version_id)
    return session.scalars(query.order_by(RegradeRow.at.desc(), RegradeRow.id.desc()).limit(1)).one_or_none()


def add_regrade(
    session: Session,
    workspace: str,
    asked: ItemVersion,
    decision: Decision,
    *,
    by: str,
    reason: str,
    takes_passes: bool,
    now: datetime,
) -> RegradeRow:
    """Keep a decision."""
    row = RegradeRow(
        id=new_id(),
        workspace_id=workspace,
        version_id=asked.id,
        policy=decision.policy.value,
        accepted=[as_data(response) for response in decision.accepted],
        reason=reason.strip(),
        takes_passes=takes_passes,
        by=by,
        at=now,
    )
    session.add(row)
    session.flush()
    return row


def add_result(
    session: Session, workspace: str, regrade_id: str, change: Change, *, number: int, passed: bool, now: datetime
) -> None:
    """Give an attempt its next result."""
    session.add(
        ResultRow(
            attempt_id=change.attempt_id,
            number=number,
            workspace_id=workspace,
            credits=list(change.after.credits),
            points=change.after.points,
            of=change.after.of,
            passed=passed,
            regrade_id=regrade_id,
            at=now,
        )
    )


def add_notice(session: Session, regrade: RegradeRow, change: Change) -> None:
    """Have a person told what a regrade changed for her; of somebody who was erased it is only noted."""
    session.add(
        RegradeNoticeRow(
            regrade_id=regrade.id,
            attempt_id=change.attempt_id,
            workspace_id=regrade.workspace_id,
            person=change.person,
            told_at=regrade.at if is_erased(change.person) else None,
        )
    )


def note(
    session: Session,
    workspace: str,
    asked: ItemVersion,
    decision: Decision,
    done: Regraded,
    *,
    by: str,
    reason: str,
    now: datetime,
) -> None:
    """Write a regrade down."""
    kept = [change.attempt_id for change in done.kept]
    record(
        session,
        workspace,
        actor=by,
        action=Action.REGRADED,
        subject_kind=SUBJECT,
        subject=asked.item_id,
        name=asked.key,
        after={
            "version": asked.number,
            "policy": decision.policy.value,
            "reason": reason.strip(),
            "changed": len(done.changed),
            "gained": [change.attempt_id for change in done.plan.gains],
            "lost": [change.attempt_id for change in done.plan.loses if change.attempt_id not in kept],
            "kept": kept,
            "revoked": list(done.fallen.led_to),
            "outdated": list(done.fallen.mended),
        },
        now=now,
    )
