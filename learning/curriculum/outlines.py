"""Selects: what a guide consists of, for a draft of a path from it."""

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.errors import GuideNotFound
from knowledge.guides.models import ActiveEdition, Edition, Guide, PassageRow
from learning.certifications.definition import Definition
from learning.certifications.queries import certifications
from learning.curriculum.drafting import Draft, Outline, drafted
from learning.curriculum.queries import paths
from learning.items.models import ItemProofRow, LiveItemRow
from learning.items.values import Pool


def draft_from(session: Session, workspace: str, guide: str) -> Draft:
    """A draft of a path through the edition of a guide that readers see; nothing is stored.

    It leads to the certification for which most of the guide's items for practice are.

    Raises:
        GuideNotFound: Readers see no guide of this key.
    """
    outline = outline_of(session, workspace, guide)
    taken = {one.definition.key for one in paths(session, workspace)}
    return drafted(outline, _certification(session, workspace, outline), taken)


def outline_of(session: Session, workspace: str, guide: str) -> Outline:
    """What the edition of a guide consists of that readers see.

    Raises:
        GuideNotFound: Readers see no guide of this key.
    """
    query = (
        select(PassageRow.id, PassageRow.heading, Edition.title)
        .join(Edition, Edition.id == PassageRow.edition_id)
        .join(ActiveEdition, ActiveEdition.edition_id == Edition.id)
        .join(Guide, Guide.id == ActiveEdition.guide_id)
        .where(Guide.workspace_id == workspace, Guide.key == guide)
        .order_by(PassageRow.ordinal)
    )
    rows = session.execute(query).all()
    if not rows:
        raise GuideNotFound(guide)
    cited = (
        select(LiveItemRow.competency, LiveItemRow.item_id, ItemProofRow.passage_id)
        .join(ItemProofRow, ItemProofRow.version_id == LiveItemRow.version_id)
        .join(ActiveEdition, ActiveEdition.edition_id == ItemProofRow.edition_id)
        .join(Guide, Guide.id == ActiveEdition.guide_id)
        .where(Guide.workspace_id == workspace, Guide.key == guide, LiveItemRow.pool == Pool.PRACTICE.value)
        .order_by(LiveItemRow.item_id, ItemProofRow.number)
    )
    headings = {passage_id: tuple(heading) for passage_id, heading, _ in rows}
    found = tuple((competency, item, passage) for competency, item, passage in session.execute(cited))
    return Outline(guide, rows[0].title, headings, found)


def _certification(session: Session, workspace: str, outline: Outline) -> Definition | None:
    cited = Counter(competency for competency, _, _ in outline.cited)
    offered = [one.definition for one in certifications(session, workspace) if not one.retired]
    rated = [(sum(cited[one.key] for one in each.competencies), each) for each in offered]
    best = max(rated, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] else None
