"""From where somebody decides on an edition: whoever decides can't know of what others do before it is done."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.errors import DecidedAnew, ReadersMoved
from knowledge.guides.models import ActiveEdition, Guide
from knowledge.guides.steps import Subject, state_of, steps_of, subject_of


@dataclass(frozen=True)
class Standpoint:
    """How an edition and its guide stand when somebody decides on the edition.

    Attributes:
        moves: How often the edition has gone over into another state.
        seen: The id of the edition of its guide that readers see; None where they see none.
        retired_at: When the guide was taken away from readers, if it was.
    """

    moves: int
    seen: str | None
    retired_at: datetime | None


def standpoint(session: Session, workspace: str, edition_id: str) -> Standpoint:
    """How an edition and its guide stand now.

    Raises:
        GuideNotFound: The workspace has no such edition.
    """
    guide_id = subject_of(session, workspace, edition_id).guide_id
    query = select(ActiveEdition.edition_id, Guide.retired_at).select_from(Guide)
    query = query.outerjoin(ActiveEdition, ActiveEdition.guide_id == Guide.id).where(Guide.id == guide_id)
    seen, retired_at = session.execute(query).one()
    states = [step.state for step in steps_of(session, edition_id)]
    moves = sum(before is not after for before, after in pairwise(states))
    return Standpoint(moves, seen, retired_at)


def require_standpoint(session: Session, workspace: str, subject: Subject, decided: Standpoint) -> None:
    """Ask that an edition and its guide stand as they stood when it was decided on.

    Raises:
        DecidedAnew: The edition has gone over into another state since.
        ReadersMoved: The guide was withdrawn since, or readers see another edition of it.
    """
    now = standpoint(session, workspace, subject.edition_id)
    if now.moves != decided.moves:
        raise DecidedAnew(subject.called, state_of(session, subject.edition_id).value)
    if now != decided:
        seen = subject_of(session, workspace, now.seen).label if now.seen is not None else None
        raise ReadersMoved(subject.called, seen)
