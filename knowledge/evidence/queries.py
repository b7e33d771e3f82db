"""Selects over evidence. Rows do not leave this package: callers get values."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.evidence.models import EvidenceRow
from knowledge.evidence.values import Evidence


def ratings(session: Session, edition_ids: Sequence[str]) -> dict[str, Evidence]:
    """How the evidence behind these editions is rated, by edition; those that nobody rated are left out."""
    rows = session.scalars(select(EvidenceRow).where(EvidenceRow.edition_id.in_(edition_ids)))
    return {row.edition_id: evidence_value(row) for row in rows}


def evidence_value(row: EvidenceRow) -> Evidence:
    """A row as the value that leaves the database."""
    return Evidence(row.scheme, row.tier, row.studies, row.population, row.searched_on, row.rater)
