"""Selects: what a reading of a path names, as it stands in the editions that readers see."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.guides.models import ActiveEdition, Edition, Guide, PassageRow
from knowledge.guides.queries import passage_value
from knowledge.retrieval.ranking import Passage
from learning.curriculum.definition import Reading
from learning.curriculum.headings import Place, is_under, place_of, places_of


@dataclass(frozen=True)
class Chapter:
    """What is to be read of a guide, as it reads now.

    Attributes:
        guide: The guide's key; ``title`` and ``edition`` are what the edition is called that readers see.
        passages: In reading order, at least one.
    """

    guide: str
    title: str
    edition: str
    edition_id: str
    heading: str | None
    passages: tuple[Passage, ...]


def places_in(session: Session, workspace: str, guides: Collection[str]) -> dict[str, set[Place]]:
    """All places that readings may name, by the key of those of the guides that readers see."""
    query = (
        select(Guide.key, PassageRow.heading)
        .join(ActiveEdition, ActiveEdition.guide_id == Guide.id)
        .join(PassageRow, PassageRow.edition_id == ActiveEdition.edition_id)
        .where(Guide.workspace_id == workspace, Guide.key.in_(guides))
    )
    found: dict[str, set[Place]] = {}
    for key, headings in {(key, tuple(headings)) for key, headings in session.execute(query)}:
        found.setdefault(key, set()).update(places_of(headings))
    return found


def is_there(session: Session, workspace: str, readings: Collection[Reading]) -> bool:
    """Whether readers see anything of what these readings name."""
    known = places_in(session, workspace, {one.guide for one in readings})
    return any(place_of(one) in known.get(one.guide, ()) for one in readings)


def last_edition(session: Session, workspace: str, guide: str) -> str | None:
    """The id of the edition of a guide that was published last, also where it was withdrawn since."""
    query = (
        select(Edition.id)
        .join(Guide, Guide.id == Edition.guide_id)
        .where(Guide.workspace_id == workspace, Guide.key == guide, Edition.published_at.is_not(None))
        .order_by(Edition.published_at.desc(), Edition.number.desc())
    )
    return session.scalar(query.limit(1))


def chapter_of(session: Session, workspace: str, reading: Reading) -> Chapter | None:
    """What a reading names; None where readers see no such guide, or nothing under this heading."""
    query = (
        select(PassageRow, Guide.id, Edition.title, Edition.label)
        .join(Edition, Edition.id == PassageRow.edition_id)
        .join(ActiveEdition, ActiveEdition.edition_id == Edition.id)
        .join(Guide, Guide.id == ActiveEdition.guide_id)
        .where(Guide.workspace_id == workspace, Guide.key == reading.guide)
        .order_by(PassageRow.ordinal)
    )
    rows = [row for row in session.execute(query) if is_under(row[0].heading, reading)]
    if not rows:
        return None
    _, _, title, label = rows[0]
    passages = tuple(passage_value(row, guide_id) for row, guide_id, _, _ in rows)
    return Chapter(reading.guide, title, label, passages[0].edition_id, reading.heading, passages)
