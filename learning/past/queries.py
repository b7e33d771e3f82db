"""Selects over certificates from elsewhere."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from learning.past.models import PastCertificateRow
from learning.past.values import PastCertificate, best_of


def past_certificates(
    session: Session, workspace: str, people: Collection[str]
) -> dict[tuple[str, str], PastCertificate]:
    """Of each of these people and each certification the one that counts longest; in one statement.

    Of several that count as long, or for good, it is the one that was issued last.

    Returns:
        By the person and the certification's id.
    """
    row = PastCertificateRow
    query = select(row.certification_id, row.person, row.issued, row.expires, row.source)
    found = session.execute(query.where(row.workspace_id == workspace, row.person.in_(people)))
    return best_of(PastCertificate(*each) for each in found)
