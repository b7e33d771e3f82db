"""What we ourselves know of the certificates that we issued: their status, and when each was issued."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from learning.credentials.issuer import Issuer, Purpose
from learning.credentials.models import CertificateRow
from learning.credentials.queries import certificate
from learning.credentials.statuses import StatusEntry


@dataclass(frozen=True)
class OwnRegister:
    """The certificates of a workspace as a source of their status, and as the register of what was issued."""

    session: Session
    workspace: str
    issuer: Issuer

    def is_set(self, entry: StatusEntry) -> bool | None:
        """As the database says; None for a list of somebody else, and for a place that no certificate has."""
        if entry.address != self.issuer.status_list(self.workspace, entry.purpose):
            return None
        query = select(CertificateRow.id).where(
            CertificateRow.workspace_id == self.workspace, CertificateRow.status_index == entry.index
        )
        found = self.session.scalar(query)
        if found is None:
            return None
        value = certificate(self.session, self.workspace, found)
        return value.revoked if entry.purpose is Purpose.REVOCATION else value.suspended

    def issued_at(self, token: str) -> datetime | None:
        """When exactly this token was issued; None where it was not."""
        query = select(CertificateRow.issued_at).where(
            CertificateRow.workspace_id == self.workspace, CertificateRow.jwt == token
        )
        return self.session.scalars(query.limit(1)).one_or_none()
