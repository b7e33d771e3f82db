"""What happened is read page by page, in the order of the rows, so that nothing is missed and little is held."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, or_
from sqlalchemy.orm import InstrumentedAttribute

from knowledge.members.roles import ERASED
from learning.exchange.xapi.values import Happened

Columns = TypeVarTuple("Columns")
PAGE = 500
Place = tuple[str, int]
# Before all rows.
BEGINNING: Place = ("00000000-0000-0000-0000-000000000000", 0)
Page = tuple[list[Happened], Place | None]


def is_there(person: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """That a row is of somebody who was not erased."""
    return ~person.startswith(ERASED, autoescape=True)


def from_moment(at: InstrumentedAttribute[Any], since: datetime | None) -> list[ColumnElement[bool]]:
    """That a row is not from before a moment, where one is given."""
    return [at >= since] if since is not None else []


def page_after(
    query: Select[*Columns],
    place: Place,
    key: InstrumentedAttribute[str],
    number: InstrumentedAttribute[int] | None = None,
) -> Select[*Columns]:
    """The rows of one page, after a place; ``number`` orders those that share a key."""
    if number is None:
        return query.where(key > place[0]).order_by(key).limit(PAGE)
    later = or_(key > place[0], and_(key == place[0], number > place[1]))
    return query.where(later).order_by(key, number).limit(PAGE)


def next_place(places: Sequence[Place]) -> Place | None:
    """Where the next page begins; None where this was the last."""
    return places[-1] if len(places) == PAGE else None
