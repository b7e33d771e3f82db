"""Tables of the gaps.

A gap's state is that of its last step. Which of its questions are still unanswered is nowhere stored: their newest
answers tell.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, Id, WorkspaceId, new_id

PERSON = 255


class GapRow(Base):
    """Something that people ask about and that the guides do not tell; ``owner_person`` sees to it that they will.

    ``to_tell_at`` is when it was given to the owner by somebody who is not in Slack, as long as the owner was not told.
    """

    __tablename__ = "gap"

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    owner_person: Mapped[str | None] = mapped_column(String(PERSON))
    created_at: Mapped[datetime]
    to_tell_at: Mapped[datetime | None]


class GapQuestionRow(Base):
    """A question that belongs to a gap: it is in one at most.

    ``wording`` is that of the question whose ``vector`` this is, float32, under ``model``. ``is_shown`` says
    whether those who look after the library may read it. ``news_at`` is since when there is an answer that its asker is
    to be told of, and ``told_at`` when she was told last. ``asked_again_at`` is when that was added to the library, or
    to the standard answers, with which it was asked again last.
    """

    __tablename__ = "gap_question"

    question_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("question.id"), primary_key=True)
    workspace_id: Mapped[WorkspaceId]
    gap_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("gap.id"), index=True)
    why: Mapped[str] = mapped_column(String(20))
    wording: Mapped[str] = mapped_column(String(255))
    model: Mapped[str] = mapped_column(String(200))
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    is_shown: Mapped[bool]
    added_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    news_at: Mapped[datetime | None]
    asked_again_at: Mapped[datetime | None]


class GapStepRow(Base):
    """A step in the life of a gap; the last one says in which state it is."""

    __tablename__ = "gap_step"

    gap_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("gap.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    workspace_id: Mapped[WorkspaceId]
    state: Mapped[str] = mapped_column(String(20))
    by: Mapped[str] = mapped_column(String(PERSON))
    at: Mapped[datetime]


class GapAskRow(Base):
    """Somebody who was asked to answer; ``by`` wanted it, ``declined_at`` is when it was handed on."""

    __tablename__ = "gap_ask"

    gap_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("gap.id"), primary_key=True)
    person: Mapped[str] = mapped_column(String(PERSON), primary_key=True)
    workspace_id: Mapped[WorkspaceId]
    by: Mapped[str] = mapped_column(String(PERSON))
    asked_at: Mapped[datetime]
    declined_at: Mapped[datetime | None]


class GapAnswerRow(Base):
    """What a person answered to those who asked; ``id`` is given by whoever keeps it, so that it is kept once.

    ``audience`` says whom it is for, as that of a guide. ``standard_id`` names the standard answer as which it is kept
    too.
    """

    __tablename__ = "gap_answer"

    id: Mapped[Id] = mapped_column(primary_key=True)
    workspace_id: Mapped[WorkspaceId]
    gap_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("gap.id"), index=True)
    by: Mapped[str] = mapped_column(String(PERSON))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    audience: Mapped[str] = mapped_column(String(200))
    standard_id: Mapped[str | None] = mapped_column(Uuid(as_uuid=False))


class GapAnsweredRow(Base):
    """That a person's answer answers a question: she saw it when she answered, or it asks the same as one she saw.

    It goes with either of them.
    """

    __tablename__ = "gap_answered"

    answer_id: Mapped[str] = mapped_column(
        Uuid(as_uuid=False), ForeignKey("gap_answer.id", ondelete="CASCADE"), primary_key=True
    )
    question_id: Mapped[str] = mapped_column(
        Uuid(as_uuid=False), ForeignKey("gap_question.question_id", ondelete="CASCADE"), primary_key=True, index=True
    )
    workspace_id: Mapped[WorkspaceId]
