"""Tables of policies."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, WorkspaceId


class PolicyRow(Base):
    """What a workspace has decided; one without a row has the defaults."""

    __tablename__ = "library_policy"

    workspace_id: Mapped[WorkspaceId] = mapped_column(primary_key=True)
    second_person: Mapped[bool]
    evidence_scheme: Mapped[str] = mapped_column(String(60))
    report_channel: Mapped[str | None] = mapped_column(String(255))
