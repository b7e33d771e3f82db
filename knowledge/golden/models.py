"""Tables of golden questions."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, Id, WorkspaceId, new_id


class GoldenQuestionRow(Base):
    """A question, and what its answer must cite; or that it must be refused."""

    __tablename__ = "golden_question"

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    question: Mapped[str] = mapped_column(Text)
    guide_key: Mapped[str | None] = mapped_column(String(500))
    heading: Mapped[str | None] = mapped_column(String(500))
    refuse: Mapped[bool]
    created_by: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class GoldenRunRow(Base):
    """What came out when all of them were asked: of the library as it is, or as it would be with an edition."""

    __tablename__ = "golden_run"

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    edition_id: Mapped[str | None] = mapped_column(Uuid(as_uuid=False), ForeignKey("edition.id"), index=True)
    model: Mapped[str] = mapped_column(String(200))
    asked: Mapped[int]
    failures: Mapped[list[Any]] = mapped_column(JSON)
    ran_at: Mapped[datetime]
