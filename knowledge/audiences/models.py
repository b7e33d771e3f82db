"""Tables of audiences."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, Id, WorkspaceId, new_id


class CommunityRow(Base):
    """A named group of channels and people that guides can be for."""

    __tablename__ = "community"
    __table_args__ = (UniqueConstraint("workspace_id", "name"),)

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    name: Mapped[str] = mapped_column(String(150))
    created_at: Mapped[datetime]


class CommunityMemberRow(Base):
    """A channel, or a person, of a community; ``kind`` says which."""

    __tablename__ = "community_member"

    community_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("community.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    member: Mapped[str] = mapped_column(String(255), primary_key=True)
    workspace_id: Mapped[WorkspaceId]
