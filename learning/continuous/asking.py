"""Selects: what holders were asked in a week, and of how many questions they may be asked."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from learning.certifications.definition import Definition
from learning.items.models import LiveItemRow
from learning.items.readable import is_readable
from learning.items.values import Pool
from learning.practice.models import PracticeRow
from learning.practice.values import Purpose


@dataclass(frozen=True)
class Asked:
    """What a person was asked in a week.

    Attributes:
        shown: How many questions to keep a certificate, by the certification.
        counted: Of how many of these the answers count.
        told: The ids of the items, in use still, of which she was told what is right, by competency.
    """

    shown: dict[str, int] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)
    told: dict[str, set[str]] = field(default_factory=dict)


def askable(workspace: Any, audiences: Collection[str] | BindParameter[Any]) -> Select[str, int]:
    """How many items for practice there are by competency, of which people with these audiences may be asked."""
    return (
        select(LiveItemRow.competency, func.count())
        .where(LiveItemRow.workspace_id == workspace, LiveItemRow.pool == Pool.PRACTICE.value)
        .where(is_readable(workspace, audiences))
        .group_by(LiveItemRow.competency)
    )


def askable_for(definition: Definition, counts: Mapping[str, int]) -> int:
    """Of how many items one may be asked for a certification, by the rows of ``askable``. Pure."""
    return sum(counts.get(one.key, 0) for one in definition.competencies)


def asked_in_week(session: Session, workspace: str, people: Collection[str], begins: datetime) -> dict[str, Asked]:
    """What people were asked since a week began, by the person; one statement."""
    live = and_(LiveItemRow.item_id == PracticeRow.item_id, LiveItemRow.pool == Pool.PRACTICE.value)
    query = (
        select(
            PracticeRow.person,
            PracticeRow.certification_id,
            PracticeRow.item_id,
            PracticeRow.purpose,
            PracticeRow.shown_at,
            PracticeRow.answered_at,
            LiveItemRow.competency,
        )
        .outerjoin(LiveItemRow, live)
        .where(PracticeRow.workspace_id == workspace, PracticeRow.person.in_(people))
        .where(or_(PracticeRow.shown_at >= begins, PracticeRow.answered_at >= begins))
        .order_by(PracticeRow.answered_at, PracticeRow.id)
    )
    return _folded(session.execute(query), begins)


def _folded(rows: Iterable[Any], begins: datetime) -> dict[str, Asked]:
    """Each row once, in the order in which they were answered."""
    found: dict[str, Asked] = {}
    met: set[tuple[str, str]] = set()
    for person, certification_id, item_id, purpose, shown_at, answered_at, competency in rows:
        asked = found.setdefault(person, Asked())
        is_its = purpose == Purpose.CONTINUOUS.value and shown_at >= begins
        if is_its:
            asked.shown[certification_id] = asked.shown.get(certification_id, 0) + 1
        if answered_at is None:
            continue
        if is_its and (person, item_id) not in met:
            asked.counted[certification_id] = asked.counted.get(certification_id, 0) + 1
        met.add((person, item_id))
        if competency is not None:
            asked.told.setdefault(competency, set()).add(item_id)
    return found
