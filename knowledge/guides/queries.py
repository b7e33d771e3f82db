"""Selects over the library. Rows do not leave this package: callers get values."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Row, and_, func, or_, select
from sqlalchemy.orm import Session

from knowledge.embeddings.pooling import Matrix, Vector
from knowledge.evidence.models import EvidenceRow
from knowledge.evidence.queries import evidence_value
from knowledge.evidence.values import Evidence
from knowledge.freshness.queries import next_review
from knowledge.guides.drafts import heading_line
from knowledge.guides.models import (
    ActiveEdition,
    Edition,
    EditionStep,
    EmbeddingRow,
    Guide,
    NamedOwnerRow,
    Original,
    PassageRow,
)
from knowledge.guides.shown import shown_edition
from knowledge.guides.states import EditionState
from knowledge.guides.steps import is_latest
from knowledge.places import Place, PlaceKind
from knowledge.retrieval.ranking import Passage

STREAM_ROWS = 2_000


@dataclass(frozen=True)
class GuideSummary:
    """A guide with its active edition, as lists show it; a retired one has the edition it had last."""

    id: str
    key: str
    title: str
    edition: str
    edition_id: str
    owner: str | None
    audience: str
    evidence_tier: str | None
    effective_date: date | None
    review_date: date | None
    licence: str | None
    published_at: datetime | None
    retired_at: datetime | None
    evidence: Evidence | None = None


@dataclass(frozen=True)
class EditionFacts:
    """What a citation says of the edition that it quotes.

    Attributes:
        evidence_tier: What its details say of the evidence, in words; ``evidence`` is a tier of a scheme.
        edition_date: From when on it holds; where it does not say, when it was published here.
        review_date: As the last review of this edition says; else as its details do.
        state: In which it is now; ``reason`` says why it was withdrawn.
    """

    guide_id: str
    key: str
    title: str
    label: str
    owner: str | None
    evidence_tier: str | None
    edition_date: date | None
    review_date: date | None
    source_url: str | None
    places: tuple[tuple[int, Place], ...]
    warnings: tuple[str, ...]
    audience: str
    evidence: Evidence | None
    state: EditionState
    reason: str | None
    language: str = "en"

    def place_at(self, offset: int) -> Place | None:
        """The page, slide or moment in which this character of the text stands."""
        before = [place for start, place in self.places if start <= offset]
        return before[-1] if before else None


@dataclass(frozen=True, eq=False)
class IndexEntry:
    """What the caches keep of a passage: its vector, and the text whose words are indexed."""

    id: str
    workspace_id: str
    audience: str
    text: str
    embedded_hash: str
    vector: Vector


def index_entries(session: Session, model: str, edition_id: str | None = None) -> Iterator[IndexEntry]:
    """The entries of one edition, active or not; of all active editions when none is named."""
    query = (
        select(
            PassageRow.id,
            PassageRow.workspace_id,
            Edition.audience,
            Edition.title,
            PassageRow.heading,
            PassageRow.text,
            PassageRow.embedded_hash,
            EmbeddingRow.vector,
        )
        .join(Edition, Edition.id == PassageRow.edition_id)
        .join(EmbeddingRow, embedding_of(model))
    )
    if edition_id is None:
        query = query.join(ActiveEdition, ActiveEdition.edition_id == PassageRow.edition_id)
    else:
        query = query.where(PassageRow.edition_id == edition_id)
    rows = session.execute(query.execution_options(yield_per=STREAM_ROWS))
    for key, workspace, audience, title, heading, text, name, vector in rows:
        words = heading_line(title, tuple(heading)) + "\n" + text
        yield IndexEntry(key, workspace, audience, words, name, np.frombuffer(vector, np.float32))


def embedded_hashes(session: Session, ids: Collection[str]) -> dict[str, str]:
    """The names of the embeddings of these passages, by id."""
    query = select(PassageRow.id, PassageRow.embedded_hash).where(PassageRow.id.in_(ids))
    return {key: name for key, name in session.execute(query)}


def active_vectors(session: Session, workspace: str, audience: str, model: str) -> tuple[list[str], Matrix]:
    """Ids and vectors of all active passages of an audience, for an exact search."""
    query = (
        select(PassageRow.id, EmbeddingRow.vector)
        .join(ActiveEdition, ActiveEdition.edition_id == PassageRow.edition_id)
        .join(Edition, Edition.id == PassageRow.edition_id)
        .join(EmbeddingRow, embedding_of(model))
        .where(PassageRow.workspace_id == workspace, Edition.audience == audience)
    )
    rows = session.execute(query).all()
    vectors = np.frombuffer(b"".join(v for _, v in rows), np.float32)
    return [key for key, _ in rows], vectors.reshape(len(rows), -1) if rows else np.zeros((0, 0), np.float32)


def active_editions(session: Session) -> dict[str, list[str]]:
    """The editions that readers see, by workspace."""
    found: dict[str, list[str]] = {}
    for workspace, edition in session.execute(select(ActiveEdition.workspace_id, ActiveEdition.edition_id)):
        found.setdefault(workspace, []).append(edition)
    return found


def has_guides(session: Session, workspace: str) -> bool:
    """Whether readers of a workspace see any guide."""
    query = select(ActiveEdition.guide_id).where(ActiveEdition.workspace_id == workspace).limit(1)
    return session.scalar(query) is not None


def edition_facts(session: Session, edition_ids: Sequence[str]) -> dict[str, EditionFacts]:
    """The facts of these editions by id, as they are now."""
    query = (
        select(Edition, Guide.key, EvidenceRow, EditionStep.state, EditionStep.reason, next_review())
        .join(Guide, Guide.id == Edition.guide_id)
        .outerjoin(EvidenceRow, EvidenceRow.edition_id == Edition.id)
        .outerjoin(EditionStep, (EditionStep.edition_id == Edition.id) & is_latest())
        .where(Edition.id.in_(edition_ids))
    )
    return {
        row.id: EditionFacts(
            guide_id=row.guide_id,
            key=key,
            title=row.title,
            label=row.label,
            owner=row.owner,
            evidence_tier=row.evidence_tier,
            edition_date=row.effective_date or (row.published_at.date() if row.published_at is not None else None),
            review_date=until,
            source_url=row.source_url,
            places=tuple((s, Place(PlaceKind(k), n, e)) for s, k, n, e in row.places),
            warnings=tuple(row.warnings),
            audience=row.audience,
            evidence=evidence_value(rating) if rating is not None else None,
            state=EditionState(state) if state is not None else EditionState.DRAFT,
            reason=reason if state == EditionState.WITHDRAWN else None,
            language=row.language,
        )
        for row, key, rating, state, reason, until in session.execute(query)
    }


def guide_summaries(
    session: Session, workspace: str, *, audiences: Collection[str] | None = None
) -> list[GuideSummary]:
    """All guides of a workspace by key, retired ones too; with ``audiences`` those of them that are for these."""
    query = (
        select(Guide.id, Guide.key, Edition.title, Edition.label, Edition.id.label("edition_id"))
        .add_columns(Edition.owner, Edition.audience, Edition.evidence_tier, Edition.effective_date, Edition.licence)
        .add_columns(Edition.published_at, Guide.retired_at, next_review().label("review_date"), EvidenceRow)
        .select_from(Guide)
        .join(Edition, Edition.id == shown_edition())
        .outerjoin(EvidenceRow, EvidenceRow.edition_id == Edition.id)
        .where(Guide.workspace_id == workspace)
        .order_by(Guide.key)
    )
    if audiences is not None:
        query = query.where(Edition.audience.in_(audiences))
    return [_summary(row) for row in session.execute(query)]


def owner_of(session: Session, workspace: str, guide_id: str) -> str | None:
    """The person of the workspace who answers for a guide, if there is one."""
    return session.scalar(select(Guide.owner_person).where(Guide.workspace_id == workspace, Guide.id == guide_id))


def owner_once_published(session: Session, workspace: str, edition_id: str) -> str | None:
    """The person of the workspace who answers for an edition's guide once readers see the edition, if there is one."""
    return session.scalar(
        select(func.coalesce(NamedOwnerRow.person, Guide.owner_person))
        .select_from(Edition)
        .join(Guide, Guide.id == Edition.guide_id)
        .outerjoin(NamedOwnerRow, NamedOwnerRow.edition_id == Edition.id)
        .where(Edition.workspace_id == workspace, Edition.id == edition_id)
    )


def original(session: Session, workspace: str, content_hash: str) -> bytes:
    """A file as it was given."""
    return session.execute(
        select(Original.data).where(Original.workspace_id == workspace, Original.content_hash == content_hash)
    ).scalar_one()


def unread_passages(session: Session, edition_ids: Sequence[str]) -> dict[tuple[str, str], list[str]]:
    """The passages of these editions' guides that no reader sees, by workspace and audience.

    They belong to editions that were replaced, retired or never published.
    """
    guides = select(Edition.guide_id).where(Edition.id.in_(edition_ids))
    query = (
        select(Edition.workspace_id, Edition.audience, PassageRow.id)
        .join(PassageRow, PassageRow.edition_id == Edition.id)
        .outerjoin(ActiveEdition, ActiveEdition.edition_id == Edition.id)
        .where(Edition.guide_id.in_(guides), ActiveEdition.edition_id.is_(None))
    )
    found: dict[tuple[str, str], list[str]] = {}
    for workspace, audience, passage in session.execute(query):
        found.setdefault((workspace, audience), []).append(passage)
    return found


def edition_text(session: Session, edition_id: str) -> str:
    """The whole stored text of an edition."""
    return session.execute(select(Edition.text).where(Edition.id == edition_id)).scalar_one()


def language_of(session: Session, edition_id: str) -> str:
    """The language of an edition, as a code of two letters."""
    return session.execute(select(Edition.language).where(Edition.id == edition_id)).scalar_one()


def quoted(session: Session, spans: Sequence[tuple[str, int, int]]) -> list[str]:
    """What the editions' stored texts say at these spans (edition, start, end): the check of every quote."""
    return [
        session.execute(
            select(func.substr(Edition.text, start + 1, end - start)).where(Edition.id == edition_id)
        ).scalar_one()
        for edition_id, start, end in spans
    ]


def passages_at(session: Session, spans: Sequence[tuple[str, int, int]]) -> frozenset[str]:
    """The ids of all passages in which anything stands of these spans of editions' texts (edition, start, end)."""
    overlaps = (
        and_(PassageRow.edition_id == edition_id, PassageRow.start < end, PassageRow.end > start)
        for edition_id, start, end in spans
    )
    return frozenset(session.scalars(select(PassageRow.id).where(or_(*overlaps)))) if spans else frozenset()


def passages_of(session: Session, edition_id: str) -> list[Passage]:
    """The passages of an edition in reading order."""
    query = (
        select(PassageRow, Edition.guide_id)
        .join(Edition, Edition.id == PassageRow.edition_id)
        .where(PassageRow.edition_id == edition_id)
        .order_by(PassageRow.ordinal)
    )
    return [passage_value(row, guide_id) for row, guide_id in session.execute(query)]


def headings(session: Session, edition_ids: Sequence[str]) -> dict[str, list[str]]:
    """The headings that the passages of each edition stand under, each once, in reading order."""
    query = (
        select(PassageRow.edition_id, PassageRow.heading)
        .where(PassageRow.edition_id.in_(edition_ids))
        .order_by(PassageRow.edition_id, PassageRow.ordinal)
    )
    found: dict[str, dict[str, None]] = {edition_id: {} for edition_id in edition_ids}
    for edition_id, path in session.execute(query):
        if path:
            found[edition_id].setdefault(path[-1])
    return {edition_id: list(names) for edition_id, names in found.items()}


def passage_counts(session: Session, edition_ids: Collection[str]) -> dict[str, int]:
    """How many passages each of these editions has."""
    query = select(PassageRow.edition_id, func.count()).where(PassageRow.edition_id.in_(edition_ids))
    counts = {edition_id: count for edition_id, count in session.execute(query.group_by(PassageRow.edition_id))}
    return {edition_id: counts.get(edition_id, 0) for edition_id in edition_ids}


def passage_count(session: Session, edition_id: str) -> int:
    """How many passages an edition has."""
    return passage_counts(session, [edition_id])[edition_id]


def embedding_of(model: str) -> ColumnElement[bool]:
    """Joins a passage with its vectors under a model."""
    return (
        (EmbeddingRow.workspace_id == PassageRow.workspace_id)
        & (EmbeddingRow.model == model)
        & (EmbeddingRow.embedded_hash == PassageRow.embedded_hash)
    )


def passage_value(row: PassageRow, guide_id: str) -> Passage:
    """A row as the value that leaves this package."""
    place = None
    if row.place_kind is not None and row.place_number is not None:
        place = Place(PlaceKind(row.place_kind), row.place_number, bool(row.place_exact))
    return Passage(
        id=row.id,
        edition_id=row.edition_id,
        guide_id=guide_id,
        ordinal=row.ordinal,
        start=row.start,
        end=row.end,
        heading=tuple(row.heading),
        place=place,
        text=row.text,
    )


def _summary(row: Row[*tuple[Any, ...]]) -> GuideSummary:
    return GuideSummary(
        id=row.id,
        key=row.key,
        title=row.title,
        edition=row.label,
        edition_id=row.edition_id,
        owner=row.owner,
        audience=row.audience,
        evidence_tier=row.evidence_tier,
        effective_date=row.effective_date,
        review_date=row.review_date,
        licence=row.licence,
        published_at=row.published_at,
        retired_at=row.retired_at,
        evidence=evidence_value(row.EvidenceRow) if row.EvidenceRow is not None else None,
    )
