"""Tables of learning paths: each in immutable versions; what a person does on one is a step added to it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, Id, WorkspaceId, new_id


class PathRow(Base):
    """A learning path, known by its key. ``retired_at`` is set while nobody new may begin it."""

    __tablename__ = "learning_path"
    __table_args__ = (UniqueConstraint("workspace_id", "key"),)

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    key: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class PathVersionRow(Base):
    """What a path consists of (``definition.LearningPath`` as data); the newest one holds."""

    __tablename__ = "learning_path_version"
    __table_args__ = (UniqueConstraint("path_id", "number"),)

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    path_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("learning_path.id"))
    number: Mapped[int]
    definition: Mapped[dict[str, Any]] = mapped_column(JSON)
    content_hash: Mapped[str] = mapped_column(String(64))
    created_by: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[datetime]


class EnrolmentRow(Base):
    """That a person is on a path since then; ``ended_at`` is set when she leaves it."""

    __tablename__ = "enrolment"
    __table_args__ = (Index(None, "workspace_id", "person"), UniqueConstraint("path_id", "person"))

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    path_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("learning_path.id"))
    person: Mapped[str] = mapped_column(String(255))
    by: Mapped[str] = mapped_column(String(255))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class StepDoneRow(Base):
    """That a person has read, or thought about, what a step of a path asks for; ``note`` is what she wrote."""

    __tablename__ = "step_done"
    __table_args__ = (Index(None, "workspace_id", "person"), UniqueConstraint("path_id", "person", "step"))

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    path_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("learning_path.id"))
    person: Mapped[str] = mapped_column(String(255))
    step: Mapped[str] = mapped_column(String(100))
    note: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime]
