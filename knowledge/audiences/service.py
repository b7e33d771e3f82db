"""Use cases of audiences: a community is made, changed, removed."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from knowledge.audiences import queries
from knowledge.audiences.audience import AudienceKind, Community, MemberKind, parse
from knowledge.audiences.models import CommunityMemberRow, CommunityRow
from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.audit.values import Facts
from knowledge.errors import CommunityNameUnusable
from knowledge.members.roles import Act
from knowledge.members.service import require
from knowledge.turns import take_turn
from knowledge.wording import plain
from storage.database import insert_missing
from storage.schema import new_id

LONGEST_NAME = 150


def set_community(
    session: Session,
    workspace: str,
    name: str,
    channels: Collection[str],
    people: Collection[str],
    *,
    by: str,
    now: datetime,
) -> str:
    """Make a community of these channels and people, in place of whoever belonged to it before.

    Returns:
        Its name as it is kept, which is the key of its audience. Nothing is written down where all is as it was.

    Raises:
        NotAllowed: Who does it may not.
        CommunityNameUnusable: It is empty, longer than 150 characters, or means everybody or channels.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.KEEP_AUDIENCES)
    wanted = Community(_usable(name), tuple(sorted(set(channels))), tuple(sorted(set(people))))
    before = _community(session, workspace, wanted.name)
    if before != wanted:
        _set(session, workspace, wanted, now=now)
        _record(session, workspace, before, wanted, by=by, now=now)
    return wanted.name


def remove_community(session: Session, workspace: str, name: str, *, by: str, now: datetime) -> bool:
    """Remove a community; guides that are for it are read by nobody until they get another audience.

    Returns:
        Whether there was one.

    Raises:
        NotAllowed: Who does it may not.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.KEEP_AUDIENCES)
    row = _row(session, workspace, parse(plain(name)).key)
    if row is None:
        return False
    before = _community(session, workspace, row.name)
    _forget_members(session, row)
    session.delete(row)
    session.flush()
    _record(session, workspace, before, None, by=by, now=now)
    return True


def _usable(name: str) -> str:
    audience = parse(plain(name))
    if audience.kind is not AudienceKind.COMMUNITY or not 1 <= len(audience.key) <= LONGEST_NAME:
        raise CommunityNameUnusable(name)
    return audience.key


def _community(session: Session, workspace: str, name: str) -> Community | None:
    return next((found for found in queries.communities(session, workspace) if found.name == name), None)


def _row(session: Session, workspace: str, name: str) -> CommunityRow | None:
    query = select(CommunityRow).where(CommunityRow.workspace_id == workspace, CommunityRow.name == name)
    return session.scalar(query)


def _set(session: Session, workspace: str, wanted: Community, *, now: datetime) -> None:
    row = _row(session, workspace, wanted.name)
    if row is None:
        row = CommunityRow(id=new_id(), workspace_id=workspace, name=wanted.name, created_at=now)
        session.add(row)
        session.flush()
    _forget_members(session, row)
    members = [(MemberKind.CHANNEL, one) for one in wanted.channels] + [
        (MemberKind.PERSON, one) for one in wanted.people
    ]
    ids = {"workspace_id": workspace, "community_id": row.id}
    insert_missing(session, CommunityMemberRow, [{**ids, "kind": kind.value, "member": one} for kind, one in members])


def _forget_members(session: Session, row: CommunityRow) -> None:
    session.execute(delete(CommunityMemberRow).where(CommunityMemberRow.community_id == row.id))


def _record(
    session: Session, workspace: str, before: Community | None, after: Community | None, *, by: str, now: datetime
) -> None:
    name = next(one.name for one in (after, before) if one is not None)
    record(
        session,
        workspace,
        actor=by,
        action=Action.COMMUNITY_CHANGED,
        subject_kind="community",
        subject=name,
        name=name,
        before=_facts(before),
        after=_facts(after),
        now=now,
    )


def _facts(community: Community | None) -> Facts | None:
    if community is None:
        return None
    return {"channels": list(community.channels), "people": list(community.people)}
