"""Tables of who is in which cohort, and what its learners are to reach."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, Id, WorkspaceId, new_id


class CohortRow(Base):
    """People who learn together. ``channel`` is the Slack channel that it was made from, if it was."""

    __tablename__ = "cohort"

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(200))
    channel: Mapped[str | None] = mapped_column(String(255))
    created_by: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]


class CohortPersonRow(Base):
    """A person in a cohort, in one part (``values.Part``); ``mentor`` looks after a learner. ``until``: she left."""

    __tablename__ = "cohort_person"
    __table_args__ = (Index(None, "workspace_id", "person"),)

    cohort_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("cohort.id"), primary_key=True)
    person: Mapped[str] = mapped_column(String(255), primary_key=True)
    part: Mapped[str] = mapped_column(String(20), primary_key=True)
    workspace_id: Mapped[WorkspaceId]
    mentor: Mapped[str | None] = mapped_column(String(255))
    by: Mapped[str] = mapped_column(String(255))
    since: Mapped[datetime]
    until: Mapped[datetime | None]


class GoalRow(Base):
    """What the learners of a cohort are to reach: a certification or a path, by the end of a day.

    ``certification`` is the key of the one that it is, or to which the path led when the goal was set.
    """

    __tablename__ = "cohort_goal"
    __table_args__ = (Index(None, "cohort_id"),)

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    cohort_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("cohort.id"))
    kind: Mapped[str] = mapped_column(String(20))
    target: Mapped[str] = mapped_column(String(100))
    certification: Mapped[str | None] = mapped_column(String(100))
    due: Mapped[date | None]
    by: Mapped[str] = mapped_column(String(255))
    at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
