"""Details that an edition was to have as its guide has them: whether they still are the guide's."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ingestion.uploads.queries import upload_of
from knowledge.guides.models import Guide
from knowledge.guides.queries import EditionFacts, edition_facts
from knowledge.guides.shown import shown_edition


def moved_since(session: Session, workspace: str, edition_id: str) -> tuple[str, ...]:
    """The names of the details that an edition was to have as its guide has them, and that are others there since."""
    upload = upload_of(session, workspace, edition_id)
    if upload is None or upload.as_guide is None:
        return ()
    shown = session.scalar(select(shown_edition()).select_from(Guide).where(Guide.id == upload.guide_id))
    if shown is None:
        return ()
    then = upload.as_guide.edition_id
    facts = edition_facts(session, [edition_id, then, shown])
    return moved(upload.as_guide.details, facts[edition_id], then=facts[then], now=facts[shown])


def moved(details: tuple[str, ...], edition: EditionFacts, *, then: EditionFacts, now: EditionFacts) -> tuple[str, ...]:
    """Those of these details that a guide has otherwise now than it had then, and than the edition has. Pure."""

    def is_moved(name: str) -> bool:
        return getattr(now, name) not in (getattr(then, name), getattr(edition, name))

    return tuple(name for name in details if is_moved(name))
