"""Use cases: an exam ends, and its result heeds at once what was decided before on its items.

Who ends one takes its attempt first and shares its items then (``learning.results.turns``); the workspace's turn is not
needed for it, and who has that one may wait for an attempt.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from learning.attempts import service
from learning.attempts.closing import close_where_due
from learning.attempts.values import Result
from learning.results.service import settle


def submit(session: Session, workspace: str, attempt_id: str, person: str, *, now: datetime) -> Result:
    """End an attempt; of one that has ended, what it came to.

    Raises:
        AttemptNotFound: There is no such attempt of this person.
    """
    came_to = service.submit(session, workspace, attempt_id, person, now=now)
    return settle(session, workspace, attempt_id, now=now) or came_to


def close_due(session: Session, workspace: str, attempt_ids: Sequence[str], *, now: datetime) -> None:
    """End those of these attempts whose time is long up; the others go on."""
    # All attempts first, in the order in which everybody takes several, and their items then.
    for attempt_id in close_where_due(session, workspace, sorted(attempt_ids), now=now):
        settle(session, workspace, attempt_id, now=now)
