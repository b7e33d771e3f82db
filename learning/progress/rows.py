"""The queries whose rows say all of a person's learning, and what there is to learn: they are read in one statement."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import Column, Select, and_, func, select
from sqlalchemy.orm import aliased

from learning.attempts.models import AttemptRow, ResultRow
from learning.certifications.models import CertificationRow, CertificationVersionRow
from learning.credentials.models import CertificateRow, CertificateStepRow, SigningKeyRow
from learning.curriculum.models import EnrolmentRow, PathRow, PathVersionRow, StepDoneRow
from learning.items.models import LiveItemRow
from learning.items.values import Pool
from learning.learners.models import LearnerRow
from learning.past.models import PastCertificateRow
from learning.practice.models import PracticeRow
from learning.requirements.models import RequirementStepRow
from learning.standing.models import OutdatedRow
from storage.schema import Base

Rows = Sequence[Sequence[Any]]
R = TypeVar("R", bound=Base)

# A certificate's token is long, and says nothing that is not beside it.
_LEFT_OUT = frozenset({"jwt"})


def columns_of(table: type[Base]) -> list[Column[Any]]:
    """The columns of a table, in the order in which ``row_of`` takes them."""
    return [column for column in table.__table__.columns if column.key not in _LEFT_OUT]  # type: ignore[misc]


def row_of(table: type[R], values: Sequence[Any]) -> R:
    """A row of a table that belongs to no session."""
    return table(**{column.key: value for column, value in zip(columns_of(table), values, strict=True)})


def certifications(workspace: str) -> Select[*tuple[Any, ...]]:
    """All certifications with their newest versions: the columns of both tables."""
    other = aliased(CertificationVersionRow)
    last = select(func.max(other.number)).where(other.certification_id == CertificationRow.id).scalar_subquery()
    version = and_(
        CertificationVersionRow.certification_id == CertificationRow.id, CertificationVersionRow.number == last
    )
    return (
        select(*columns_of(CertificationRow), *columns_of(CertificationVersionRow))
        .select_from(CertificationRow)
        .join(CertificationVersionRow, version)
        .where(CertificationRow.workspace_id == workspace)
    )


def paths(workspace: str) -> Select[*tuple[Any, ...]]:
    """All learning paths with their newest versions: the columns of both tables."""
    other = aliased(PathVersionRow)
    last = select(func.max(other.number)).where(other.path_id == PathRow.id).scalar_subquery()
    version = and_(PathVersionRow.path_id == PathRow.id, PathVersionRow.number == last)
    return (
        select(*columns_of(PathRow), *columns_of(PathVersionRow))
        .select_from(PathRow)
        .join(PathVersionRow, version)
        .where(PathRow.workspace_id == workspace)
    )


def items_for_practice(workspace: str) -> Select[*tuple[Any, ...]]:
    """How many items there are for practice, by competency."""
    return (
        select(LiveItemRow.competency, func.count())
        .where(LiveItemRow.workspace_id == workspace, LiveItemRow.pool == Pool.PRACTICE.value)
        .group_by(LiveItemRow.competency)
    )


def attempts(workspace: str, person: str) -> Select[*tuple[Any, ...]]:
    """Her attempts: their columns, then points, of how many, and whether it is passed, by the newest result."""
    other = aliased(ResultRow)
    newest = select(func.max(other.number)).where(other.attempt_id == AttemptRow.id).scalar_subquery()
    result = and_(ResultRow.attempt_id == AttemptRow.id, ResultRow.number == newest)
    return (
        select(*columns_of(AttemptRow), ResultRow.points, ResultRow.of, ResultRow.passed)
        .select_from(AttemptRow)
        .outerjoin(ResultRow, result)
        .where(AttemptRow.workspace_id == workspace, AttemptRow.person == person)
    )


def versions_begun(workspace: str, person: str) -> Select[*tuple[Any, ...]]:
    """The versions of certifications at which she made attempts: the columns of both tables."""
    begun = select(AttemptRow.certification_version_id).where(
        AttemptRow.workspace_id == workspace, AttemptRow.person == person
    )
    return (
        select(*columns_of(CertificationRow), *columns_of(CertificationVersionRow))
        .select_from(CertificationRow)
        .join(CertificationVersionRow, CertificationVersionRow.certification_id == CertificationRow.id)
        .where(CertificationVersionRow.id.in_(begun))
    )


def certificates(workspace: str, person: str) -> Select[*tuple[Any, ...]]:
    """Her certificates: their columns, then when the key was compromised."""
    return (
        select(*columns_of(CertificateRow), SigningKeyRow.compromised_at)
        .select_from(CertificateRow)
        .join(SigningKeyRow, SigningKeyRow.id == CertificateRow.key_id)
        .where(CertificateRow.workspace_id == workspace, CertificateRow.person == person)
    )


def certificate_steps(workspace: str, person: str) -> Select[*tuple[Any, ...]]:
    """What became of her certificates."""
    return (
        select(*columns_of(CertificateStepRow))
        .join(CertificateRow, CertificateRow.id == CertificateStepRow.certificate_id)
        .where(CertificateRow.workspace_id == workspace, CertificateRow.person == person)
    )


def outdated(workspace: str, person: str) -> Select[*tuple[Any, ...]]:
    """What guides changed under her certificates."""
    return (
        select(*columns_of(OutdatedRow))
        .join(CertificateRow, CertificateRow.id == OutdatedRow.certificate_id)
        .where(CertificateRow.workspace_id == workspace, CertificateRow.person == person)
    )


def practised_last(workspace: str, person: str) -> Select[*tuple[Any, ...]]:
    """When she last answered an item for practice, by certification."""
    return (
        select(PracticeRow.certification_id, func.max(PracticeRow.answered_at))
        .where(PracticeRow.workspace_id == workspace, PracticeRow.person == person)
        .where(PracticeRow.answered_at.is_not(None))
        .group_by(PracticeRow.certification_id)
    )


def answered_rightly(workspace: str, person: str) -> Select[*tuple[Any, ...]]:
    """How many different items she has answered rightly in practice, by competency."""
    return (
        select(PracticeRow.competency, func.count(PracticeRow.item_id.distinct()))
        .where(PracticeRow.workspace_id == workspace, PracticeRow.person == person, PracticeRow.credit >= 1)
        .group_by(PracticeRow.competency)
    )


def of_person(
    table: type[EnrolmentRow | StepDoneRow | RequirementStepRow | LearnerRow | PastCertificateRow],
    workspace: str,
    person: str,
) -> Select[*tuple[Any, ...]]:
    """All that a table holds of a person."""
    return select(*columns_of(table)).where(table.workspace_id == workspace, table.person == person)
