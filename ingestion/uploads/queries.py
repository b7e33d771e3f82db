"""Selects over uploads."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session

from ingestion.given import given_from
from ingestion.uploads.models import UploadRow
from ingestion.uploads.values import UNDER_WAY, AsGuide, Stage, Upload
from knowledge.guides.models import EditionStep
from knowledge.guides.states import WAITING, EditionState
from knowledge.guides.steps import is_latest

_LIVING = (*WAITING, EditionState.PUBLISHED)


def upload(session: Session, workspace: str, upload_id: str) -> Upload | None:
    """An upload of the workspace, if there is one of this id."""
    row = session.scalar(select(UploadRow).where(UploadRow.workspace_id == workspace, UploadRow.id == upload_id))
    return upload_value(row) if row is not None else None


def upload_of(session: Session, workspace: str, edition_id: str) -> Upload | None:
    """The upload that an edition was made of; None where it came from the command line."""
    query = select(UploadRow).where(UploadRow.workspace_id == workspace, UploadRow.edition_id == edition_id)
    row = session.scalar(query.limit(1))
    return upload_value(row) if row is not None else None


def uploads(session: Session, workspace: str, stages: Collection[Stage], *, person: str | None = None) -> list[Upload]:
    """The uploads that are at one of these stages, the oldest first: one person's, or everybody's."""
    query = select(UploadRow).where(UploadRow.workspace_id == workspace, UploadRow.stage.in_(stages))
    if person is not None:
        query = query.where(UploadRow.person == person)
    return [upload_value(row) for row in session.scalars(query.order_by(UploadRow.created_at, UploadRow.id))]


def count(session: Session, workspace: str, stages: Collection[Stage], *, person: str | None = None) -> int:
    """How many these are."""
    query = select(func.count()).where(UploadRow.workspace_id == workspace, UploadRow.stage.in_(stages))
    if person is not None:
        query = query.where(UploadRow.person == person)
    return session.execute(query).scalar_one()


def like_content(session: Session, workspace: str, content_hash: str, *, besides: str) -> Upload | None:
    """Another upload of the same file that is under way, if there is one."""
    query = select(UploadRow).where(
        UploadRow.workspace_id == workspace,
        UploadRow.content_hash == content_hash,
        UploadRow.stage.in_(UNDER_WAY),
        UploadRow.id != besides,
    )
    row = session.scalar(query.limit(1))
    return upload_value(row) if row is not None else None


def sources_in_hand(session: Session, workspace: str, sources: Collection[str]) -> dict[str, Upload]:
    """Those of these sources that are on their way in, or became an edition that readers see or may come to see.

    Returns:
        The last upload of each.
    """
    lives = exists().where(EditionStep.edition_id == UploadRow.edition_id, is_latest(), EditionStep.state.in_(_LIVING))
    query = select(UploadRow).where(
        UploadRow.workspace_id == workspace,
        UploadRow.source.in_(sources),
        or_(UploadRow.stage.in_(UNDER_WAY), and_(UploadRow.stage == Stage.READY, lives)),
    )
    return {row.source: upload_value(row) for row in session.scalars(query.order_by(UploadRow.created_at))}


def upload_value(row: UploadRow) -> Upload:
    """A row as the value that leaves this package."""
    return Upload(
        id=row.id,
        person=row.person,
        name=row.name,
        source=row.source,
        stage=Stage(row.stage),
        guide_id=row.guide_id,
        edition_id=row.edition_id,
        content_hash=row.content_hash,
        passages=row.passages,
        error=row.error,
        facts=row.facts or {},
        given=given_from(row.details),
        as_guide=_as_guide(row.as_guide),
        findings=row.findings or {},
        channel=row.channel,
        message=row.message,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )


def _as_guide(held: Mapping[str, Any] | None) -> AsGuide | None:
    return AsGuide(held["edition_id"], tuple(held["details"])) if held is not None else None
