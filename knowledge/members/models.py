"""Tables of members."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, WorkspaceId


class MemberRow(Base):
    """A person with a role; who has no row is a learner."""

    __tablename__ = "member"

    workspace_id: Mapped[WorkspaceId] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(String(255), primary_key=True)
    role: Mapped[str] = mapped_column(String(20))
    given_by: Mapped[str] = mapped_column(String(255))
    since: Mapped[datetime]
