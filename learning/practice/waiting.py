"""What waits for a person: the queries whose rows say it, which can be read together, and what they come to."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Select, and_, case, func, null, or_, select

from learning.items.models import LiveItemRow
from learning.items.readable import is_readable
from learning.items.values import Pool
from learning.practice.models import CardRow, PracticeRow
from learning.practice.queue import Latest, counted
from learning.practice.values import Counts

Audiences = Collection[str] | BindParameter[Any]


def cards_waiting(
    workspace: str, person: str, audiences: Audiences, now: datetime, lately: datetime
) -> Select[*tuple[Any, ...]]:
    """Of her cards that she did not answer lately, in one row.

    How many items that she knows are due, how many new ones are, and when the next is due.
    """
    known, waits = CardRow.memory.is_not(null()), CardRow.due <= now
    counts = (func.count(case((known & waits, 1))), func.count(case((~known & waits, 1))))
    found = _askable(workspace, person, audiences, *counts, func.min(case((~waits, CardRow.due))))
    return found.where(or_(~known, CardRow.last < lately))


def cards_latest(workspace: str, person: str, audiences: Audiences, lately: datetime) -> Select[*tuple[Any, ...]]:
    """The cards of items that she knows and answered lately: first, last, and when each is due."""
    found = _askable(workspace, person, audiences, CardRow.since, CardRow.last, CardRow.due)
    return found.where(CardRow.memory.is_not(null()), CardRow.last >= lately)


def unbegun(workspace: str, person: str, audiences: Audiences) -> Select[*tuple[Any, ...]]:
    """How many items there are for which she has no card, by competency, and whether she has cards of it."""
    of = CardRow.workspace_id == workspace, CardRow.person == person
    return (
        select(LiveItemRow.competency, func.count(), LiveItemRow.competency.in_(select(CardRow.competency).where(*of)))
        .where(LiveItemRow.workspace_id == workspace, LiveItemRow.pool == Pool.PRACTICE.value)
        .where(LiveItemRow.item_id.not_in(select(CardRow.item_id).where(*of)), is_readable(workspace, audiences))
        .group_by(LiveItemRow.competency)
    )


def answers(workspace: str, person: str, since: datetime) -> Select[*tuple[Any, ...]]:
    """When she answered what she practised since then, one moment an answer."""
    return select(PracticeRow.answered_at).where(
        PracticeRow.workspace_id == workspace, PracticeRow.person == person, PracticeRow.answered_at >= since
    )


def counts_of(
    waiting: Sequence[Any],
    latest: Sequence[Sequence[Any]],
    without_card: Sequence[Sequence[Any]],
    towards: Collection[str],
    *,
    begins: datetime,
    ends: datetime,
    now: datetime,
) -> Counts:
    """What waits for a person, by the rows of ``cards_waiting``, ``cards_latest`` and ``unbegun``. Pure.

    Args:
        waiting: The one row of the first.
        latest: What she answered since ``begins``, or some time before that.
        without_card: By competency.
        towards: The competencies that she works towards.
        begins: When her day began.
        ends: When her next day begins.
        now: The time.
    """
    due, new, next_due = waiting
    more = sum(count for competency, count, has_cards in without_card if has_cards or competency in towards)
    return counted(
        Counts(due, new + more, 0, next_due), [Latest(*row) for row in latest], begins=begins, ends=ends, now=now
    )


def _askable(workspace: str, person: str, audiences: Audiences, *columns: Any) -> Select[*tuple[Any, ...]]:
    """Columns of her cards whose items may be asked."""
    return (
        select(*columns)
        .select_from(CardRow)
        .join(LiveItemRow, LiveItemRow.item_id == CardRow.item_id)
        .where(CardRow.workspace_id == workspace, CardRow.person == person)
        .where(and_(LiveItemRow.pool == Pool.PRACTICE.value, is_readable(workspace, audiences)))
    )
