"""Tables of learners: how a person wants to be reached."""

from datetime import date, datetime

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, WorkspaceId


class LearnerRow(Base):
    """How a person wants to be reached; who has no row, as ``values.Preferences`` says.

    ``zone`` is the name of a time zone of the IANA database; where it is None, it is Slack's. Hours are local, 0 to 23.
    ``pauses`` holds the first and the last day of each pause, that which lasts until ``paused_until`` too. ``muted``
    holds the kinds of notices that she does not want. ``next_practice`` is when she is to be asked next; None while she
    is asked nothing.
    """

    __tablename__ = "learner"
    __table_args__ = (Index(None, "workspace_id", "next_practice"),)

    workspace_id: Mapped[WorkspaceId] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(String(255), primary_key=True)
    zone: Mapped[str | None] = mapped_column(String(64))
    daily: Mapped[int]
    hour: Mapped[int]
    quiet_from: Mapped[int]
    quiet_until: Mapped[int]
    paused_until: Mapped[date | None]
    pauses: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    muted: Mapped[list[str]] = mapped_column(JSON)
    next_practice: Mapped[datetime | None]
    since: Mapped[datetime]
    left_at: Mapped[datetime | None]
