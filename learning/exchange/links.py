"""Addresses that show something to whoever has them: made, opened, and ended. Of the secret only a hash is kept."""

import re
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from learning.errors import NotTheHolder
from learning.exchange.models import LinkRow
from learning.exchange.values import Link, LinkKind
from learning.membership.models import CohortRow
from storage.schema import is_id

PAGE_HOURS = 24
# 32 bytes from the system's own source, in the letters of an address.
_SECRET_BYTES = 32
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


def make_link(
    session: Session,
    workspace: str,
    person: str,
    kind: LinkKind,
    *,
    subject: str | None = None,
    hours: int = PAGE_HOURS,
    by: str,
    now: datetime,
) -> str:
    """Make an address for a person; whoever has it sees what she may see when it is opened.

    A calendar's address takes the place of the one before; that of a cohort is written down in the audit log.
    Addresses of hers that have ended are forgotten.

    Args:
        session: The transaction.
        workspace: Whose library it is.
        person: Whose address it is, who asked for it herself: ``by``.
        kind: What it shows.
        subject: The id of the cohort, where it shows one.
        hours: So long a page holds; a calendar holds until it is revoked.
        by: Who makes it.
        now: The time.

    Returns:
        The secret that is to stand in the address. It is told once, and can't be found out afterwards.

    Raises:
        NotTheHolder: Nobody makes an address that shows what somebody else may see.
    """
    if by != person:
        raise NotTheHolder(by)
    _forget_ended(session, workspace, person, now)
    if kind is LinkKind.CALENDAR:
        revoke_links(session, workspace, person, kind)
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    ends_at = None if kind is LinkKind.CALENDAR else now + timedelta(hours=hours)
    row = {"workspace_id": workspace, "person": person, "kind": kind.value, "subject": subject}
    session.add(LinkRow(secret=_hashed(secret), made_at=now, ends_at=ends_at, **row))
    session.flush()
    if kind is LinkKind.COHORT and subject is not None:
        # Whoever has it sees of others how they stand; a person's own page is nobody's business.
        _write_down(session, workspace, subject, ends_at, by, now)
    return secret


def opened(session: Session, secret: str, now: datetime) -> Link | None:
    """What an address shows; None where there is none with this secret, or it has ended."""
    if _SECRET.fullmatch(secret) is None:
        return None
    row = session.get(LinkRow, _hashed(secret), populate_existing=True)
    if row is None or (row.ends_at is not None and row.ends_at <= now):
        return None
    return Link(row.workspace_id, row.person, LinkKind(row.kind), row.subject, row.made_at, row.ends_at)


def has_link(session: Session, workspace: str, person: str, kind: LinkKind, now: datetime) -> bool:
    """Whether a person has an address of this kind that holds."""
    query = select(LinkRow.secret).where(
        LinkRow.workspace_id == workspace,
        LinkRow.person == person,
        LinkRow.kind == kind.value,
        or_(LinkRow.ends_at.is_(None), LinkRow.ends_at > now),
    )
    return session.scalar(query.limit(1)) is not None


def revoke_links(session: Session, workspace: str, person: str, kind: LinkKind) -> bool:
    """End all of a person's addresses of a kind; returns whether there was any. Nothing is left of them."""
    own = (LinkRow.workspace_id == workspace, LinkRow.person == person, LinkRow.kind == kind.value)
    return bool(session.scalars(delete(LinkRow).where(*own).returning(LinkRow.secret)).all())


def _write_down(
    session: Session, workspace: str, subject: str, ends_at: datetime | None, by: str, now: datetime
) -> None:
    row = session.get(CohortRow, subject) if is_id(subject) else None
    record(
        session,
        workspace,
        actor=by,
        action=Action.LINK_MADE,
        subject_kind="cohort",
        subject=subject,
        name=row.name if row is not None else "",
        before=None,
        after={"until": ends_at.isoformat() if ends_at is not None else None},
        now=now,
    )


def _forget_ended(session: Session, workspace: str, person: str, now: datetime) -> None:
    own = (LinkRow.workspace_id == workspace, LinkRow.person == person)
    session.execute(delete(LinkRow).where(*own, LinkRow.ends_at <= now))


def _hashed(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
