"""What readers are answered from at a moment, to tell whether it is still the same later."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.guides.models import ActiveEdition, SearchIndexRow


@dataclass(frozen=True)
class Served:
    """The editions that readers see, and the building of the caches in which they are searched for.

    Attributes:
        generation: None before the caches were built for the first time.
    """

    editions: frozenset[str]
    generation: str | None


def served(session: Session, workspace: str) -> Served:
    """What that is now."""
    editions = session.scalars(select(ActiveEdition.edition_id).where(ActiveEdition.workspace_id == workspace))
    return Served(frozenset(editions), session.scalar(select(SearchIndexRow.generation)))
