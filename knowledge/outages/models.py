"""Tables of what is noted of models that give nothing."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, WorkspaceId

LONGEST_NAME = LONGEST_CAUSE = 200


class ModelOutageRow(Base):
    """That a workspace's model gives nothing, since its first failure in a row; gone once it answers.

    ``told_at`` is missing until those who look after the library are told.
    """

    __tablename__ = "model_outage"

    workspace_id: Mapped[WorkspaceId] = mapped_column(primary_key=True)
    model: Mapped[str] = mapped_column(String(LONGEST_NAME))
    why: Mapped[str] = mapped_column(String(20))
    cause: Mapped[str] = mapped_column(String(LONGEST_CAUSE))
    began_at: Mapped[datetime]
    last_at: Mapped[datetime]
    failures: Mapped[int]
    told_at: Mapped[datetime | None]
