"""Selects over golden questions and what came out when they were asked."""

from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from knowledge.golden.headings import HeadingsOf
from knowledge.golden.models import GoldenQuestionRow, GoldenRunRow
from knowledge.golden.values import Failure, GoldenQuestion, GoldenRun, Problem
from knowledge.guides.models import ActiveEdition, Edition, Guide, PassageRow


def golden_questions(session: Session, workspace: str) -> list[GoldenQuestion]:
    """All that are not retired, in the order in which they were added."""
    query = (
        select(GoldenQuestionRow)
        .where(GoldenQuestionRow.workspace_id == workspace, GoldenQuestionRow.retired_at.is_(None))
        .order_by(GoldenQuestionRow.id)
    )
    return [
        GoldenQuestion(row.id, row.question, row.guide_key, row.heading, row.refuse) for row in session.scalars(query)
    ]


def guide_keys(session: Session, workspace: str) -> frozenset[str]:
    """The keys of all guides of a workspace, published or not."""
    return frozenset(session.scalars(select(Guide.key).where(Guide.workspace_id == workspace)))


def headings_seen(session: Session, workspace: str) -> HeadingsOf:
    """The heading paths of the edition of each guide that readers see, each guide looked up once."""

    @cache
    def seen(guide_key: str) -> frozenset[tuple[str, ...]]:
        query = (
            select(PassageRow.heading)
            .join(ActiveEdition, ActiveEdition.edition_id == PassageRow.edition_id)
            .join(Guide, Guide.id == ActiveEdition.guide_id)
            .where(Guide.workspace_id == workspace, Guide.key == guide_key)
        )
        return frozenset(tuple(path) for path in session.scalars(query))

    return seen


def titles_read(session: Session, workspace: str, instead: str | None) -> dict[str, str]:
    """The title of each guide that readers see, by its key; as if the edition ``instead`` were published."""
    return _read(session, workspace, instead, Edition.title)


def audiences_read(session: Session, workspace: str, instead: str | None) -> dict[str, str]:
    """The audience of each guide that readers see, by its key; as if the edition ``instead`` were published."""
    return _read(session, workspace, instead, Edition.audience)


def latest_runs(session: Session, workspace: str, *, limit: int, edition_id: str | None = None) -> list[GoldenRun]:
    """The newest runs first; those before an edition was published, where one is named."""
    query = select(GoldenRunRow).where(GoldenRunRow.workspace_id == workspace)
    if edition_id is not None:
        query = query.where(GoldenRunRow.edition_id == edition_id)
    query = query.order_by(GoldenRunRow.ran_at.desc(), GoldenRunRow.id.desc()).limit(limit)
    return [run_value(row) for row in session.scalars(query)]


def run_value(row: GoldenRunRow) -> GoldenRun:
    """A row as the value that leaves this package."""
    failures = (Failure(**{**failure, "problem": Problem(failure["problem"])}) for failure in row.failures)
    return GoldenRun(row.id, row.edition_id, row.model, row.asked, tuple(failures), row.ran_at)


def _read(session: Session, workspace: str, instead: str | None, fact: InstrumentedAttribute[str]) -> dict[str, str]:
    shown = select(Guide.key, fact).join(Edition, Edition.guide_id == Guide.id).where(Guide.workspace_id == workspace)
    active = shown.join(ActiveEdition, ActiveEdition.edition_id == Edition.id)
    found = {key: value for key, value in session.execute(active)}
    if instead is not None:
        found |= {key: value for key, value in session.execute(shown.where(Edition.id == instead))}
    return found
