"""Tables of evidence."""

from datetime import date

from sqlalchemy import Date, ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, WorkspaceId


class EvidenceRow(Base):
    """How the evidence behind an edition was rated: a tier of a scheme, and what the rating rests on."""

    __tablename__ = "evidence_rating"

    edition_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("edition.id"), primary_key=True)
    workspace_id: Mapped[WorkspaceId]
    scheme: Mapped[str] = mapped_column(String(60))
    tier: Mapped[str] = mapped_column(String(60))
    studies: Mapped[int | None]
    population: Mapped[str | None] = mapped_column(String(500))
    searched_on: Mapped[date | None] = mapped_column(Date)
    rater: Mapped[str | None] = mapped_column(String(200))
