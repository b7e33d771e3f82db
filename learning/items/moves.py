"""How a version of an item goes over into another state, and the pools with it: the step, the switch, the audit log.

Whether a person may do it was asked before, by the use cases of ``service``.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.audit.values import Fact
from learning.errors import WrongItemState
from learning.items.models import ItemStepRow, ItemVersionRow, LiveItemRow
from learning.items.states import may_become
from learning.items.steps import add_step, is_latest, last_step
from learning.items.values import ItemState, ItemVersion

SUBJECT = "item"
_NOTHING: Mapping[str, Fact] = {}


def require_may_become(version: ItemVersion, state: ItemState) -> None:
    """Ask whether a version can go over into a state.

    Raises:
        WrongItemState: From the one in which it is, it can't.
    """
    if not may_become(version.state, state):
        raise WrongItemState(version.key, version.state.value, state.value)


def move(
    session: Session,
    workspace: str,
    version: ItemVersion,
    state: ItemState,
    action: Action,
    *,
    by: str,
    reason: str | None = None,
    said: Mapping[str, Fact] = _NOTHING,
    now: datetime,
) -> None:
    """Let a version go over into a state, and write it into the audit log with what else is to be said of it.

    Raises:
        WrongItemState: From the one in which it is, it can't.
    """
    require_may_become(version, state)
    add_step(session, workspace, version.id, state, by=by, reason=reason, now=now)
    why: Mapping[str, Fact] = {"reason": reason} if reason is not None else {}
    note(session, workspace, version, action, version.state, state, {**said, **why}, by=by, now=now)


def switch(session: Session, workspace: str, version: ItemVersion, action: Action, *, by: str, now: datetime) -> None:
    """Let a version be drawn from now on, in place of the one that was, or that was in quarantine.

    Raises:
        WrongItemState: It can't be published in the state in which it is.
    """
    require_may_become(version, ItemState.PUBLISHED)
    before = overtake(session, workspace, version, (ItemState.PUBLISHED, ItemState.QUARANTINED), by=by, now=now)
    said: Mapping[str, Fact] = {} if before is None else {"replaces": before}
    move(session, workspace, version, ItemState.PUBLISHED, action, by=by, said=said, now=now)
    live = session.get(LiveItemRow, version.item_id, populate_existing=True)
    if live is None:
        live = LiveItemRow(item_id=version.item_id, workspace_id=workspace, pool=version.pool.value)
        session.add(live)
    live.version_id, live.competency, live.scenario_key = version.id, version.competency, version.scenario_key
    session.flush()


def overtake(
    session: Session, workspace: str, version: ItemVersion, states: tuple[ItemState, ...], *, by: str, now: datetime
) -> int | None:
    """Let the other version of an item that is in one of these states be superseded; returns its number, if any."""
    other = session.execute(
        select(ItemVersionRow.id, ItemVersionRow.number)
        .join(ItemStepRow, ItemStepRow.version_id == ItemVersionRow.id)
        .where(ItemVersionRow.item_id == version.item_id, ItemVersionRow.id != version.id, is_latest())
        .where(ItemStepRow.state.in_([state.value for state in states]))
    ).one_or_none()
    if other is None:
        return None
    version_id, number = other
    add_step(session, workspace, version_id, ItemState.SUPERSEDED, by=by, now=now)
    return number


def take_out(session: Session, version: ItemVersion) -> None:
    """Let a version be drawn no more."""
    session.execute(delete(LiveItemRow).where(LiveItemRow.version_id == version.id))


def done_by(session: Session, workspace: str, version: ItemVersion, by: str) -> bool:
    """Whether it was this person who published a version that is published, so that nothing is left to do."""
    return version.state is ItemState.PUBLISHED and last_step(session, workspace, version.id).by == by


def note(
    session: Session,
    workspace: str,
    version: ItemVersion,
    action: Action,
    before: ItemState | None,
    after: ItemState,
    said: Mapping[str, Fact],
    *,
    by: str,
    now: datetime,
) -> None:
    """Write into the audit log what was done to a version; nothing of what it asks."""
    facts: dict[str, Fact] = {"version": version.number, "version_id": version.id, "pool": version.pool.value}
    record(
        session,
        workspace,
        actor=by,
        action=action,
        subject_kind=SUBJECT,
        subject=version.item_id,
        name=version.key,
        before={"state": before.value} if before is not None else None,
        after={"state": after.value, **facts, **said},
        now=now,
    )
