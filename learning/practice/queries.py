"""Selects over practice."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from learning.errors import ItemNotFound
from learning.items.models import ItemVersionRow
from learning.items.responses import response_from
from learning.practice.models import PracticeRow
from learning.practice.values import Met, Practised
from storage.schema import is_id


def practised(session: Session, workspace: str, practice_id: str, person: str) -> Practised:
    """An item that was shown to a person.

    Raises:
        ItemNotFound: None was shown to this person under this id.
    """
    query = select(PracticeRow).where(PracticeRow.workspace_id == workspace, PracticeRow.id == practice_id)
    row = session.scalar(query.execution_options(populate_existing=True)) if is_id(practice_id) else None
    if row is None or row.person != person:
        raise ItemNotFound(practice_id)
    return practice_value(row)


def met(session: Session, workspace: str, person: str) -> dict[str, Met]:
    """How a person last met each item, in any version, by the item's id."""
    query = (
        select(ItemVersionRow.item_id, PracticeRow.shown_at, PracticeRow.credit)
        .join(ItemVersionRow, ItemVersionRow.id == PracticeRow.version_id)
        .where(PracticeRow.workspace_id == workspace, PracticeRow.person == person)
        .order_by(PracticeRow.shown_at, PracticeRow.id)
    )
    return {item_id: Met(shown_at, credit) for item_id, shown_at, credit in session.execute(query)}


def practice_value(row: PracticeRow) -> Practised:
    """A row as the value that leaves this package."""
    return Practised(
        id=row.id,
        person=row.person,
        certification_id=row.certification_id,
        version_id=row.version_id,
        tokens=tuple((token, key) for token, key in row.tokens),
        shown_at=row.shown_at,
        given=response_from(row.given) if row.given is not None else None,
        credit=row.credit,
        answered_at=row.answered_at,
    )
