"""Tables of the library.

Editions, passages and embeddings are append-only; ``ActiveEdition`` is the switch.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    func,
)
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, Id, WorkspaceId, new_id


class Original(Base):
    """A file as it was given, by its content hash."""

    __tablename__ = "original"

    workspace_id: Mapped[WorkspaceId] = mapped_column(primary_key=True)
    content_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    created_at: Mapped[datetime]


class Guide(Base):
    """A guide, known by its key: the name of the file it came from, relative to the folder given."""

    __tablename__ = "guide"
    __table_args__ = (UniqueConstraint("workspace_id", "key"),)

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    key: Mapped[str] = mapped_column(String(500))
    source_path: Mapped[str | None] = mapped_column(String(4000))
    owner_person: Mapped[str | None] = mapped_column(String(255))
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class Edition(Base):
    """One immutable version of a guide.

    ``places`` is a list of ``[start, kind, number, exact]``: from that character of the text on, the
    original's page, slide or second is the one named.
    """

    __tablename__ = "edition"
    __table_args__ = (UniqueConstraint("guide_id", "number"), Index(None, "workspace_id", "content_hash"))

    id: Mapped[Id] = mapped_column(primary_key=True)
    workspace_id: Mapped[WorkspaceId]
    guide_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("guide.id"), index=True)
    number: Mapped[int]
    label: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(500))
    content_hash: Mapped[str] = mapped_column(String(64))
    details_hash: Mapped[str] = mapped_column(String(64))
    owner: Mapped[str | None] = mapped_column(String(200))
    audience: Mapped[str] = mapped_column(String(200))
    evidence_tier: Mapped[str | None] = mapped_column(String(100))
    effective_date: Mapped[date | None] = mapped_column(Date)
    review_date: Mapped[date | None] = mapped_column(Date)
    licence: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(35))
    source_url: Mapped[str | None] = mapped_column(String(2000))
    warnings: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    # Last, so that SQLite finds the columns before them without reading through a whole book.
    places: Mapped[list[Any]] = mapped_column(JSON)
    text: Mapped[str] = mapped_column(Text, deferred=True)


class EditionStep(Base):
    """A step in the life of an edition; the last one says in which state it is."""

    __tablename__ = "edition_step"

    edition_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("edition.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    workspace_id: Mapped[WorkspaceId]
    state: Mapped[str] = mapped_column(String(20))
    by: Mapped[str] = mapped_column(String(255))
    at: Mapped[datetime]
    reason: Mapped[str | None] = mapped_column(Text)


class NamedOwnerRow(Base):
    """The person who is to answer for a guide once readers see this edition; gone as soon as that is decided."""

    __tablename__ = "named_owner"

    edition_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("edition.id"), primary_key=True)
    workspace_id: Mapped[WorkspaceId]
    person: Mapped[str] = mapped_column(String(255))


class ActiveEdition(Base):
    """The edition of a guide that readers see. Changing this row is what publishes."""

    __tablename__ = "active_edition"

    guide_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("guide.id"), primary_key=True)
    workspace_id: Mapped[WorkspaceId]
    edition_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("edition.id"), unique=True)


class PassageRow(Base):
    """A span of an edition's text, and which embedding belongs to it."""

    __tablename__ = "passage"
    __table_args__ = (UniqueConstraint("edition_id", "ordinal"), Index(None, "workspace_id", "embedded_hash"))

    id: Mapped[Id] = mapped_column(primary_key=True)
    workspace_id: Mapped[WorkspaceId]
    edition_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("edition.id"))
    ordinal: Mapped[int]
    start: Mapped[int] = mapped_column(Integer)
    end: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)
    heading: Mapped[list[str]] = mapped_column(JSON)
    place_kind: Mapped[str | None] = mapped_column(String(10))
    place_number: Mapped[int | None]
    place_exact: Mapped[bool | None] = mapped_column(Boolean)
    sentences: Mapped[list[Any]] = mapped_column(JSON)
    embedded_hash: Mapped[str] = mapped_column(String(64))

    @classmethod
    def is_of(cls, workspace: str) -> ColumnElement[bool]:
        """That a passage looked up by something else is the workspace's, written so that no index is used for it.

        SQLite takes an index on the workspace for the better one, and reads through every passage of the workspace.
        """
        return func.coalesce(cls.workspace_id, cls.workspace_id) == workspace


class EmbeddingRow(Base):
    """The vectors of one embedded text under one model.

    ``vector`` is float32; ``sentence_vectors`` is float16, one row a sentence of the passage.
    """

    __tablename__ = "embedding"

    workspace_id: Mapped[WorkspaceId] = mapped_column(primary_key=True)
    model: Mapped[str] = mapped_column(String(200), primary_key=True)
    embedded_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    sentence_vectors: Mapped[bytes] = mapped_column(LargeBinary)


class SearchIndexRow(Base):
    """Which generation of the caches is served. One row: the caches of all workspaces live in one folder.

    ``changes`` counts the writes to the caches, so that another process knows that its view is old.
    """

    __tablename__ = "search_index"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    model: Mapped[str] = mapped_column(String(200))
    generation: Mapped[str] = mapped_column(String(40))
    changes: Mapped[int] = mapped_column(default=0)
    built_at: Mapped[datetime]
