"""Selects over items. Rows do not leave this package: callers get values."""

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Text, cast, func, or_, select
from sqlalchemy.orm import Session

from learning.errors import ItemNotFound
from learning.items.listing import EVERYTHING, PAGE_SIZE, Citing, Page, Wanted
from learning.items.models import ItemProofRow, ItemRow, ItemStepRow, ItemVersionRow
from learning.items.proving import is_current, proof_value
from learning.items.steps import is_latest
from learning.items.values import Difficulty, ItemState, ItemVersion, Pool, Proof


def version(session: Session, workspace: str, version_id: str) -> ItemVersion:
    """A version of an item with what proves it now, and the state in which it is.

    Raises:
        ItemNotFound: The workspace has no such version.
    """
    found = versions(session, workspace, [version_id])
    if version_id not in found:
        raise ItemNotFound(version_id)
    return found[version_id]


def versions(session: Session, workspace: str, version_ids: Collection[str]) -> dict[str, ItemVersion]:
    """Those of these versions that the workspace has, by id, in two statements however many they are."""
    query = _versions(workspace).where(ItemVersionRow.id.in_(version_ids))
    return {one.id: one for one in _values(session, query)}


def versions_of(session: Session, workspace: str, key: str) -> tuple[ItemVersion, ...]:
    """All versions of an item, the newest first; none where there is no such item."""
    query = _versions(workspace).where(ItemRow.key == key).order_by(ItemVersionRow.number.desc())
    return tuple(_values(session, query))


def written_at(session: Session, workspace: str, person: str, at: datetime) -> list[str]:
    """The ids of the versions that a person wrote at one moment, as a file's are, in the order in which they came."""
    query = select(ItemVersionRow.id).where(
        ItemVersionRow.workspace_id == workspace, ItemVersionRow.created_by == person, ItemVersionRow.created_at == at
    )
    return list(session.scalars(query.order_by(ItemVersionRow.id)))


def bank(
    session: Session, workspace: str, wanted: Wanted = EVERYTHING, *, skip: int = 0, limit: int = PAGE_SIZE
) -> Page:
    """A page of the versions that are asked for, by key and the newest first, in three statements."""
    query = _versions(workspace).where(*_conditions(wanted))
    return _page(session, query, (ItemRow.key, ItemVersionRow.number.desc()), skip=skip, limit=limit)


def count_by_state(session: Session, workspace: str) -> dict[ItemState, int]:
    """How many versions stand so, by the state; one statement, and none of a state in which there is none."""
    query = (
        select(ItemStepRow.state, func.count())
        .join(ItemVersionRow, ItemVersionRow.id == ItemStepRow.version_id)
        .where(ItemVersionRow.workspace_id == workspace, is_latest())
        .group_by(ItemStepRow.state)
    )
    return {ItemState(state): count for state, count in session.execute(query)}


def competencies(session: Session, workspace: str) -> list[str]:
    """The keys of all competencies that items were written for, in whatever version."""
    query = select(ItemVersionRow.competency).where(ItemVersionRow.workspace_id == workspace).distinct()
    return sorted(key for key in session.scalars(query) if key)


def to_review(session: Session, workspace: str, *, skip: int = 0, limit: int = PAGE_SIZE) -> Page:
    """A page of the versions that wait for a second person, the longest waiting first, in three statements."""
    query = _versions(workspace).where(ItemStepRow.state == ItemState.IN_REVIEW.value)
    return _page(session, query, (ItemStepRow.at, ItemVersionRow.id), skip=skip, limit=limit)


def items_citing(session: Session, workspace: str, passage_ids: Collection[str]) -> tuple[Citing, ...]:
    """The versions, in whatever state, that quotes beginning in these passages prove now, by key."""
    query = (
        select(ItemProofRow.passage_id, ItemVersionRow.id, ItemRow.id, ItemRow.key, ItemRow.pool)
        .add_columns(ItemVersionRow.competency, ItemStepRow.state, ItemProofRow.quote)
        .join(ItemVersionRow, ItemVersionRow.id == ItemProofRow.version_id)
        .join(ItemRow, ItemRow.id == ItemVersionRow.item_id)
        .join(ItemStepRow, ItemStepRow.version_id == ItemVersionRow.id)
        .where(ItemProofRow.passage_id.in_(passage_ids), ItemProofRow.workspace_id == workspace)
        .where(is_latest(), is_current())
        .order_by(ItemRow.key, ItemVersionRow.number, ItemProofRow.number)
    )
    return tuple(
        Citing(passage, version_id, item_id, key, Pool(pool), competency, ItemState(state), quote)
        for passage, version_id, item_id, key, pool, competency, state, quote in session.execute(query)
    )


def _versions(workspace: str) -> Select[ItemVersionRow, str, str, str]:
    return (
        select(ItemVersionRow, ItemRow.key, ItemRow.pool, ItemStepRow.state)
        .join(ItemRow, ItemRow.id == ItemVersionRow.item_id)
        .join(ItemStepRow, ItemStepRow.version_id == ItemVersionRow.id)
        .where(ItemVersionRow.workspace_id == workspace, is_latest())
    )


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.states is None:
        yield ItemStepRow.state != ItemState.SUPERSEDED.value
    else:
        yield ItemStepRow.state.in_([state.value for state in wanted.states])
    if wanted.pool is not None:
        yield ItemRow.pool == wanted.pool.value
    if wanted.competency is not None:
        yield ItemVersionRow.competency == wanted.competency
    if wanted.type is not None:
        yield ItemVersionRow.type == wanted.type
    if wanted.text is not None:
        # As JSON writes it: not every database keeps letters beyond ASCII as they are.
        stored, written = cast(ItemVersionRow.content, Text), json.dumps(wanted.text)[1:-1]
        in_key = ItemRow.key.icontains(wanted.text, autoescape=True)
        yield or_(in_key, stored.icontains(written, autoescape=True))


def _page(
    session: Session,
    query: Select[ItemVersionRow, str, str, str],
    order: Sequence[Any],
    *,
    skip: int,
    limit: int,
) -> Page:
    total = session.execute(select(func.count()).select_from(query.subquery())).scalar_one()
    return Page(tuple(_values(session, query.order_by(*order).offset(skip).limit(limit))), total)


def _values(session: Session, query: Select[ItemVersionRow, str, str, str]) -> list[ItemVersion]:
    rows = session.execute(query).all()
    proofs: dict[str, list[Proof]] = {row.ItemVersionRow.id: [] for row in rows}
    of_these = select(ItemProofRow).where(ItemProofRow.version_id.in_(proofs), is_current())
    for proof in session.scalars(of_these.order_by(ItemProofRow.version_id, ItemProofRow.number)):
        proofs[proof.version_id].append(proof_value(proof))
    return [_value(row, tuple(proofs[row.ItemVersionRow.id])) for row in rows]


def _value(found: Row[ItemVersionRow, str, str, str], proofs: tuple[Proof, ...]) -> ItemVersion:
    row, key, pool, state = found
    return ItemVersion(
        id=row.id,
        item_id=row.item_id,
        key=key,
        number=row.number,
        type=row.type,
        pool=Pool(pool),
        content=row.content,
        rationale=row.rationale,
        competency=row.competency,
        difficulty=Difficulty(row.difficulty),
        scenario_key=row.scenario_key,
        scenario=row.scenario,
        proofs=proofs,
        state=ItemState(state),
        created_by=row.created_by,
        created_at=row.created_at,
    )
