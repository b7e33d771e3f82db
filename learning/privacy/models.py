"""Tables of erasures. None of their rows says who was erased."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, Id, WorkspaceId, new_id


class ErasureRow(Base):
    """That a person was erased; ``done_at`` is when all files and jobs were seen not to name her any more."""

    __tablename__ = "erasure"

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    counts: Mapped[dict[str, Any]] = mapped_column(JSON)
    asked_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
