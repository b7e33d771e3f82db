"""Tables of certifications: what each requires, as data, in immutable versions."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, Id, WorkspaceId, new_id


class CertificationRow(Base):
    """A certification, known by its key. ``retired_at`` is set while nobody new may begin it."""

    __tablename__ = "certification"
    __table_args__ = (UniqueConstraint("workspace_id", "key"),)

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    key: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class CertificationVersionRow(Base):
    """What a certification requires (``definition.Definition`` as data); the newest one holds for who begins."""

    __tablename__ = "certification_version"
    __table_args__ = (UniqueConstraint("certification_id", "number"),)

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    certification_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("certification.id"))
    number: Mapped[int]
    definition: Mapped[dict[str, Any]] = mapped_column(JSON)
    content_hash: Mapped[str] = mapped_column(String(64))
    created_by: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[datetime]
