"""Tables of notices: what a person is to be written to about, once in a period."""

from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, Id, WorkspaceId, new_id


class NoticeRow(Base):
    """That a person is to be written to about something (``learners.values.Kind``) in a period, not before ``send_at``.

    ``failed_at`` is when it could not be sent first. ``ended_at`` is when it was sent, or dropped; ``outcome`` says
    which (``values.Outcome``).
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("workspace_id", "person", "kind", "period"),
        Index(None, "workspace_id", "ended_at", "send_at"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    person: Mapped[str] = mapped_column(String(255))
    kind: Mapped[str] = mapped_column(String(20))
    period: Mapped[str] = mapped_column(String(80))
    send_at: Mapped[datetime]
    failed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(20))
