"""Selects over learners."""

from collections.abc import Collection, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from learning.learners.models import LearnerRow
from learning.learners.values import DEFAULT, Kind, Preferences

# SQLite takes some tens of thousands of parameters in a statement, PostgreSQL some more.
AT_ONCE = 10_000


def preferences(session: Session, workspace: str, person: str) -> Preferences:
    """How a person wants to be reached; ``DEFAULT`` where she never said so."""
    return preferences_of(session, workspace, [person])[person]


def preferences_of(session: Session, workspace: str, people: Collection[str]) -> dict[str, Preferences]:
    """How these people want to be reached, by the person; one statement for 10,000 people."""
    found = dict.fromkeys(people, DEFAULT)
    for some in _parts(list(found)):
        query = select(LearnerRow).where(LearnerRow.workspace_id == workspace, LearnerRow.person.in_(some))
        rows = session.scalars(query.execution_options(populate_existing=True))
        found.update({row.person: preferences_value(row) for row in rows})
    return found


def preferences_value(row: LearnerRow) -> Preferences:
    """A row as the value that leaves this package."""
    return Preferences(
        zone=row.zone,
        daily=row.daily,
        hour=row.hour,
        quiet_from=row.quiet_from,
        quiet_until=row.quiet_until,
        paused_until=row.paused_until,
        muted=frozenset(Kind(kind) for kind in row.muted),
        left_at=row.left_at,
    )


def _parts(people: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(people), AT_ONCE):
        yield people[start : start + AT_ONCE]
