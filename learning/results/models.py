"""Tables of who is to be told of a regrade."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, WorkspaceId


class RegradeNoticeRow(Base):
    """That a person is to be told what a regrade changed for her, and when she was."""

    __tablename__ = "regrade_notice"

    regrade_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("regrade.id"), primary_key=True)
    attempt_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("attempt.id"), primary_key=True)
    workspace_id: Mapped[WorkspaceId]
    person: Mapped[str] = mapped_column(String(255))
    told_at: Mapped[datetime | None]
