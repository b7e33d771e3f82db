"""Evidence as it comes out of the database."""

from knowledge.evidence.models import EvidenceRow
from knowledge.evidence.values import Evidence


def evidence_value(row: EvidenceRow) -> Evidence:
    """A row as the value that leaves the database."""
    return Evidence(row.scheme, row.tier, row.studies, row.population, row.searched_on, row.rater)
