"""Selects: exams that were passed and lead to certificates that were not issued yet.

Of a person's passes at a certification only the newest leads to one, so that none can be put by: not where it, or one
after it, has led to one; not where a certificate was revoked since it ended; not while one is suspended. Whoever was
erased gets none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, select
from sqlalchemy.orm import Session, aliased

from knowledge.members.roles import ERASED
from learning.attempts.models import AttemptRow, ResultRow
from learning.attempts.values import Kind
from learning.certifications.queries import certifications_at
from learning.certifications.values import Certification
from learning.credentials.models import CertificateRow, CertificateStepRow
from learning.credentials.values import CertificateStep
from learning.requirements.queries import steps_of_all
from learning.requirements.states import standing_of
from learning.requirements.values import Step

_LEADING = (Kind.EXAM.value, Kind.RENEWAL.value)
_ENDS_SUSPENSION = (CertificateStep.REINSTATED.value, CertificateStep.REVOKED.value)
_other, _later, _copy = aliased(AttemptRow), aliased(CertificateStepRow), aliased(CertificateRow)


@dataclass(frozen=True)
class Earned:
    """An exam that was passed and leads to a certificate that there is not yet.

    Attributes:
        undone: The titles of what else is required and still open, in the certification's order.
    """

    attempt_id: str
    person: str
    certification: Certification
    ended_at: datetime
    undone: tuple[str, ...]

    @property
    def is_ready(self) -> bool:
        """Whether nothing is left to do but to issue the certificate."""
        return not self.undone


def is_any_earned(session: Session, workspace: str) -> bool:
    """Whether there is such an exam; one statement."""
    return session.execute(_leading(workspace).limit(1)).first() is not None


def leads_to_one(session: Session, workspace: str, attempt_id: str) -> bool:
    """Whether an attempt is such an exam; one statement."""
    return session.execute(_leading(workspace).where(AttemptRow.id == attempt_id)).first() is not None


def waits(session: Session, workspace: str, person: str, certification_id: str) -> bool:
    """Whether a person has such an exam at a certification: another one would renew nothing; one statement."""
    own = (AttemptRow.person == person, AttemptRow.certification_id == certification_id)
    return session.execute(_leading(workspace).where(*own).limit(1)).first() is not None


def earned(session: Session, workspace: str, *, person: str | None = None) -> list[Earned]:
    """Such exams, of one person or of anybody, the first passed first; three statements, however many there are."""
    query = _leading(workspace)
    if person is not None:
        query = query.where(AttemptRow.person == person)
    rows = session.execute(query.order_by(AttemptRow.ended_at, AttemptRow.id)).all()
    if not rows:
        return []
    certifications = certifications_at(session, workspace, {version_id for _, _, version_id, _ in rows})
    steps = steps_of_all(session, workspace, query.with_only_columns(AttemptRow.person))
    return [
        Earned(attempt_id, whose, found, ended_at, undone(found, steps.get((whose, found.id), {})))
        for attempt_id, whose, version_id, ended_at in rows
        if ended_at is not None and (found := certifications[version_id])
    ]


def undone(certification: Certification, steps: Mapping[str, Sequence[Step]]) -> tuple[str, ...]:
    """The titles of what else is required and still open, by the steps of a person towards each requirement. Pure."""
    standings = (standing_of(one, steps.get(one.key, ()), None) for one in certification.definition.requirements)
    return tuple(one.requirement.title for one in standings if not one.is_done)


def _leading(workspace: str) -> Select[str, str, str, datetime | None]:
    return (
        select(AttemptRow.id, AttemptRow.person, AttemptRow.certification_version_id, AttemptRow.ended_at)
        .where(AttemptRow.workspace_id == workspace, AttemptRow.ended_at.is_not(None), _is_passed(AttemptRow))
        .where(~AttemptRow.person.startswith(ERASED, autoescape=True))
        .where(~exists().where(_is_sibling(_other), _other.number > AttemptRow.number, _is_passed(_other)))
        .where(
            ~exists().where(
                CertificateRow.attempt_id == _other.id, _is_sibling(_other), _other.number >= AttemptRow.number
            )
        )
        .where(~exists().where(_is_step(CertificateStep.REVOKED), _is_since(), ~_is_issued_anew()))
        .where(~exists().where(_is_step(CertificateStep.SUSPENDED), ~_is_over()))
    )


def _is_passed(attempt: type[AttemptRow]) -> ColumnElement[bool]:
    """That an attempt of a kind that leads to a certificate is passed by its newest result."""
    newest = select(ResultRow.passed).where(ResultRow.attempt_id == attempt.id).order_by(ResultRow.number.desc())
    return and_(attempt.kind.in_(_LEADING), newest.limit(1).scalar_subquery().is_(True))


def _is_sibling(other: type[AttemptRow]) -> ColumnElement[bool]:
    return and_(
        other.workspace_id == AttemptRow.workspace_id,
        other.certification_id == AttemptRow.certification_id,
        other.person == AttemptRow.person,
    )


def _is_step(step: CertificateStep) -> ColumnElement[bool]:
    """That something became of a certificate of the same person and certification."""
    return and_(
        CertificateStepRow.certificate_id == CertificateRow.id,
        CertificateStepRow.step == step.value,
        CertificateRow.workspace_id == AttemptRow.workspace_id,
        CertificateRow.certification_id == AttemptRow.certification_id,
        CertificateRow.person == AttemptRow.person,
    )


def _is_since() -> ColumnElement[bool]:
    return CertificateStepRow.at > AttemptRow.ended_at


def _is_issued_anew() -> ColumnElement[bool]:
    """That a certificate was revoked only as another key signed it anew."""
    return exists().where(_copy.attempt_id == CertificateRow.attempt_id, _copy.copy > CertificateRow.copy)


def _is_over() -> ColumnElement[bool]:
    """That a suspension was followed by its end."""
    return exists().where(
        _later.certificate_id == CertificateStepRow.certificate_id,
        _later.number > CertificateStepRow.number,
        _later.step.in_(_ENDS_SUSPENSION),
    )
