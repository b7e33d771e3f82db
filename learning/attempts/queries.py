"""Selects over attempts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from learning.attempts.models import AttemptRow, AttemptSlotRow, ResponseRow, ResultRow, TimeFactorRow
from learning.attempts.rules import Past
from learning.attempts.scoring import score_of
from learning.attempts.timing import NO_LONGER, is_over
from learning.attempts.values import Attempt, Ending, Kind, Result, Slot
from learning.certifications.models import CertificationVersionRow
from learning.errors import AlreadyOpen, AttemptNotFound, OtherOpen
from learning.items.responses import response_from
from storage.schema import is_id

_other_result = aliased(ResultRow)
_newest = select(func.max(_other_result.number)).where(_other_result.attempt_id == AttemptRow.id).scalar_subquery()
# Built once: putting a statement together takes longer than it runs.
_HISTORY = (
    select(AttemptRow, ResultRow.points, ResultRow.of, ResultRow.passed)
    .outerjoin(ResultRow, and_(ResultRow.attempt_id == AttemptRow.id, ResultRow.number == _newest))
    .where(AttemptRow.workspace_id == bindparam("workspace"), AttemptRow.person == bindparam("person"))
    .order_by(AttemptRow.started_at, AttemptRow.number)
    .execution_options(populate_existing=True)
)


FACTOR = (
    select(TimeFactorRow.factor)
    .where(TimeFactorRow.workspace_id == bindparam("workspace"), TimeFactorRow.person == bindparam("person"))
    .order_by(TimeFactorRow.number.desc())
    .limit(1)
)
_SITTING = select(AttemptRow.id, AttemptRow.deadline).where(
    AttemptRow.workspace_id == bindparam("workspace"),
    AttemptRow.person == bindparam("person"),
    AttemptRow.ended_at.is_(None),
)


@dataclass(frozen=True)
class OpenExam:
    """The one attempt that a person has begun and not ended; ``title`` is its certification's."""

    attempt_id: str
    certification_id: str
    title: str
    deadline: datetime | None

    def why_not(self, certification_id: str) -> AlreadyOpen | OtherOpen:
        """Why no attempt at a certification can be begun beside it.

        The result of one tells keys for which the other may ask: there is one attempt at a time.
        """
        if certification_id == self.certification_id:
            return AlreadyOpen(self.attempt_id)
        return OtherOpen(self.attempt_id, self.title)


def attempt(session: Session, workspace: str, attempt_id: str) -> Attempt:
    """An attempt with all that was answered last.

    Raises:
        AttemptNotFound: There is none.
    """
    row = session.scalar(_attempts(workspace).where(AttemptRow.id == attempt_id)) if is_id(attempt_id) else None
    if row is None:
        raise AttemptNotFound(attempt_id)
    return attempt_value(row, slots_of(session, [row.id]).get(row.id, ()))


def open_attempts(session: Session, workspace: str, person: str) -> list[Attempt]:
    """What a person has begun and not ended: one attempt, or none."""
    query = _attempts(workspace).where(AttemptRow.person == person, AttemptRow.ended_at.is_(None))
    rows = session.scalars(query.order_by(AttemptRow.id)).all()
    slots = slots_of(session, [row.id for row in rows])
    return [attempt_value(row, slots.get(row.id, ())) for row in rows]


def open_exam(session: Session, workspace: str, person: str) -> OpenExam | None:
    """What a person has begun and not ended, if anything; one statement."""
    query = (
        select(AttemptRow.id, AttemptRow.certification_id, CertificationVersionRow.definition, AttemptRow.deadline)
        .join(CertificationVersionRow, CertificationVersionRow.id == AttemptRow.certification_version_id)
        .where(AttemptRow.workspace_id == workspace, AttemptRow.person == person, AttemptRow.ended_at.is_(None))
    )
    found = session.execute(query).one_or_none()
    if found is None:
        return None
    attempt_id, certification_id, definition, due = found
    return OpenExam(attempt_id, certification_id, definition["title"], due)


def history(session: Session, workspace: str, person: str, certification_id: str | None = None) -> list[Past]:
    """A person's attempts, at one certification or at all, with their newest results; the oldest first."""
    found = session.execute(_HISTORY, {"workspace": workspace, "person": person})
    past = [past_value(row, points, of, passed) for row, points, of, passed in found]
    return [one for one in past if certification_id in (None, one.certification_id)]


def begun_at(session: Session, workspace: str, person: str, certification_id: str) -> datetime | None:
    """When a person first began an attempt at a certification; None if never."""
    query = select(func.min(AttemptRow.started_at)).where(
        AttemptRow.workspace_id == workspace,
        AttemptRow.person == person,
        AttemptRow.certification_id == certification_id,
    )
    return session.scalar(query)


def result(session: Session, workspace: str, attempt_id: str) -> Result | None:
    """What an attempt came to, by the newest result; None while it is open."""
    query = select(ResultRow).where(ResultRow.workspace_id == workspace, ResultRow.attempt_id == attempt_id)
    row = session.scalars(query.order_by(ResultRow.number.desc()).limit(1)).one_or_none()
    if row is None:
        return None
    competencies = session.scalars(
        select(AttemptSlotRow.competency)
        .where(AttemptSlotRow.attempt_id == attempt_id)
        .order_by(AttemptSlotRow.position)
    )
    return Result(attempt_id, row.number, score_of(row.credits, competencies), row.passed, row.at, row.regrade_id)


def factor_of(session: Session, workspace: str, person: str) -> float:
    """How much longer a person may take: 1 for no longer."""
    return session.scalar(FACTOR, {"workspace": workspace, "person": person}) or NO_LONGER


def sitting(session: Session, workspace: str, person: str, now: datetime) -> list[str]:
    """The ids of the exams that a person has open, with time left; one statement."""
    found = session.execute(_SITTING, {"workspace": workspace, "person": person})
    return [attempt_id for attempt_id, due in found if not is_over(due, now)]


def slots_of(session: Session, attempt_ids: Sequence[str]) -> Mapping[str, tuple[Slot, ...]]:
    """The items of attempts in their places, with what was answered last, by the attempt's id."""
    other = aliased(ResponseRow)
    last = (
        select(func.max(other.sequence))
        .where(other.attempt_id == AttemptSlotRow.attempt_id, other.position == AttemptSlotRow.position)
        .scalar_subquery()
    )
    query = (
        select(AttemptSlotRow, ResponseRow.given)
        .outerjoin(
            ResponseRow,
            and_(
                ResponseRow.attempt_id == AttemptSlotRow.attempt_id,
                ResponseRow.position == AttemptSlotRow.position,
                ResponseRow.sequence == last,
            ),
        )
        .where(AttemptSlotRow.attempt_id.in_(attempt_ids))
        .order_by(AttemptSlotRow.attempt_id, AttemptSlotRow.position)
    )
    found: dict[str, tuple[Slot, ...]] = {}
    for row, given in session.execute(query):
        answered = response_from(given) if given is not None else None
        tokens = tuple((token, key) for token, key in row.tokens)
        slot = Slot(row.position, row.version_id, row.competency, tokens, answered)
        found[row.attempt_id] = (*found.get(row.attempt_id, ()), slot)
    return found


def attempt_value(row: AttemptRow, slots: tuple[Slot, ...]) -> Attempt:
    """A row as the value that leaves this package."""
    return Attempt(
        id=row.id,
        certification_id=row.certification_id,
        certification_version_id=row.certification_version_id,
        person=row.person,
        number=row.number,
        kind=Kind(row.kind),
        started_at=row.started_at,
        minutes=row.minutes,
        factor=row.factor,
        deadline=row.deadline,
        ended_at=row.ended_at,
        ending=Ending(row.ended) if row.ended is not None else None,
        channel=row.channel,
        message=row.message,
        slots=slots,
    )


def _attempts(workspace: str) -> Select[AttemptRow]:
    return select(AttemptRow).where(AttemptRow.workspace_id == workspace).execution_options(populate_existing=True)


def past_value(row: AttemptRow, points: float | None, of: float | None, passed: bool | None) -> Past:
    """A row, with its newest result, as the value that leaves this package."""
    return Past(
        attempt_id=row.id,
        certification_id=row.certification_id,
        number=row.number,
        kind=Kind(row.kind),
        started_at=row.started_at,
        deadline=row.deadline,
        ended_at=row.ended_at,
        ending=Ending(row.ended) if row.ended is not None else None,
        points=points,
        of=of,
        passed=passed,
    )
