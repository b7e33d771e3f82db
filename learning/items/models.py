"""Tables of items. Versions are immutable; what becomes of one is a step added to it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, Id, WorkspaceId, new_id


class ItemRow(Base):
    """An item, known by its key; it is for practice or for exams, never for both."""

    __tablename__ = "item"
    __table_args__ = (UniqueConstraint("workspace_id", "key"),)

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    key: Mapped[str] = mapped_column(String(200))
    pool: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime]


class ItemVersionRow(Base):
    """What an item asks and what is right: its type, and the content that this type reads."""

    __tablename__ = "item_version"
    __table_args__ = (UniqueConstraint("item_id", "number"), Index(None, "workspace_id", "competency"))

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    item_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("item.id"))
    number: Mapped[int]
    type: Mapped[str] = mapped_column(String(40))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    rationale: Mapped[str] = mapped_column(Text)
    competency: Mapped[str] = mapped_column(String(100))
    difficulty: Mapped[str] = mapped_column(String(20))
    scenario_key: Mapped[str | None] = mapped_column(String(200))
    scenario: Mapped[str | None] = mapped_column(Text)
    content_hash: Mapped[str] = mapped_column(String(64))
    created_by: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[datetime]


class ItemProofRow(Base):
    """A quote of an edition that proves the key of a version of an item."""

    __tablename__ = "item_proof"

    version_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("item_version.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    workspace_id: Mapped[WorkspaceId]
    edition_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("edition.id"), index=True)
    passage_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("passage.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str] = mapped_column(Text)


class ItemStepRow(Base):
    """A step in the life of a version of an item; the last one says in which state it is."""

    __tablename__ = "item_step"

    version_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("item_version.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    workspace_id: Mapped[WorkspaceId]
    state: Mapped[str] = mapped_column(String(20))
    by: Mapped[str] = mapped_column(String(255))
    at: Mapped[datetime]
    reason: Mapped[str | None] = mapped_column(Text)


class LiveItemRow(Base):
    """The version of an item that may be drawn. Changing this row is what publishes, quarantines and retires."""

    __tablename__ = "live_item"
    __table_args__ = (Index(None, "workspace_id", "pool", "competency"),)

    item_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("item.id"), primary_key=True)
    workspace_id: Mapped[WorkspaceId]
    version_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("item_version.id"), unique=True)
    pool: Mapped[str] = mapped_column(String(20))
    competency: Mapped[str] = mapped_column(String(100))
    scenario_key: Mapped[str | None] = mapped_column(String(200))
