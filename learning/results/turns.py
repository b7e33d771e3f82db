"""Who ends an exam and who decides on one of its items take turns, item by item.

Either the decision finds the exam among those that have ended, or the exam that ends finds the decision. An exam that
ends waits for nobody else who changes the workspace. Locks are taken in this order everywhere: the workspace's turn,
attempts, versions of items.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from learning.attempts.models import AttemptSlotRow
from learning.items.models import ItemVersionRow


def take_item(session: Session, version_id: str) -> None:
    """Let no exam end in which this version was shown until this transaction ends.

    Which exams have ended has to be read after this.
    """
    query = select(ItemVersionRow.id).where(ItemVersionRow.id == version_id)
    session.execute(query.with_for_update(key_share=True))


def share_items(session: Session, attempt_id: str) -> None:
    """Let nobody decide on the items of an attempt until this transaction ends; other exams end meanwhile.

    What was decided has to be read after this.
    """
    shown = select(AttemptSlotRow.version_id).where(AttemptSlotRow.attempt_id == attempt_id)
    query = select(ItemVersionRow.id).where(ItemVersionRow.id.in_(shown)).order_by(ItemVersionRow.id)
    session.execute(query.with_for_update(read=True))
