"""Tables of what a certification requires besides its exam: practice observed, contributions, attendance, and so on."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Index, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, Id, WorkspaceId, new_id


class RequirementStepRow(Base):
    """A step of one person towards one requirement; the last one says how it stands."""

    __tablename__ = "requirement_step"
    __table_args__ = (
        Index(None, "workspace_id", "certification_id", "person"),
        Index(None, "workspace_id", "person"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    certification_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("certification.id"))
    person: Mapped[str] = mapped_column(String(255))
    requirement: Mapped[str] = mapped_column(String(100))
    state: Mapped[str] = mapped_column(String(20))
    marks: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    note: Mapped[str | None] = mapped_column(Text)
    link: Mapped[str | None] = mapped_column(String(2000))
    until: Mapped[date | None] = mapped_column(Date)
    by: Mapped[str] = mapped_column(String(255))
    at: Mapped[datetime]
