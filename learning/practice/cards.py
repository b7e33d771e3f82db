"""What becomes of cards: they are added, brought forward, moved by an answer, and begin anew when a passage changes.

Whoever changes several locks them by item, then by person, so that nobody waits for each other in a circle. They are
the last rows that a transaction locks.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, null, select, update
from sqlalchemy.orm import Session

from learning.certifications.queries import certification_of
from learning.items.models import ItemVersionRow, LiveItemRow
from learning.practice.models import CardRow, PracticeRow
from learning.practice.rating import Rating
from learning.practice.scheduling import after, as_data, from_data
from learning.practice.siblings import sibling_of
from learning.practice.values import Added
from storage.database import insert_missing

# So long after an item was missed, a sibling of it is asked.
SIBLING_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class Wanted:
    """An item that a person is to be asked from ``due`` on, and why."""

    item_id: str
    certification_id: str
    competency: str
    due: datetime
    added: Added


def bring(
    session: Session, workspace: str, person: str, wanted: Collection[Wanted], *, now: datetime
) -> dict[str, CardRow]:
    """Have a person asked these items; where she has a card already, it is due then at the latest.

    Returns:
        The cards, locked, by item.
    """
    rows = [
        {
            "workspace_id": workspace,
            "person": person,
            "item_id": one.item_id,
            "certification_id": one.certification_id,
            "competency": one.competency,
            "memory": None,
            "due": one.due,
            "added": one.added.value,
            "since": now,
        }
        for one in sorted(wanted, key=lambda one: one.item_id)
    ]
    insert_missing(session, CardRow, rows)
    due = {one.item_id: one.due for one in wanted}
    query = select(CardRow).where(CardRow.workspace_id == workspace, CardRow.person == person, CardRow.item_id.in_(due))
    locked = query.order_by(CardRow.item_id).with_for_update().execution_options(populate_existing=True)
    found = {row.item_id: row for row in session.scalars(locked)}
    for item_id, row in found.items():
        row.due = min(row.due, due[item_id])
    return found


def move(session: Session, answered: PracticeRow, rating: Rating, *, now: datetime) -> None:
    """Let an answer move the card of its item; where it was forgotten, a sibling is asked a day later.

    An answer to what is not live any more moves nothing: that is not what she is asked.
    """
    if not _share_live(session, answered.version_id):
        return
    of, workspace, person = answered.certification_id, answered.workspace_id, answered.person
    wanted = [Wanted(answered.item_id, of, answered.competency, now, Added.PRACTISED)]
    if rating is Rating.AGAIN:
        by = now + SIBLING_AFTER
        allowed = [one.key for one in certification_of(session, workspace, of).definition.competencies]
        sibling = sibling_of(session, answered, allowed, by)
        if sibling is not None:
            wanted.append(Wanted(sibling[0], of, sibling[1], by, Added.SIBLING))
    row = bring(session, workspace, person, wanted, now=now)[answered.item_id]
    before = from_data(row.memory, row.last) if row.memory is not None and row.last is not None else None
    scheduled = after(before, rating, now)
    if before is None:
        row.since = scheduled.memory.last
    row.memory, row.due, row.last = as_data(scheduled.memory), scheduled.due, scheduled.memory.last


def begin_anew(session: Session, workspace: str, version_ids: Collection[str], *, now: datetime) -> None:
    """Forget how well anybody remembers the items of these versions: a passage changed that proved them.

    They are due at once, as far as they are live, and no other card is touched.
    """
    items = select(ItemVersionRow.item_id).where(ItemVersionRow.id.in_(version_ids))
    of_these = CardRow.workspace_id == workspace, CardRow.item_id.in_(items)
    locked = select(CardRow.item_id).where(*of_these).order_by(CardRow.item_id, CardRow.person).with_for_update()
    session.execute(select(func.count()).select_from(locked.subquery()))
    changed = update(CardRow).where(*of_these).values(memory=null(), due=now, since=now)
    session.execute(changed.execution_options(synchronize_session=False))


def _share_live(session: Session, version_id: str) -> bool:
    """Whether a version is live, which it stays until this transaction ends."""
    query = select(LiveItemRow.item_id).where(LiveItemRow.version_id == version_id)
    return session.scalar(query.with_for_update(read=True, key_share=True)) is not None
