"""Tables of what a change of a guide does to certificates."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, Id, WorkspaceId, new_id


class OutdatedRow(Base):
    """That an edition changed a passage on which a certificate rests.

    It is open until an attempt at what changed has mended it, or a later edition has overtaken it: one in which the
    passage says again what it said, or that changed it once more and has a row of its own for it.
    """

    __tablename__ = "outdated"
    __table_args__ = (UniqueConstraint("certificate_id", "edition_id", "passage_id"),)

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    certificate_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("certificate.id"))
    edition_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("edition.id"), index=True)
    passage_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("passage.id"))
    severity: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    mended_by: Mapped[str | None] = mapped_column(Uuid(as_uuid=False), ForeignKey("attempt.id"))
    overtaken_by: Mapped[str | None] = mapped_column(Uuid(as_uuid=False), ForeignKey("edition.id"))


class ShortExamRow(Base):
    """That a short exam was begun for this change, and mends it when it is passed."""

    __tablename__ = "short_exam"

    attempt_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("attempt.id"), primary_key=True)
    outdated_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("outdated.id"), primary_key=True)
    workspace_id: Mapped[WorkspaceId]
