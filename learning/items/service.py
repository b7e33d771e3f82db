"""Use cases of items: written, sent into review and back, published, put into quarantine, released, retired.

Each asks whether the person may do it, and writes it into the audit log, in the caller's transaction.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.guides import steps as editions
from knowledge.members.roles import OPERATOR, Act, may
from knowledge.members.service import require, role_of
from knowledge.policies.queries import policy
from knowledge.turns import take_turn
from knowledge.wording import LONGEST_REASON, plain
from learning.errors import (
    AuthorPublishes,
    BadItem,
    ChangedSince,
    Flaw,
    Found,
    ProofGone,
    QuoteNotFound,
    ReasonMissing,
    WrongItemState,
)
from learning.items.models import ItemRow, ItemStepRow, ItemVersionRow
from learning.items.moves import done_by, move, note, overtake, require_may_become, switch, take_out
from learning.items.proving import find, keep, prove_again
from learning.items.queries import version, versions_of
from learning.items.reading import checked, content_hash, unready
from learning.items.selecting import newest_of_each
from learning.items.states import WAITING
from learning.items.steps import add_step, is_latest
from learning.items.values import ItemDraft, ItemState, ItemVersion
from storage.schema import new_id


@dataclass(frozen=True)
class _Newest:
    """An item's newest version, as far as the next one depends on it."""

    id: str
    number: int
    content_hash: str
    state: str


def add(session: Session, workspace: str, draft: ItemDraft, *, by: str, now: datetime, since: str | None = None) -> str:
    """Store an item that somebody wrote, or the next version of it, as a draft.

    Another version of the item that is not published yet is superseded by it.

    Args:
        session: The transaction.
        workspace: Whose item it is.
        draft: What was written.
        by: Who wrote it.
        now: The time.
        since: The id of the version from which it was written; None where it does not matter what is newest now.

    Returns:
        The id of the version; where nothing was changed in the newest one, and that is not retired, its id.

    Raises:
        NotAllowed: The role does not allow it.
        BadItem: It can't be taken as it is written, or the item is in the other pool.
        ChangedSince: Another version than ``since`` is the newest one.
        GuideUnknown: It quotes a guide that readers do not see.
        QuoteNotFound: What it quotes does not stand there.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.WRITE_ITEMS)
    wanted = checked(draft)
    item = _item(session, workspace, wanted)
    newest = _newest(session, item.id) if item is not None else None
    same = content_hash(wanted)
    if newest is not None and newest.content_hash == same and newest.state != ItemState.RETIRED.value:
        return newest.id
    if since is not None and (newest is None or newest.id != since):
        raise ChangedSince(wanted.key)
    proofs = [find(session, workspace, quote, key=wanted.key) for quote in wanted.quotes]
    if item is None:
        item = ItemRow(id=new_id(), workspace_id=workspace, key=wanted.key, pool=wanted.pool.value, created_at=now)
        session.add(item)
        session.flush()
    number = newest.number + 1 if newest is not None else 1
    row = _version_row(workspace, item.id, number, wanted, same, by=by, now=now)
    session.add(row)
    session.flush()
    keep(session, workspace, row.id, proofs)
    add_step(session, workspace, row.id, ItemState.DRAFT, by=by, now=now)
    made = version(session, workspace, row.id)
    replaced = overtake(session, workspace, made, WAITING, by=by, now=now)
    said = {} if replaced is None else {"replaces": replaced}
    note(session, workspace, made, Action.ITEM_WRITTEN, None, ItemState.DRAFT, said, by=by, now=now)
    return made.id


def take_in(session: Session, workspace: str, draft: ItemDraft, *, by: str, now: datetime) -> str:
    """Store an item of another system as a draft, unless it came in before.

    Its key is made of what it asks: what somebody made of it since stays, and only one that was given up comes back.

    Returns:
        The id of the version, or that of the newest one that is there.

    Raises:
        LearningError, NotAllowed: As ``add``.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.WRITE_ITEMS)
    there = newest_of_each(versions_of(session, workspace, draft.key))
    return there[0].id if there else add(session, workspace, draft, by=by, now=now)


def submit(session: Session, workspace: str, version_id: str, *, by: str, now: datetime) -> None:
    """Ask for the review of a draft.

    Raises:
        NotAllowed: The role does not allow it.
        ItemNotFound: There is no such version.
        WrongItemState: It is no draft.
        BadItem: It has no rationale, no competency, or no proof, or is longer than a message.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.WRITE_ITEMS)
    found = version(session, workspace, version_id)
    require_may_become(found, ItemState.IN_REVIEW)
    _require_ready(found)
    move(session, workspace, found, ItemState.IN_REVIEW, Action.ITEM_SUBMITTED, by=by, now=now)


def send_back(session: Session, workspace: str, version_id: str, *, by: str, reason: str, now: datetime) -> None:
    """Make a draft again of a version that is in review.

    Raises:
        NotAllowed: The role does not allow it.
        ReasonMissing: There is no reason.
        ItemNotFound: There is no such version.
        WrongItemState: It is not in review.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.PUBLISH_ITEMS)
    why = _reason(reason)
    found = version(session, workspace, version_id)
    move(session, workspace, found, ItemState.DRAFT, Action.ITEM_SENT_BACK, by=by, reason=why, now=now)


def publish(session: Session, workspace: str, version_id: str, *, by: str, now: datetime) -> None:
    """Let a version be drawn, from one moment to the next, in place of the one that was; done once for a person.

    Its quotes are looked for again: they have to stand in the editions that readers see now.

    Raises:
        NotAllowed: The role does not allow it.
        ItemNotFound: There is no such version.
        WrongItemState: It was published before, by somebody else, or has no review to wait for any more; or nobody sent
            it into review, and the workspace wants a second person to look at it.
        AuthorPublishes: The person wrote it, and the workspace wants somebody else to publish it.
        BadItem: It has no rationale, no competency, or no proof, or is longer than a message.
        GuideUnknown: It quotes a guide that readers do not see any more.
        QuoteNotFound: What it quotes does not stand there any more.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.PUBLISH_ITEMS)
    found = version(session, workspace, version_id)
    if done_by(session, workspace, found, by):
        return
    if found.state is ItemState.QUARANTINED:
        raise WrongItemState(found.key, found.state.value, ItemState.PUBLISHED.value)
    _let_in(session, workspace, found, Action.ITEM_PUBLISHED, by=by, now=now)


def release(session: Session, workspace: str, version_id: str, *, by: str, now: datetime) -> None:
    """Let a version be drawn again that was in quarantine, as somebody found that the guides still prove it.

    Raises:
        NotAllowed: The role does not allow it.
        ItemNotFound: There is no such version.
        WrongItemState: It is not in quarantine.
        AuthorPublishes: The person wrote it, and the workspace wants somebody else to look at it.
        GuideUnknown: It quotes a guide that readers do not see any more.
        ProofGone: What it quotes does not stand there any more: a new version of the item is needed.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.PUBLISH_ITEMS)
    found = version(session, workspace, version_id)
    if done_by(session, workspace, found, by):
        return
    if found.state is not ItemState.QUARANTINED:
        raise WrongItemState(found.key, found.state.value, ItemState.PUBLISHED.value)
    try:
        _let_in(session, workspace, found, Action.ITEM_RELEASED, by=by, now=now)
    except QuoteNotFound as error:
        raise ProofGone(error.key, error.guide) from error


def quarantine(session: Session, workspace: str, version_id: str, *, edition_id: str, now: datetime) -> bool:
    """Let a version be drawn no more, as an edition changed what proves it, until somebody looked at it.

    Done in the name of whoever published the edition, or withdrew it.

    Returns:
        Whether it was live; nothing is changed where it was not.

    Raises:
        ItemNotFound: There is no such version.
        GuideNotFound: There is no such edition.
    """
    take_turn(session, workspace)
    found = version(session, workspace, version_id)
    if found.state is not ItemState.PUBLISHED:
        return False
    edition = editions.subject_of(session, workspace, edition_id)
    by = editions.steps_of(session, edition_id)[-1].by
    state, action = ItemState.QUARANTINED, Action.ITEM_QUARANTINED
    why, said = edition.called, {"edition_id": edition_id}
    move(session, workspace, found, state, action, by=by, reason=why, said=said, now=now)
    take_out(session, found)
    return True


def retire(session: Session, workspace: str, version_id: str, *, by: str, reason: str, now: datetime) -> None:
    """Give a version up for good: one's own that is not published yet, or any where one may publish.

    Raises:
        NotAllowed: The role does not allow it.
        ReasonMissing: There is no reason.
        ItemNotFound: There is no such version.
        WrongItemState: It is retired already, or a newer one took its place.
    """
    take_turn(session, workspace)
    found = version(session, workspace, version_id)
    own = found.state in WAITING and found.created_by == by and may(role_of(session, workspace, by), Act.WRITE_ITEMS)
    if not own:
        require(session, workspace, by, Act.PUBLISH_ITEMS)
    move(session, workspace, found, ItemState.RETIRED, Action.ITEM_RETIRED, by=by, reason=_reason(reason), now=now)
    take_out(session, found)


def _let_in(session: Session, workspace: str, found: ItemVersion, action: Action, *, by: str, now: datetime) -> None:
    require_may_become(found, ItemState.PUBLISHED)
    if by != OPERATOR and policy(session, workspace).second_person:
        if by == found.created_by:
            raise AuthorPublishes(found.key, by)
        if found.state is ItemState.DRAFT:
            raise WrongItemState(found.key, found.state.value, ItemState.PUBLISHED.value)
    _require_ready(found)
    prove_again(session, workspace, found.id, key=found.key)
    switch(session, workspace, found, action, by=by, now=now)


def _require_ready(found: ItemVersion) -> None:
    lacks = unready(found)
    if lacks:
        raise BadItem(found.key, lacks)


def _item(session: Session, workspace: str, wanted: ItemDraft) -> ItemRow | None:
    item = session.scalar(select(ItemRow).where(ItemRow.workspace_id == workspace, ItemRow.key == wanted.key))
    if item is not None and item.pool != wanted.pool.value:
        raise BadItem(wanted.key, [Found(Flaw.OTHER_POOL, "pool", item.pool)])
    return item


def _newest(session: Session, item_id: str) -> _Newest | None:
    row = session.execute(
        select(ItemVersionRow.id, ItemVersionRow.number, ItemVersionRow.content_hash, ItemStepRow.state)
        .join(ItemStepRow, ItemStepRow.version_id == ItemVersionRow.id)
        .where(ItemVersionRow.item_id == item_id, is_latest())
        .order_by(ItemVersionRow.number.desc())
        .limit(1)
    ).one_or_none()
    return _Newest(*row) if row is not None else None


def _version_row(
    workspace: str, item_id: str, number: int, wanted: ItemDraft, same: str, *, by: str, now: datetime
) -> ItemVersionRow:
    return ItemVersionRow(
        id=new_id(),
        workspace_id=workspace,
        item_id=item_id,
        number=number,
        type=wanted.type,
        content=dict(wanted.content),
        rationale=wanted.rationale,
        competency=wanted.competency,
        difficulty=wanted.difficulty.value,
        scenario_key=wanted.scenario_key,
        scenario=wanted.scenario,
        content_hash=same,
        created_by=by,
        created_at=now,
    )


def _reason(given: str) -> str:
    reason = plain(given)[:LONGEST_REASON]
    if not reason:
        raise ReasonMissing
    return reason
