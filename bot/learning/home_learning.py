"""How far a person is, looked up for the Home tab."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from learning.progress.queries import progress
from learning.progress.values import Progress


def learning_of(
    session: Session, workspace: str, person: str, zone: ZoneInfo, now: datetime, audiences: Sequence[str]
) -> Progress | None:
    """How far a person who may read the guides of these audiences is; one statement.

    None where she has nothing and there is nothing to learn by.
    """
    found = progress(session, workspace, person, zone, now, audiences)
    has_anything = found.held or found.elsewhere or found.ways or found.paths
    return found if has_anything or found.anything_to_learn else None
