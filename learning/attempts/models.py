"""Tables of attempts, append-only but for what closes an attempt, lengthens it, or says where it is shown."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, Id, WorkspaceId, new_id

_OPEN = text("ended_at IS NULL")


class AttemptRow(Base):
    """One sitting of a person. A person has at most one open attempt, at whatever certification."""

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("workspace_id", "certification_id", "person", "number"),
        Index(
            "uq_attempt_open",
            "workspace_id",
            "person",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(None, "workspace_id", "person"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    certification_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("certification.id"))
    certification_version_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("certification_version.id"))
    person: Mapped[str] = mapped_column(String(255))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    started_at: Mapped[datetime]
    minutes: Mapped[float | None]
    factor: Mapped[float]
    deadline: Mapped[datetime | None] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    ended: Mapped[str | None] = mapped_column(String(20))
    channel: Mapped[str | None] = mapped_column(String(255))
    message: Mapped[str | None] = mapped_column(String(40))


class AttemptSlotRow(Base):
    """An item in its place in an attempt, with how its options were shuffled.

    ``tokens`` is a list of ``[token, key]`` in the order in which they are shown: only tokens leave the program.
    """

    __tablename__ = "attempt_slot"

    attempt_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("attempt.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    workspace_id: Mapped[WorkspaceId]
    version_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("item_version.id"), index=True)
    competency: Mapped[str] = mapped_column(String(100))
    tokens: Mapped[list[Any]] = mapped_column(JSON)


class ResponseRow(Base):
    """What a person answered in one place, one row a click, by the order in which they were delivered.

    ``clicked`` is what the click said, and ``given`` what is answered since it was delivered: the click itself, unless
    a later one was delivered before it. So the last row of a place holds what counts. ``act`` names the click.
    """

    __tablename__ = "response"
    __table_args__ = (UniqueConstraint("attempt_id", "act"),)

    attempt_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("attempt.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    workspace_id: Mapped[WorkspaceId]
    act: Mapped[str] = mapped_column(String(255))
    clicked: Mapped[dict[str, Any]] = mapped_column(JSON)
    clicked_at: Mapped[datetime]
    given: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime]


class RegradeRow(Base):
    """What was decided on a version of an item, why, and whose results it changed."""

    __tablename__ = "regrade"

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    version_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("item_version.id"), index=True)
    policy: Mapped[str] = mapped_column(String(20))
    accepted: Mapped[list[Any]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text)
    takes_passes: Mapped[bool]
    by: Mapped[str] = mapped_column(String(255))
    at: Mapped[datetime]


class ResultRow(Base):
    """What an attempt came to: the first when it ended, each later one by a regrade."""

    __tablename__ = "result"

    attempt_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("attempt.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    workspace_id: Mapped[WorkspaceId]
    credits: Mapped[list[Any]] = mapped_column(JSON)
    points: Mapped[float]
    of: Mapped[float]
    passed: Mapped[bool]
    regrade_id: Mapped[str | None] = mapped_column(Uuid(as_uuid=False), ForeignKey(RegradeRow.id))
    at: Mapped[datetime]


class TimeFactorRow(Base):
    """So much longer a person may take for every exam with a time limit; of a person's, the last number holds."""

    __tablename__ = "time_factor"
    __table_args__ = (UniqueConstraint("workspace_id", "person", "number"),)

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    person: Mapped[str] = mapped_column(String(255))
    number: Mapped[int]
    factor: Mapped[float]
    by: Mapped[str] = mapped_column(String(255))
    at: Mapped[datetime]
    note: Mapped[str | None] = mapped_column(Text)


class WithheldRow(Base):
    """A question that the assistant did not answer from a passage, as its asker's exam was open."""

    __tablename__ = "withheld"

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    attempt_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("attempt.id"), index=True)
    passages: Mapped[list[Any]] = mapped_column(JSON)
    at: Mapped[datetime]
