"""Selects for the languages of guides."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.guides.models import ActiveEdition, Edition
from knowledge.languages.detecting import primary


def guide_languages(session: Session, workspace: str, audiences: Collection[str]) -> frozenset[str]:
    """The languages of the guides that readers with these audiences see, as codes of two letters."""
    query = (
        select(Edition.language)
        .join(ActiveEdition, ActiveEdition.edition_id == Edition.id)
        .where(ActiveEdition.workspace_id == workspace, Edition.audience.in_(audiences))
        .distinct()
    )
    return frozenset(primary(code) for code in session.scalars(query))


def edition_languages(session: Session, editions: Collection[str]) -> dict[str, str]:
    """The language of each edition by its id, as a code of two letters."""
    query = select(Edition.id, Edition.language).where(Edition.id.in_(editions))
    return {edition: primary(code) for edition, code in session.execute(query)}
