"""Tables of cohorts: what those who look after their learners say and note."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

import learning.membership.models  # noqa: F401 - what the foreign keys name
from storage.schema import Base, Id, WorkspaceId, new_id


class NudgeRow(Base):
    """That a person is reminded by somebody who looks after her.

    ``period`` is the week in which it was written: it stands guard that nobody is reminded twice in one.
    ``outcome`` says what became of it (``values.NudgeOutcome``); None until it is sent.
    """

    __tablename__ = "nudge"
    __table_args__ = (UniqueConstraint("workspace_id", "person", "period"),)

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    cohort_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("cohort.id"))
    person: Mapped[str] = mapped_column(String(255))
    period: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(255))
    at: Mapped[datetime]
    outcome: Mapped[str | None] = mapped_column(String(20))
    sent_at: Mapped[datetime | None]


class CohortNoteRow(Base):
    """What somebody who looks after a learner wrote down about her; seen by those who look after her."""

    __tablename__ = "cohort_note"
    __table_args__ = (Index(None, "cohort_id", "person"),)

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    cohort_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("cohort.id"))
    person: Mapped[str] = mapped_column(String(255))
    words: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(255))
    at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
