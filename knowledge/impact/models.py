"""Tables of what people are told about changes."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, WorkspaceId


class ChangeNoticeRow(Base):
    """That an asker is told that an edition changed what an answer cites; ``told_at`` once it was really said."""

    __tablename__ = "change_notice"

    answer_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("answer.id"), primary_key=True)
    edition_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("edition.id"), primary_key=True)
    workspace_id: Mapped[WorkspaceId]
    person: Mapped[str] = mapped_column(String(255))
    claimed_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
