"""Tables of addresses that show something to whoever has them."""

from datetime import datetime

from sqlalchemy import Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, WorkspaceId


class LinkRow(Base):
    """An address that shows something to whoever has it, until it ends. ``secret`` is the hash of what is in it.

    ``kind`` is a value of ``values.LinkKind``; ``subject`` the cohort that it shows, if it shows one.
    """

    __tablename__ = "page_link"
    __table_args__ = (Index(None, "workspace_id", "person"),)

    secret: Mapped[str] = mapped_column(String(64), primary_key=True)
    workspace_id: Mapped[WorkspaceId]
    person: Mapped[str] = mapped_column(String(255))
    kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str | None] = mapped_column(Uuid(as_uuid=False))
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
