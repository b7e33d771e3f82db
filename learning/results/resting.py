"""What rests on a pass goes with it.

A certificate to which a lost pass led is revoked: it certifies what is not so, and its holder sits the exam again for
another one. A certificate that a lost pass had made current again is outdated again.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from learning.credentials.models import CertificateRow, CertificateStepRow
from learning.credentials.service import revoke
from learning.credentials.values import CertificateStep
from learning.results.values import Resting
from learning.standing.models import OutdatedRow


def resting_on(session: Session, workspace: str, attempt_ids: Collection[str]) -> Resting:
    """What rests on the passes of these attempts; two statements."""
    revoked = select(CertificateStepRow.certificate_id).where(
        CertificateStepRow.workspace_id == workspace, CertificateStepRow.step == CertificateStep.REVOKED.value
    )
    led_to = select(CertificateRow.id).where(
        CertificateRow.workspace_id == workspace,
        CertificateRow.attempt_id.in_(attempt_ids),
        CertificateRow.id.not_in(revoked),
    )
    mended = select(OutdatedRow.certificate_id).where(
        OutdatedRow.workspace_id == workspace,
        OutdatedRow.mended_by.in_(attempt_ids),
        OutdatedRow.overtaken_by.is_(None),
        OutdatedRow.certificate_id.not_in(revoked),
    )
    return Resting(
        tuple(session.scalars(led_to.order_by(CertificateRow.id))), tuple(sorted(set(session.scalars(mended))))
    )


def give_way(
    session: Session, workspace: str, attempt_ids: Collection[str], *, by: str, reason: str, now: datetime
) -> Resting:
    """Have what rests on the passes that these attempts have just lost go with them; returns what that was.

    Raises:
        NotAllowed: The person may not revoke certificates, of which there are some.
    """
    found = resting_on(session, workspace, attempt_ids)
    for certificate_id in found.led_to:
        revoke(session, workspace, certificate_id, reason=reason, by=by, now=now)
    mended = (OutdatedRow.workspace_id == workspace, OutdatedRow.mended_by.in_(attempt_ids))
    session.execute(update(OutdatedRow).where(*mended).values(mended_by=None))
    return found
