"""What became of the links in guides: where they stand, what was found, of which ones somebody has to be told."""

import hashlib
from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from knowledge.freshness.hyperlinks import found_dead, links_of
from knowledge.freshness.models import LinkCheckRow
from knowledge.freshness.values import DeadLink, FailingLink, LinkedText
from knowledge.guides.models import ActiveEdition, Edition, EditionStep, Guide
from knowledge.guides.states import EditionState

_STREAM_ROWS = 20


def linked_texts(
    session: Session, workspace: str, *, guide_id: str | None = None, failing: bool = False
) -> Iterator[LinkedText]:
    """The texts that readers see and in which a link may stand, or one that failed; of all guides, or of one."""
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
    if failing:
        query = query.where(_holds_a_failure(workspace))
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


def dead_links(session: Session, workspace: str, *, guide_id: str | None = None) -> list[DeadLink]:
    """The dead links of all guides, or of one, in the order in which they stand there."""
    dead = {link.url: (link, found) for link in failing_links(session, workspace) if (found := found_dead(link.checks))}
    if not dead:
        return []
    return [
        DeadLink(
            guide_id=text.guide_id,
            title=text.title,
            owner=text.owner,
            url=url,
            problem=link.problem,
            since=min(at for at, alive in link.checks if alive is False),
            found=found,
            told=link.told_at is not None and url in _links_then(session, text.guide_id, link.told_at),
        )
        for text in linked_texts(session, workspace, guide_id=guide_id, failing=True)
        for url in links_of(text.source_url, text.text)
        if url in dead
        for link, found in [dead[url]]
    ]


def links_to_tell(session: Session, workspace: str, now: datetime) -> list[DeadLink]:
    """The dead links that are told now: those of which it was not, as far as they were not found dead only today.

    What is found on one day (in UTC) is told together once it is over; so what is told does not grow while some of
    several people wait until they are at work.
    """
    return [link for link in dead_links(session, workspace) if not link.told and link.found.date() < now.date()]


def links_told(session: Session, workspace: str, urls: Collection[str], *, at: datetime) -> None:
    """Keep that everybody was told of these dead links who answered at this time for a guide that held one."""
    session.execute(
        update(LinkCheckRow)
        .where(LinkCheckRow.workspace_id == workspace, LinkCheckRow.url_hash.in_([_hash(url) for url in urls]))
        .where(LinkCheckRow.alive.is_(False))
        .values(told_at=at)
    )


def _holds_a_failure(workspace: str) -> ColumnElement[bool]:
    """Whether an address that failed stands in an edition, be it as a part of a longer one."""
    here = or_(Edition.text.contains(LinkCheckRow.url), Edition.source_url.contains(LinkCheckRow.url))
    failed = exists().where(LinkCheckRow.workspace_id == workspace, LinkCheckRow.alive.is_(False), here)
    return failed.correlate(Edition)


def _links_then(session: Session, guide_id: str, at: datetime) -> list[str]:
    """The links of the edition of a guide that readers saw at this time; none where they saw none."""
    last = (
        select(func.max(EditionStep.number))
        .where(EditionStep.edition_id == Edition.id, EditionStep.at <= at)
        .correlate(Edition)
        .scalar_subquery()
    )
    query = (
        select(Edition.source_url, Edition.text)
        .join(EditionStep, EditionStep.edition_id == Edition.id)
        .where(Edition.guide_id == guide_id, EditionStep.number == last)
        .where(EditionStep.state == EditionState.PUBLISHED.value)
    )
    return [link for source_url, text in session.execute(query) for link in links_of(source_url, text)]


def _failing(url: str, rows: list[LinkCheckRow]) -> FailingLink:
    problem = next((row.problem for row in reversed(rows) if row.alive is False and row.problem), "")
    told_at = max((row.told_at for row in rows if row.told_at is not None), default=None)
    return FailingLink(url, tuple((row.checked_at, row.alive) for row in rows), problem, told_at)


def _hash(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()
