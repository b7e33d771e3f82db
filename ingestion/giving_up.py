"""Editions that came to nothing are given up by the jobs that brought them."""

from datetime import datetime

from sqlalchemy.orm import Session

from knowledge.guides import life
from knowledge.guides.states import EditionState, may_become
from knowledge.members.roles import OPERATOR


def give_up(session: Session, workspace: str, edition_id: str, *, now: datetime) -> None:
    """Discard an edition unless it was published or discarded: nobody does, but the job that stored it."""
    if may_become(life.state_of(session, edition_id), EditionState.DISCARDED):
        life.discard(session, workspace, edition_id, by=OPERATOR, now=now)
