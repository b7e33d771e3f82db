"""What certificates rest on is not taken back under them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from learning.certifications.queries import certification
from learning.credentials.queries import CertificateFilter, certificates
from learning.errors import CertificateRests
from learning.requirements.queries import standing
from learning.requirements.service import Towards
from learning.requirements.states import DONE
from learning.requirements.values import Step


def require_none_rests(session: Session, workspace: str, towards: Towards, now: datetime) -> None:
    """Let a requirement be asked for anew only where no certificate that may still count was issued upon it.

    Raises:
        CertificationNotFound: There is no such certification.
        CertificateRests: One was, and is neither revoked nor expired.
    """
    found = certification(session, workspace, towards.certification)
    stands = standing(session, workspace, found, towards.person).get(towards.requirement)
    steps = stands.steps if stands is not None else ()
    for one in certificates(session, workspace, CertificateFilter(found.id, towards.person)):
        is_over = one.revoked or (one.expires_at is not None and one.expires_at <= now)
        if not is_over and _was_done(steps, one.issued_at):
            raise CertificateRests(towards.requirement, one.id)


def _was_done(steps: Sequence[Step], moment: datetime) -> bool:
    """Whether a requirement with these steps was done at a moment."""
    before = [one for one in steps if one.at <= moment]
    return bool(before) and before[-1].state in DONE
