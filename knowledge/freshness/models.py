"""Tables of reviews, reminders and link checks."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, Id, WorkspaceId, new_id


class GuideReviewRow(Base):
    """Somebody looks whether a guide still holds. It is under review until ``ended_at``."""

    __tablename__ = "guide_review"

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    guide_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("guide.id"), index=True)
    edition_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("edition.id"))
    begun_by: Mapped[str] = mapped_column(String(255))
    begun_at: Mapped[datetime]
    ended_by: Mapped[str | None] = mapped_column(String(255))
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(20))
    note: Mapped[str | None] = mapped_column(Text)
    next_review: Mapped[date | None] = mapped_column(Date)


class ReminderRow(Base):
    """That a person was reminded of a guide's review that was due on this day; ``sent_at`` once it was really said."""

    __tablename__ = "reminder"

    guide_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("guide.id"), primary_key=True)
    due: Mapped[date] = mapped_column(Date, primary_key=True)
    workspace_id: Mapped[WorkspaceId]
    person: Mapped[str] = mapped_column(String(255))
    claimed_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class LinkCheckRow(Base):
    """What became of a web address when it was looked at; ``alive`` is None where nobody can tell.

    ``told_at``, on the checks that found it dead: as of this moment everybody who answers for a guide that readers saw
    with it was told.
    """

    __tablename__ = "link_check"

    workspace_id: Mapped[WorkspaceId] = mapped_column(primary_key=True)
    url_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    checked_at: Mapped[datetime] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(String(2000))
    alive: Mapped[bool | None]
    problem: Mapped[str | None] = mapped_column(String(40))
    told_at: Mapped[datetime | None]
