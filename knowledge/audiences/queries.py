"""Selects for audiences."""

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from knowledge.audiences.audience import Community, MemberKind, Readership
from knowledge.audiences.models import CommunityMemberRow, CommunityRow
from knowledge.guides.drafts import EVERYBODY
from knowledge.guides.models import ActiveEdition, Edition, Guide
from knowledge.standard.models import StandardAnswerRow
from storage.together import Together

_WORKSPACE: BindParameter[str] = bindparam("workspace")
_MEMBERS = (
    select(CommunityRow.name, CommunityMemberRow.kind, CommunityMemberRow.member)
    .outerjoin(CommunityMemberRow, CommunityMemberRow.community_id == CommunityRow.id)
    .where(CommunityRow.workspace_id == _WORKSPACE)
)
_AUDIENCES = (
    select(Edition.audience)
    .join(ActiveEdition, ActiveEdition.edition_id == Edition.id)
    .where(ActiveEdition.workspace_id == _WORKSPACE, Edition.workspace_id == _WORKSPACE)
    .distinct()
)
_OF_STANDARD_ANSWERS = (
    select(StandardAnswerRow.audience)
    .where(StandardAnswerRow.workspace_id == _WORKSPACE, StandardAnswerRow.retired_at.is_(None))
    .distinct()
)
_AUDIENCES_AND_MEMBERS = Together([_AUDIENCES, _OF_STANDARD_ANSWERS, _MEMBERS])


def communities(session: Session, workspace: str) -> list[Community]:
    """The communities of a workspace by name."""
    query = _MEMBERS.order_by(CommunityRow.name, CommunityMemberRow.member)
    return _communities(session.execute(query, {"workspace": workspace}))


def readership(session: Session, workspace: str) -> Readership:
    """Whom the guides and standard answers of a workspace are for, with its communities if any is not for everybody.

    One statement.
    """
    guides, answers, members = _AUDIENCES_AND_MEMBERS.rows(session, {"workspace": workspace})
    keys = sorted({audience for (audience,) in [*guides, *answers]})
    in_order = sorted(members, key=lambda row: (row[0], row[2] or ""))
    return Readership(tuple(keys), tuple(_communities(in_order)) if set(keys) - {EVERYBODY} else ())


def has_guides_for(session: Session, workspace: str, audiences: Collection[str]) -> bool:
    """Whether there is any guide for these audiences; nothing is told of guides for others."""
    query = (
        select(ActiveEdition.guide_id)
        .join(Edition, Edition.id == ActiveEdition.edition_id)
        .where(ActiveEdition.workspace_id == workspace, Edition.audience.in_(audiences))
        .limit(1)
    )
    return session.scalar(query) is not None


def guards(
    session: Session, workspace: str, *, editions: Collection[str], guides: Collection[str]
) -> Readership | None:
    """Whom everything is for that was once quoted from these editions, and said of these guides.

    An edition stays for the audience it was made for, but its guide may be for fewer since. So both count: the
    edition's own audience and that of the guide's edition published last.

    Args:
        session: Where they are looked up.
        workspace: Its id.
        editions: Their ids.
        guides: Keys of guides; those of the editions too.

    Returns:
        None where one of them is not the workspace's.
    """
    own = select(Edition.id, Edition.audience).where(Edition.workspace_id == workspace, Edition.id.in_(editions))
    last = (
        select(Guide.key, Edition.audience)
        .join(Edition, Edition.guide_id == Guide.id)
        .where(Guide.workspace_id == workspace, Guide.key.in_(guides), Edition.published_at.is_not(None))
        .order_by(Edition.published_at, Edition.number)
    )
    of_editions = {edition: audience for edition, audience in session.execute(own)}
    # Later ones take the place of earlier ones.
    of_guides = {key: audience for key, audience in session.execute(last)}
    if not (set(editions) <= of_editions.keys() and set(guides) <= of_guides.keys()):
        return None
    return _with_communities(session, workspace, {*of_editions.values(), *of_guides.values()})


def _with_communities(session: Session, workspace: str, keys: Collection[str]) -> Readership:
    # Most workspaces keep nothing from anybody.
    together = communities(session, workspace) if set(keys) - {EVERYBODY} else []
    return Readership(tuple(sorted(keys)), tuple(together))


def _communities(members: Iterable[Sequence[Any]]) -> list[Community]:
    found = groupby(members, key=itemgetter(0))
    return [_community(name, [(kind, member) for _, kind, member in rows]) for name, rows in found]


def _community(name: str, members: Collection[tuple[str | None, str | None]]) -> Community:
    def of(kind: MemberKind) -> tuple[str, ...]:
        return tuple(member for its_kind, member in members if its_kind == kind and member is not None)

    return Community(name, of(MemberKind.CHANNEL), of(MemberKind.PERSON))
