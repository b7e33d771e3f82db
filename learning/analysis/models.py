"""Tables of standard setting."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, WorkspaceId


class AngoffRatingRow(Base):
    """The share of borderline learners that a judge expects to answer a version of an item rightly, 0 to 1."""

    __tablename__ = "angoff_rating"

    version_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("item_version.id"), primary_key=True)
    judge: Mapped[str] = mapped_column(String(255), primary_key=True)
    workspace_id: Mapped[WorkspaceId]
    rating: Mapped[float]
    at: Mapped[datetime]
