"""Tables of uploads."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, Id, WorkspaceId


class UploadRow(Base):
    """A file or a web page that a person hands in, and how far it has come."""

    __tablename__ = "upload"

    id: Mapped[Id] = mapped_column(primary_key=True)
    workspace_id: Mapped[WorkspaceId]
    person: Mapped[str] = mapped_column(String(255))
    name: Mapped[str] = mapped_column(String(500))
    source: Mapped[str] = mapped_column(String(2000))
    stage: Mapped[str] = mapped_column(String(20))
    guide_id: Mapped[str | None] = mapped_column(Uuid(as_uuid=False), ForeignKey("guide.id"))
    edition_id: Mapped[str | None] = mapped_column(Uuid(as_uuid=False), ForeignKey("edition.id"), index=True)
    content_hash: Mapped[str | None] = mapped_column(String(64))
    passages: Mapped[int | None]
    error: Mapped[str | None] = mapped_column(String(60))
    facts: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    as_guide: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    findings: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    channel: Mapped[str | None] = mapped_column(String(255))
    message: Mapped[str | None] = mapped_column(String(255))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
