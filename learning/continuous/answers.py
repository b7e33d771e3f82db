"""What a holder answered in the year of a certificate."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from learning.continuous.deciding import WEEK, is_of_its_week
from learning.items.models import ItemProofRow
from learning.items.proving import is_current
from learning.practice.models import PracticeRow
from learning.practice.queries import practice_value
from learning.practice.values import Practised, Purpose
from storage.schema import UtcDateTime


@dataclass(frozen=True)
class Span:
    """The year of a holder: what she answers from when it ``begins`` until it ``ends`` counts."""

    person: str
    certification_id: str
    begins: datetime
    ends: datetime


def counted(session: Session, workspace: str, span: Span) -> list[tuple[str, bool]]:
    """Of each answer that counts, the item and whether it was wholly right."""
    return [(row.item_id, is_right(row.credit)) for row in _counting(session, workspace, span)]


def missed(session: Session, workspace: str, span: Span, *, most: int) -> list[Practised]:
    """What was not answered rightly when it was asked last, the latest first, each item once."""
    latest = {row.item_id: row for row in _counting(session, workspace, span)}
    wrong = sorted((row for row in latest.values() if not is_right(row.credit)), key=_moment, reverse=True)
    ids = [row.id for row in islice(wrong, most)]
    found = {row.id: row for row in session.scalars(select(PracticeRow).where(PracticeRow.id.in_(ids)))}
    return [practice_value(found[one]) for one in ids]


def passages(session: Session, workspace: str, span: Span) -> frozenset[tuple[str, str]]:
    """The passages that prove now what was answered, each with its edition."""
    versions = {row.version_id for row in _counting(session, workspace, span)}
    query = select(ItemProofRow.passage_id, ItemProofRow.edition_id).where(
        ItemProofRow.workspace_id == workspace, ItemProofRow.version_id.in_(versions), is_current()
    )
    return frozenset((passage, edition) for passage, edition in session.execute(query))


def is_right(credit: float | None) -> bool:
    """Whether an answer was wholly right."""
    return credit is not None and credit >= 1


def answers_of(workspace: Any, person: Any, since: Any) -> Select[*tuple[Any, ...]]:
    """What a person answered to keep certificates since then, in no order.

    Returns:
        For which certification; when it was asked, when answered, and when she was told last before what is right, as
        ``deciding.is_of_its_week`` takes them; the item, and the credit.
    """
    each = _answered(workspace, person, since).subquery().c
    columns = each.certification_id, each.shown_at, each.answered_at, each.told_at, each.item_id, each.credit
    return select(*columns).where(each.purpose == Purpose.CONTINUOUS.value)


def _answered(workspace: Any, person: Any, since: Any) -> Select[*tuple[Any, ...]]:
    """All that a person answered since then, each with when she answered the same item before."""
    before = func.lag(PracticeRow.answered_at, type_=UtcDateTime()).over(
        partition_by=PracticeRow.item_id, order_by=(PracticeRow.answered_at, PracticeRow.id)
    )
    of = PracticeRow
    columns = of.id, of.certification_id, of.version_id, of.item_id, of.purpose, of.shown_at, of.answered_at, of.credit
    return select(*columns, before.label("told_at")).where(
        of.workspace_id == workspace, of.person == person, of.answered_at.is_not(None), of.answered_at >= since
    )


def _counting(session: Session, workspace: str, span: Span) -> list[Any]:
    """The answers of a year that count, the first first."""
    each = _answered(workspace, span.person, span.begins - WEEK).subquery()
    query = select(each).where(
        each.c.certification_id == span.certification_id,
        each.c.purpose == Purpose.CONTINUOUS.value,
        each.c.answered_at >= span.begins,
        each.c.answered_at < span.ends,
    )
    rows = session.execute(query.order_by(each.c.answered_at, each.c.id))
    return [row for row in rows if is_of_its_week(row.shown_at, row.answered_at, row.told_at)]


def _moment(row: Any) -> tuple[datetime, str]:
    return row.answered_at, row.id
