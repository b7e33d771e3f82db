"""Which other item is asked soon after one was missed."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, case, or_, select
from sqlalchemy.orm import Session

from knowledge.guides.drafts import EVERYBODY
from learning.items.models import ItemProofRow, LiveItemRow
from learning.items.proving import is_current
from learning.items.readable import audiences_of, is_readable
from learning.items.values import Pool
from learning.practice.models import CardRow, PracticeRow


def sibling_of(
    session: Session, missed: PracticeRow, competencies: Collection[str], until: datetime
) -> tuple[str, str] | None:
    """The item to be asked by then because this one was missed, and its competency; None where there is none.

    It is a live item for practice that the same passage proves, or else one of the same competency. Of these it is one
    that the person is asked by then anyway, else one that she was never asked, else what she answered longest ago. It
    rests on no guides but those for everybody, and for whom the guides are on which the missed one rests.

    Args:
        session: A session.
        missed: What was answered wrongly.
        competencies: Those of the certification for which it was practised: the sibling is of one of them.
        until: When it is to be asked at the latest.
    """
    of_missed = select(ItemProofRow.passage_id).where(ItemProofRow.version_id == missed.version_id, is_current())
    passages = list(session.scalars(of_missed))
    proved = select(ItemProofRow.version_id).where(ItemProofRow.passage_id.in_(passages), is_current())
    audiences = {EVERYBODY, *session.scalars(audiences_of(missed.version_id))}
    same_passage = LiveItemRow.version_id.in_(proved)
    hers = and_(
        CardRow.item_id == LiveItemRow.item_id,
        CardRow.workspace_id == missed.workspace_id,
        CardRow.person == missed.person,
    )
    query = (
        select(LiveItemRow.item_id, LiveItemRow.competency)
        .outerjoin(CardRow, hers)
        .where(LiveItemRow.workspace_id == missed.workspace_id, LiveItemRow.pool == Pool.PRACTICE.value)
        .where(LiveItemRow.competency.in_(competencies), LiveItemRow.item_id != missed.item_id)
        .where(is_readable(missed.workspace_id, audiences))
        .where(or_(same_passage, LiveItemRow.competency == missed.competency))
        .order_by(
            case((same_passage, 0), else_=1),
            case((CardRow.due <= until, 0), (CardRow.last.is_(None), 1), else_=2),
            CardRow.last,
            LiveItemRow.item_id,
        )
        .limit(1)
    )
    found = session.execute(query).one_or_none()
    return (found.item_id, found.competency) if found is not None else None
