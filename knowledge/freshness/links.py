"""What became of the links in guides: where they may stand, what was found, who was told."""

import hashlib
from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from knowledge.freshness.models import LinkCheckRow
from knowledge.freshness.values import FailingLink, LinkedText
from knowledge.guides.models import ActiveEdition, Edition, Guide

# A longer address is not kept, and so not checked.
LONGEST_LINK = 2_000
_STREAM_ROWS = 20


def linked_texts(session: Session, workspace: str, *, guide_id: str | None = None) -> Iterator[LinkedText]:
    """The texts that readers see and in which a link may stand; of all guides, or of one."""
    query = (
        select(Guide.id, Edition.title, Guide.owner_person, Edition.source_url, Edition.text)
        .join(ActiveEdition, ActiveEdition.guide_id == Guide.id)
        .join(Edition, Edition.id == ActiveEdition.edition_id)
        .where(Guide.workspace_id == workspace)
        .where(or_(Edition.text.contains("://"), Edition.source_url.is_not(None)))
        .order_by(Guide.key)
    )
    if guide_id is not None:
        query = query.where(Guide.id == guide_id)
    for row in session.execute(query.execution_options(yield_per=_STREAM_ROWS)):
        yield LinkedText(*row)


def last_checks(session: Session, workspace: str, *, urls: Collection[str] | None = None) -> dict[str, datetime]:
    """When each link that was looked at was so last; all of them, or some."""
    query = select(LinkCheckRow.url, func.max(LinkCheckRow.checked_at)).where(LinkCheckRow.workspace_id == workspace)
    if urls is not None:
        query = query.where(LinkCheckRow.url_hash.in_([_hash(url) for url in urls]))
    return {url: at for url, at in session.execute(query.group_by(LinkCheckRow.url))}


def record_link(session: Session, workspace: str, url: str, *, alive: bool | None, problem: str, now: datetime) -> None:
    """Keep what a look at a link found, and forget what no longer says anything.

    Once a link is alive, it does not matter what it was before; and of looks that could not tell, the last one says
    when that was.
    """
    this = (LinkCheckRow.workspace_id == workspace, LinkCheckRow.url_hash == _hash(url))
    says_nothing = () if alive else (LinkCheckRow.alive.is_(None),)
    session.execute(delete(LinkCheckRow).where(*this, *says_nothing))
    row = LinkCheckRow(workspace_id=workspace, url_hash=_hash(url), checked_at=now, url=url, alive=alive)
    row.problem = problem or None
    session.add(row)


def failing_links(session: Session, workspace: str) -> list[FailingLink]:
    """The links that failed since they were last alive, by address."""
    failed = select(LinkCheckRow.url_hash).where(LinkCheckRow.workspace_id == workspace, LinkCheckRow.alive.is_(False))
    query = (
        select(LinkCheckRow)
        .where(LinkCheckRow.workspace_id == workspace, LinkCheckRow.url_hash.in_(failed))
        .order_by(LinkCheckRow.url, LinkCheckRow.checked_at)
    )
    found: dict[str, list[LinkCheckRow]] = {}
    for row in session.scalars(query):
        found.setdefault(row.url, []).append(row)
    return [_failing(url, rows) for url, rows in found.items()]


def links_told(session: Session, workspace: str, urls: Collection[str], *, now: datetime) -> None:
    """Keep that somebody was told of these dead links."""
    session.execute(
        update(LinkCheckRow)
        .where(LinkCheckRow.workspace_id == workspace, LinkCheckRow.url_hash.in_([_hash(url) for url in urls]))
        .where(LinkCheckRow.alive.is_(False), LinkCheckRow.told_at.is_(None))
        .values(told_at=now)
    )


def _failing(url: str, rows: list[LinkCheckRow]) -> FailingLink:
    problem = next((row.problem for row in reversed(rows) if row.alive is False and row.problem), "")
    told = any(row.told_at is not None for row in rows)
    return FailingLink(url, tuple((row.checked_at, row.alive) for row in rows), problem, told)


def _hash(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()
