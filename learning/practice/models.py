"""Tables of practice."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, Id, WorkspaceId, new_id


class PracticeRow(Base):
    """An item for practice that was shown to a person, and what came of it, once."""

    __tablename__ = "practice"
    __table_args__ = (Index(None, "workspace_id", "person", "version_id"),)

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    person: Mapped[str] = mapped_column(String(255))
    certification_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("certification.id"))
    version_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("item_version.id"))
    tokens: Mapped[list[Any]] = mapped_column(JSON)
    shown_at: Mapped[datetime]
    given: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    credit: Mapped[float | None]
    answered_at: Mapped[datetime | None]
