"""Tables of continuous recertification: what a year of answers came to."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, Id, WorkspaceId, new_id


class ContinuousYearRow(Base):
    """What came of a holder's year (``begins`` to ``ends``), decided once, when the certificate was to lapse.

    ``mastery`` is the posterior probability of Measurement Decision Theory; ``renewed_by`` is the certificate that was
    issued because of it. ``told_at`` is when the holder was told.
    """

    __tablename__ = "continuous_year"
    __table_args__ = (UniqueConstraint("certificate_id"), Index(None, "workspace_id", "person"))

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    person: Mapped[str] = mapped_column(String(255))
    certification_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("certification.id"))
    certificate_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("certificate.id"))
    begins: Mapped[datetime]
    ends: Mapped[datetime]
    answered: Mapped[int]
    right: Mapped[int]
    unanswered: Mapped[int]
    mastery: Mapped[float]
    passed: Mapped[bool]
    renewed_by: Mapped[str | None] = mapped_column(Uuid(as_uuid=False), ForeignKey("certificate.id"))
    at: Mapped[datetime]
    told_at: Mapped[datetime | None]
