"""Tables of certificates from elsewhere."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, Id, WorkspaceId, new_id


class PastCertificateRow(Base):
    """That somebody was certified elsewhere or before; it was taken over from a list, and is not signed here."""

    __tablename__ = "past_certificate"
    __table_args__ = (
        UniqueConstraint("workspace_id", "certification_id", "person", "issued"),
        Index(None, "workspace_id", "person"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    certification_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("certification.id"))
    person: Mapped[str] = mapped_column(String(255))
    issued: Mapped[date]
    expires: Mapped[date | None]
    source: Mapped[str | None] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(255))
    at: Mapped[datetime]
