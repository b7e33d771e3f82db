"""Selects over certifications."""

from collections.abc import Collection

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from learning.certifications.models import CertificationRow, CertificationVersionRow
from learning.certifications.reading import from_data
from learning.certifications.values import Certification
from learning.errors import CertificationNotFound

_other = aliased(CertificationVersionRow)
_last = select(func.max(_other.number)).where(_other.certification_id == CertificationRow.id).scalar_subquery()
# Built once: putting a statement together takes longer than it runs.
_NEWEST = select(CertificationRow, CertificationVersionRow).join(
    CertificationVersionRow,
    and_(CertificationVersionRow.certification_id == CertificationRow.id, CertificationVersionRow.number == _last),
)
_OF_KEY = _NEWEST.where(
    CertificationRow.workspace_id == bindparam("workspace"), CertificationRow.key == bindparam("key")
)


def certifications(session: Session, workspace: str) -> list[Certification]:
    """All of them with their newest versions, retired ones too, by key."""
    query = _NEWEST.where(CertificationRow.workspace_id == workspace).order_by(CertificationRow.key)
    return [_value(row, version) for row, version in session.execute(query)]


def certification(session: Session, workspace: str, key: str) -> Certification:
    """The one with this key, retired or not, with its newest version.

    Raises:
        CertificationNotFound: There is none.
    """
    found = session.execute(_OF_KEY, {"workspace": workspace, "key": key}).one_or_none()
    if found is None:
        raise CertificationNotFound(key)
    return _value(found[0], found[1])


def certification_of(session: Session, workspace: str, certification_id: str) -> Certification:
    """The one with this id, retired or not, with its newest version.

    Raises:
        CertificationNotFound: There is none.
    """
    query = _NEWEST.where(CertificationRow.workspace_id == workspace, CertificationRow.id == certification_id)
    found = session.execute(query).one_or_none()
    if found is None:
        raise CertificationNotFound(certification_id)
    return _value(found[0], found[1])


def certification_at(session: Session, workspace: str, version_id: str) -> Certification:
    """A certification as it was in one of its versions.

    Raises:
        CertificationNotFound: There is no such version.
    """
    query = (
        select(CertificationRow, CertificationVersionRow)
        .join(CertificationVersionRow, CertificationVersionRow.certification_id == CertificationRow.id)
        .where(CertificationRow.workspace_id == workspace, CertificationVersionRow.id == version_id)
    )
    found = session.execute(query).one_or_none()
    if found is None:
        raise CertificationNotFound(version_id)
    return _value(found[0], found[1])


def certifications_at(session: Session, workspace: str, version_ids: Collection[str]) -> dict[str, Certification]:
    """Certifications as they were in these versions, by the version's id; those that there are."""
    query = (
        select(CertificationRow, CertificationVersionRow)
        .join(CertificationVersionRow, CertificationVersionRow.certification_id == CertificationRow.id)
        .where(CertificationRow.workspace_id == workspace, CertificationVersionRow.id.in_(version_ids))
    )
    return {version.id: _value(row, version) for row, version in session.execute(query)}


def _value(row: CertificationRow, version: CertificationVersionRow) -> Certification:
    definition = from_data(version.definition, kept=True)
    return Certification(row.id, version.id, version.number, definition, row.retired_at is not None)
