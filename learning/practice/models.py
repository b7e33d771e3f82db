"""Tables of practice: what was asked and answered, and what each person is to be asked again, and when."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, Id, WorkspaceId, new_id


class PracticeRow(Base):
    """An item for practice that was shown to a person, and what came of it, once.

    ``purpose`` is a value of ``values.Purpose``. ``competency`` and ``item_id`` are those of the version: so what a
    person answered is found without looking at the items.
    """

    __tablename__ = "practice"
    __table_args__ = (
        Index(None, "workspace_id", "person", "version_id"),
        Index("ix_practice_answered", "workspace_id", "person", "answered_at"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    person: Mapped[str] = mapped_column(String(255))
    certification_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("certification.id"))
    version_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("item_version.id"))
    item_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("item.id"))
    competency: Mapped[str] = mapped_column(String(100))
    purpose: Mapped[str] = mapped_column(String(20))
    tokens: Mapped[list[Any]] = mapped_column(JSON)
    shown_at: Mapped[datetime]
    given: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    credit: Mapped[float | None]
    answered_at: Mapped[datetime | None]


class CardRow(Base):
    """How well a person remembers an item, and when she is to be asked it again.

    ``memory`` is what FSRS-6 keeps of it (``scheduling.Memory`` as data): a fold of the answers in ``practice`` since
    ``since`` that were given while the version was live, kept so that what is due is found at once. It is None until
    she answers, and again once a passage changes that proves the item; ``since`` is then when that came to be. ``last``
    is when she answered last. ``due`` is in UTC. ``added`` is a value of ``values.Added``: why she has it.
    """

    __tablename__ = "practice_card"
    __table_args__ = (Index(None, "workspace_id", "person", "due"), Index(None, "workspace_id", "item_id"))

    workspace_id: Mapped[WorkspaceId] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(String(255), primary_key=True)
    item_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("item.id"), primary_key=True)
    certification_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("certification.id"))
    competency: Mapped[str] = mapped_column(String(100))
    memory: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    due: Mapped[datetime]
    last: Mapped[datetime | None]
    added: Mapped[str] = mapped_column(String(20))
    since: Mapped[datetime]
