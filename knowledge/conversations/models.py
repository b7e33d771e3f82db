"""Tables of the conversations.

Where people talk is opaque here: a channel, a thread and a moment are the names that the place itself gives them.
Answers and their citations are append-only: another answer to the same question is a new row.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, Id, WorkspaceId, new_id

PLACE = 255
# The channel of a question whose asker was erased: it is kept for figures, and nothing of it is answered or shown.
NOWHERE = ""


class ThreadRow(Base):
    """A thread that the assistant takes part in, and how it is to behave there."""

    __tablename__ = "thread"

    workspace_id: Mapped[WorkspaceId] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(PLACE), primary_key=True)
    root: Mapped[str] = mapped_column(String(PLACE), primary_key=True)
    manner: Mapped[str] = mapped_column(String(20))
    since: Mapped[datetime]


class QuestionRow(Base):
    """A message that asks something. The first to claim its place answers it; nobody else does.

    ``wording`` is the moment of the wording held, as the place gives it: a later one replaces it.
    """

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("workspace_id", "channel", "moment"),)

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    channel: Mapped[str] = mapped_column(String(PLACE))
    moment: Mapped[str] = mapped_column(String(PLACE))
    root: Mapped[str] = mapped_column(String(PLACE))
    asker: Mapped[str] = mapped_column(String(PLACE), index=True)
    claim: Mapped[str] = mapped_column(String(PLACE))
    text: Mapped[str] = mapped_column(Text)
    wording: Mapped[str] = mapped_column(String(PLACE))
    has_files: Mapped[bool] = mapped_column(Boolean)
    asked_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class RewordingRow(Base):
    """That a durable job was given a later wording of a question."""

    __tablename__ = "rewording"

    question_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("question.id"), primary_key=True)
    job: Mapped[str] = mapped_column(String(PLACE), primary_key=True)
    workspace_id: Mapped[WorkspaceId]


class FollowUpRow(Base):
    """That the answers to a question may hold words of an earlier one, with which it was understood."""

    __tablename__ = "follow_up"

    question_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("question.id"), primary_key=True)
    earlier_id: Mapped[str] = mapped_column(
        Uuid(as_uuid=False), ForeignKey("question.id"), primary_key=True, index=True
    )
    workspace_id: Mapped[WorkspaceId]


class AnswerRow(Base):
    """One answer to a question: from the guides, or a notice where there is none.

    ``job`` is the durable job that made it: the same job makes it once. ``standard_id`` names the standard answer that
    is told above what the guides say.
    """

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("question_id", "number"), Index(None, "workspace_id", "created_at"))

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    question_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("question.id"))
    number: Mapped[int]
    job: Mapped[str] = mapped_column(String(PLACE), unique=True)
    outcome: Mapped[str | None] = mapped_column(String(20))
    notice: Mapped[str | None] = mapped_column(String(60))
    sentences: Mapped[list[Any]] = mapped_column(JSON)
    related: Mapped[list[Any]] = mapped_column(JSON)
    missing: Mapped[list[str]] = mapped_column(JSON)
    confidence: Mapped[float]
    mode: Mapped[str] = mapped_column(String(20))
    understood: Mapped[str | None] = mapped_column(Text)
    fallback: Mapped[str | None] = mapped_column(String(20))
    worded_from: Mapped[datetime | None]
    model: Mapped[str | None] = mapped_column(String(200))
    prompt_version: Mapped[str | None] = mapped_column(String(40))
    standard_id: Mapped[str | None] = mapped_column(Uuid(as_uuid=False))
    created_at: Mapped[datetime]


class AnswerTraceRow(Base):
    """How an answer came about, for those who look after the library: a ``Trace`` as data."""

    __tablename__ = "answer_trace"

    answer_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("answer.id"), primary_key=True)
    workspace_id: Mapped[WorkspaceId]
    trace: Mapped[dict[str, Any]] = mapped_column(JSON)


class CitationRow(Base):
    """What an answer quotes: a span of an edition's text."""

    __tablename__ = "citation"

    answer_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("answer.id"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    workspace_id: Mapped[WorkspaceId]
    edition_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("edition.id"), index=True)
    passage_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("passage.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str] = mapped_column(Text)


class ShownRow(Base):
    """Where the answer to a question is shown: one message, whichever answer it holds.

    ``message`` is missing between the attempt to post it and the place's word that it stands.
    """

    __tablename__ = "shown"
    __table_args__ = (Index(None, "workspace_id", "channel"),)

    question_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("question.id"), primary_key=True)
    workspace_id: Mapped[WorkspaceId]
    channel: Mapped[str] = mapped_column(String(PLACE))
    root: Mapped[str | None] = mapped_column(String(PLACE))
    message: Mapped[str | None] = mapped_column(String(PLACE))
    attempted_at: Mapped[datetime]


class OpinionRow(Base):
    """What a person said of an answer; the last word counts."""

    __tablename__ = "opinion"
    answer_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("answer.id"), primary_key=True)
    person: Mapped[str] = mapped_column(String(PLACE), primary_key=True)
    workspace_id: Mapped[WorkspaceId]
    helpful: Mapped[bool]
    reason: Mapped[str | None] = mapped_column(String(60))
    comment: Mapped[str | None] = mapped_column(Text)
    given_at: Mapped[datetime]
