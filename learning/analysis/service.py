"""Use cases of standard setting: what a judge says of an item is kept."""

from datetime import datetime

from sqlalchemy.orm import Session

from knowledge.errors import NotAllowed
from knowledge.members.roles import Act
from knowledge.members.service import role_of
from knowledge.turns import take_turn
from learning.analysis.angoff import may_judge
from learning.analysis.models import AngoffRatingRow
from learning.errors import BadRating, ItemNotFound
from learning.items.models import ItemVersionRow


def rate(session: Session, workspace: str, version_id: str, rating: float, *, judge: str, now: datetime) -> None:
    """Keep a judge's rating of a version of an item, in place of the one before.

    Raises:
        NotAllowed: The judge may neither write nor publish items.
        BadRating: It is not from 0 to 1.
        ItemNotFound: There is no such version.
    """
    take_turn(session, workspace)
    require_judge(session, workspace, judge)
    if not 0 <= rating <= 1:
        raise BadRating(rating)
    version = session.get(ItemVersionRow, version_id)
    if version is None or version.workspace_id != workspace:
        raise ItemNotFound(version_id)
    row = session.get(AngoffRatingRow, (version_id, judge), populate_existing=True)
    if row is None:
        row = AngoffRatingRow(version_id=version_id, judge=judge, workspace_id=workspace)
        session.add(row)
    row.rating, row.at = rating, now


def require_judge(session: Session, workspace: str, person: str) -> None:
    """Ask whether a person may judge items.

    Raises:
        NotAllowed: She may neither write nor publish them.
    """
    role = role_of(session, workspace, person)
    if not may_judge(role):
        raise NotAllowed(person, Act.WRITE_ITEMS.value, role.value)
