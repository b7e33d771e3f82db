"""Which edition of a guide is shown, to readers and to those who look after it."""

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from knowledge.guides.models import ActiveEdition, Edition, Guide


def shown_edition() -> ColumnElement[str | None]:
    """The id of the edition that readers see of a guide, or saw last, in a statement from ``Guide``.

    It need not be the newest one: an older edition may follow a newer one that was withdrawn.
    """
    seen = select(ActiveEdition.edition_id).where(ActiveEdition.guide_id == Guide.id).correlate(Guide)
    published = aliased(Edition)
    last = (
        select(published.id)
        .where(published.guide_id == Guide.id, published.published_at.is_not(None))
        .order_by(published.published_at.desc(), published.number.desc())
        .limit(1)
        .correlate(Guide)
    )
    return func.coalesce(seen.scalar_subquery(), last.scalar_subquery())
