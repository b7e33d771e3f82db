"""Tables of the standard answers."""

from datetime import datetime

from sqlalchemy import LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, Id, WorkspaceId, new_id


class StandardAnswerRow(Base):
    """What a person answers to a question, whoever asks it; ``vector`` is the question's, float32, under ``model``.

    ``audience`` says whom it is for, as that of a guide. Another wording of it is another row, and this one is retired.
    """

    __tablename__ = "standard_answer"

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    question: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    audience: Mapped[str] = mapped_column(String(200))
    by: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
    model: Mapped[str] = mapped_column(String(200))
    vector: Mapped[bytes] = mapped_column(LargeBinary)
