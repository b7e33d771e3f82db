"""What answers rest on at a moment, to tell whether an answer given before still holds."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.audit.queries import seal
from knowledge.guides.models import SearchIndexRow


@dataclass(frozen=True)
class Grounds:
    """How far the library of a workspace has come, and the caches in which it is searched.

    Attributes:
        acts: How many entries its audit log has: whatever is done to guides, to what is known of them, and to whom
            they are for is one.
        generation: Of the caches; None before they were built for the first time.
        changes: How many writes to the caches there were.
    """

    acts: int
    generation: str | None
    changes: int


def grounds(session: Session, workspace: str) -> Grounds:
    """What they are now."""
    last = seal(session, workspace)
    row = session.execute(select(SearchIndexRow.generation, SearchIndexRow.changes)).one_or_none()
    generation, changes = row if row is not None else (None, 0)
    return Grounds(last.number if last is not None else 0, generation, changes)
