"""How far a person is, in one statement."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from learning.practice.values import OPEN
from learning.progress.facts import facts_of
from learning.progress.telling import told
from learning.progress.values import Progress


def progress(
    session: Session,
    workspace: str,
    person: str,
    zone: ZoneInfo,
    now: datetime,
    audiences: Sequence[str] = OPEN.audiences,
) -> Progress:
    """How far a person is; one statement.

    Args:
        session: A session.
        workspace: Whose learner she is.
        person: Who.
        zone: In which she has her days, unless she said in which.
        now: The time.
        audiences: Those whose guides she may read, as far as whoever is told of them may know.
    """
    return told(facts_of(session, workspace, person, zone, now, audiences), person, now)
