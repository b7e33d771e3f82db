"""The steps in the life of a version of an item: what is selected of them, and the next one added."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, aliased

from learning.errors import ItemNotFound
from learning.items.models import ItemStepRow
from learning.items.values import ItemState


@dataclass(frozen=True)
class Step:
    """A version came into this state; ``reason`` says why, where somebody said so."""

    state: ItemState
    by: str
    at: datetime
    reason: str | None


def steps_of(session: Session, workspace: str, version_id: str) -> tuple[Step, ...]:
    """All steps of a version, the first one first; none where there is no such version."""
    query = (
        select(ItemStepRow.state, ItemStepRow.by, ItemStepRow.at, ItemStepRow.reason)
        .where(ItemStepRow.version_id == version_id, ItemStepRow.workspace_id == workspace)
        .order_by(ItemStepRow.number)
    )
    return tuple(Step(ItemState(state), by, at, reason) for state, by, at, reason in session.execute(query))


def last_step(session: Session, workspace: str, version_id: str) -> Step:
    """The step that says in which state a version is.

    Raises:
        ItemNotFound: The workspace has no such version.
    """
    steps = steps_of(session, workspace, version_id)
    if not steps:
        raise ItemNotFound(version_id)
    return steps[-1]


def add_step(
    session: Session,
    workspace: str,
    version_id: str,
    state: ItemState,
    *,
    by: str,
    reason: str | None = None,
    now: datetime,
) -> None:
    """Let a version be in a state from now on; whether it may was asked before."""
    last = select(func.max(ItemStepRow.number)).where(ItemStepRow.version_id == version_id)
    number = (session.scalar(last) or 0) + 1
    step = ItemStepRow(version_id=version_id, number=number, workspace_id=workspace, state=state.value)
    step.by, step.at, step.reason = by, now, reason
    session.add(step)
    session.flush()


def is_latest() -> ColumnElement[bool]:
    """That a step is the last one of its version, which says in which state it is."""
    later = aliased(ItemStepRow)
    return ~exists().where(later.version_id == ItemStepRow.version_id, later.number > ItemStepRow.number)
