"""Use cases of evidence."""

from sqlalchemy.orm import Session

from knowledge.evidence.models import EvidenceRow
from knowledge.evidence.values import Evidence


def rate(session: Session, workspace: str, edition_id: str, evidence: Evidence) -> None:
    """Store how the evidence behind an edition is rated; an edition is rated once, however often it is called."""
    if session.get(EvidenceRow, edition_id) is not None:
        return
    session.add(
        EvidenceRow(
            edition_id=edition_id,
            workspace_id=workspace,
            scheme=evidence.scheme,
            tier=evidence.tier,
            studies=evidence.studies,
            population=evidence.population,
            searched_on=evidence.searched_on,
            rater=evidence.rater,
        )
    )
