"""Tables of what is used of models."""

from datetime import date

from sqlalchemy import Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, Id, WorkspaceId, new_id


class TokenUseRow(Base):
    """What one answer may use, and what it did: ``used`` is missing until it is known.

    ``person`` is missing where nobody asked, as when questions are tried again.
    """

    __tablename__ = "token_use"
    __table_args__ = (Index(None, "workspace_id", "day"),)

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    day: Mapped[date] = mapped_column(Date)
    person: Mapped[str | None] = mapped_column(String(255))
    reserved: Mapped[int]
    used: Mapped[int | None]
