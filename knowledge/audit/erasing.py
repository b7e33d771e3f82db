"""Use case of the audit log when a person is erased: what she did stays, under a name that leads to nobody.

The hash of each entry covers who did it, so the entries from the first that names her on are sealed anew. The act of
erasing her is the next entry; a seal that was noted before can't be compared any more, and that entry says why.
"""

from collections.abc import Callable
from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.audit.chain import FIRST, entry_hash
from knowledge.audit.models import AuditRow
from knowledge.audit.values import Entry
from knowledge.mentions import replaced
from knowledge.turns import take_turn


def rename(session: Session, workspace: str, person: str, pseudonym: Callable[[str, str], str]) -> int:
    """Put a pseudonym in a person's place wherever the log names her, and seal it anew.

    Args:
        session: The transaction.
        workspace: Whose log it is.
        person: Who.
        pseudonym: Gives one for an entry, by the kind of its subject and the subject.

    Returns:
        In how many entries.
    """
    take_turn(session, workspace)
    query = select(AuditRow).where(AuditRow.workspace_id == workspace).order_by(AuditRow.number)
    previous, changed = FIRST, 0
    for row in session.scalars(query):
        before = _entry(row)
        after = Entry(**replaced(asdict(before), person, pseudonym(row.subject_kind, row.subject)))
        if after != before:
            changed += 1
            row.actor, row.subject, row.name = after.actor, after.subject, after.name
            row.before = dict(after.before) if after.before is not None else None
            row.after = dict(after.after) if after.after is not None else None
        if changed:
            row.previous_hash, row.hash = previous, entry_hash(previous, workspace, row.id, after)
        previous = row.hash
    session.flush()
    return changed


def _entry(row: AuditRow) -> Entry:
    return Entry(
        row.number, row.at, row.actor, row.action, row.subject_kind, row.subject, row.name, row.before, row.after
    )
