"""Which certificates are kept by practice: the last one of its holder, that counts."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import aliased

from knowledge.members.roles import ERASED
from learning.credentials.models import CertificateRow, CertificateStepRow, SigningKeyRow
from learning.credentials.values import CertificateStep

_later, _over = aliased(CertificateRow), aliased(CertificateStepRow)


def held(workspace: str, certification_ids: Collection[str]) -> Select[str, str, str, datetime | None]:
    """Select the id, the person, the certification and the end of the last certificate of each holder.

    Left out is one that is revoked or suspended now, or that somebody else may have signed, as its key is compromised;
    and what is left of people who were erased.
    """
    query = select(CertificateRow.id, CertificateRow.person, CertificateRow.certification_id, CertificateRow.expires_at)
    return (
        query.where(CertificateRow.workspace_id == workspace, CertificateRow.certification_id.in_(certification_ids))
        .where(~CertificateRow.person.startswith(ERASED), _is_last(), _is_unharmed(), _is_trusted())
        .order_by(CertificateRow.expires_at, CertificateRow.id)
    )


def _is_last() -> ColumnElement[bool]:
    later = or_(
        _later.issued_at > CertificateRow.issued_at,
        and_(_later.issued_at == CertificateRow.issued_at, _later.id > CertificateRow.id),
    )
    return ~exists().where(
        _later.workspace_id == CertificateRow.workspace_id,
        _later.person == CertificateRow.person,
        _later.certification_id == CertificateRow.certification_id,
        later,
    )


def _is_unharmed() -> ColumnElement[bool]:
    ended = exists().where(
        _over.certificate_id == CertificateStepRow.certificate_id,
        _over.number > CertificateStepRow.number,
        _over.step == CertificateStep.REINSTATED.value,
    )
    harm = or_(
        CertificateStepRow.step == CertificateStep.REVOKED.value,
        and_(CertificateStepRow.step == CertificateStep.SUSPENDED.value, ~ended),
    )
    return ~exists().where(CertificateStepRow.certificate_id == CertificateRow.id, harm)


def _is_trusted() -> ColumnElement[bool]:
    return ~exists().where(
        SigningKeyRow.id == CertificateRow.key_id, SigningKeyRow.compromised_at <= CertificateRow.issued_at
    )
