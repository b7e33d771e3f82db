"""Tables of credentials. A certificate is signed once; what becomes of it is a step added to it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema import Base, Id, WorkspaceId, new_id


class SigningKeyRow(Base):
    """The public half of a key, and since when it is out of use, or no longer to be trusted."""

    __tablename__ = "signing_key"

    id: Mapped[str] = mapped_column(String(100), primary_key=True)
    workspace_id: Mapped[WorkspaceId] = mapped_column(index=True)
    algorithm: Mapped[str] = mapped_column(String(20))
    public: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
    compromised_at: Mapped[datetime | None]


class CertificateRow(Base):
    """A signed certificate of a person. ``slug`` is in its public address and says nothing.

    ``copy`` is 1 for the first of an attempt, and one more each time that it is issued anew with another key, or is
    renewed by practice.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        Index(None, "workspace_id", "person"),
        UniqueConstraint("workspace_id", "status_index"),
        UniqueConstraint("attempt_id", "copy"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    workspace_id: Mapped[WorkspaceId]
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    certification_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("certification.id"), index=True)
    certification_version_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("certification_version.id"))
    attempt_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("attempt.id"))
    copy: Mapped[int] = mapped_column(default=1)
    person: Mapped[str] = mapped_column(String(255))
    name: Mapped[str] = mapped_column(String(200))
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    status_index: Mapped[int]
    key_id: Mapped[str] = mapped_column(String(100), ForeignKey("signing_key.id"))
    jwt: Mapped[str] = mapped_column(Text, deferred=True)


class CertificateStepRow(Base):
    """What became of a certificate: issued, suspended, reinstated, revoked, made public, made private."""

    __tablename__ = "certificate_step"

    certificate_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("certificate.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    workspace_id: Mapped[WorkspaceId]
    step: Mapped[str] = mapped_column(String(20))
    by: Mapped[str] = mapped_column(String(255))
    at: Mapped[datetime]
    reason: Mapped[str | None] = mapped_column(Text)


class CertificateBasisRow(Base):
    """A passage on which a certificate rests: it proved an item that was answered for it."""

    __tablename__ = "certificate_basis"

    certificate_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("certificate.id"), primary_key=True)
    passage_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("passage.id"), primary_key=True)
    workspace_id: Mapped[WorkspaceId]
    edition_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), ForeignKey("edition.id"), index=True)
