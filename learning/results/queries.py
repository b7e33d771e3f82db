"""Selects over results: what was missed, what was decided, what attempts came to, and who is to be told."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from learning.attempts.models import AttemptRow, AttemptSlotRow, RegradeRow, ResultRow
from learning.attempts.queries import attempt, slots_of
from learning.attempts.scoring import passed, score_of
from learning.attempts.values import Kind, Result
from learning.certifications.queries import certification_at
from learning.credentials.queries import certificate_for
from learning.errors import AttemptNotFound, AttemptOpen
from learning.items.queries import versions
from learning.items.responses import response_from
from learning.results.decisions import Decision
from learning.results.models import RegradeNoticeRow
from learning.results.regrade import Decided, Graded
from learning.results.review import Review, Words, review
from learning.results.values import Policy

MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Notice:
    """What a person is to be told of a regrade.

    Attributes:
        kind: What the attempt was for.
        version_id: The version of the item that was wrong.
        before: What her attempt came to without the regrade.
        after: What it came to by it.
        pass_kept: Whether she has passed only because a pass is not taken away.
        revoked: Whether she lost the pass, and with it a certificate.
    """

    regrade_id: str
    attempt_id: str
    person: str
    certification_id: str
    version_id: str
    policy: Policy
    reason: str
    kind: Kind
    before: Result
    after: Result
    pass_kept: bool
    revoked: bool

    @property
    def has_lost(self) -> bool:
        """Whether she has lost the pass by it."""
        return self.before.passed and not self.after.passed


def review_of(session: Session, workspace: str, attempt_id: str, person: str, words: Words) -> Review:
    """What a person missed in an attempt of hers, by its newest result.

    Raises:
        AttemptNotFound: There is no such attempt of this person.
        AttemptOpen: It has not ended.
    """
    found = attempt(session, workspace, attempt_id)
    if found.person != person:
        raise AttemptNotFound(attempt_id)
    if found.is_open:
        raise AttemptOpen(attempt_id)
    came_to = results(session, workspace, attempt_id)
    if not came_to:
        raise AttemptNotFound(attempt_id)
    version_ids = [slot.version_id for slot in found.slots]
    shown = versions(session, workspace, version_ids)
    return review(found, came_to[-1], shown, decisions(session, workspace, version_ids), words)


def results(session: Session, workspace: str, attempt_id: str) -> list[Result]:
    """All that an attempt came to: when it ended, and by each regrade, the oldest first."""
    query = select(AttemptSlotRow.competency).where(
        AttemptSlotRow.workspace_id == workspace, AttemptSlotRow.attempt_id == attempt_id
    )
    competencies = session.scalars(query.order_by(AttemptSlotRow.position)).all()
    return [_result(row, competencies) for row in _result_rows(session, [attempt_id]).get(attempt_id, ())]


def decisions(session: Session, workspace: str, version_ids: Collection[str]) -> dict[str, tuple[Decision, ...]]:
    """What was decided on these versions, the oldest first; only those of which anything was."""
    found: dict[str, tuple[Decision, ...]] = {}
    for one in decided(session, workspace, version_ids):
        found[one.version_id] = (*found.get(one.version_id, ()), one.decision)
    return found


def decided(session: Session, workspace: str, version_ids: Collection[str]) -> list[Decided]:
    """All decisions on these versions, the oldest first."""
    query = select(RegradeRow).where(RegradeRow.workspace_id == workspace, RegradeRow.version_id.in_(version_ids))
    return [
        Decided(
            row.id,
            row.version_id,
            Decision(Policy(row.policy), tuple(response_from(data) for data in row.accepted)),
            row.takes_passes,
        )
        for row in session.scalars(query.order_by(RegradeRow.at, RegradeRow.id))
    ]


def graded(session: Session, workspace: str, version_id: str) -> list[Graded]:
    """The attempts in which a version was shown and that were scored, the oldest first."""
    query = select(AttemptSlotRow.attempt_id).where(
        AttemptSlotRow.workspace_id == workspace, AttemptSlotRow.version_id == version_id
    )
    ids = session.scalars(query.order_by(AttemptSlotRow.attempt_id)).all()
    parts = (ids[first : first + MOST_AT_ONCE] for first in range(0, len(ids), MOST_AT_ONCE))
    return [one for part in parts for one in _graded(session, workspace, part)]


def graded_attempt(session: Session, workspace: str, attempt_id: str) -> Graded | None:
    """An attempt that was scored; None where it was not, or where there is none."""
    return next(iter(_graded(session, workspace, [attempt_id])), None)


def untold(session: Session, workspace: str, *, limit: int) -> list[Notice]:
    """What people are still to be told of regrades, the oldest first."""
    query = (
        select(RegradeNoticeRow, RegradeRow, AttemptRow)
        .join(RegradeRow, RegradeRow.id == RegradeNoticeRow.regrade_id)
        .join(AttemptRow, AttemptRow.id == RegradeNoticeRow.attempt_id)
        .where(RegradeNoticeRow.workspace_id == workspace, RegradeNoticeRow.told_at.is_(None))
        .order_by(RegradeRow.at, RegradeRow.id, RegradeNoticeRow.attempt_id)
        .limit(limit)
    )
    return [_notice(session, workspace, notice, regrade, taken) for notice, regrade, taken in session.execute(query)]


def changed_by(session: Session, workspace: str, regrade_id: str) -> int:
    """How many attempts have a result by a regrade."""
    query = select(func.count()).select_from(RegradeNoticeRow)
    of_it = (RegradeNoticeRow.workspace_id == workspace, RegradeNoticeRow.regrade_id == regrade_id)
    return session.execute(query.where(*of_it)).scalar_one()


def _notice(
    session: Session, workspace: str, notice: RegradeNoticeRow, regrade: RegradeRow, taken: AttemptRow
) -> Notice:
    came_to = results(session, workspace, notice.attempt_id)
    after = next(one for one in came_to if one.regrade_id == regrade.id)
    before = came_to[after.number - 2]
    passing = certification_at(session, workspace, taken.certification_version_id).definition.passing
    led_to = certificate_for(session, workspace, taken.id)
    return Notice(
        regrade_id=regrade.id,
        attempt_id=notice.attempt_id,
        person=notice.person,
        certification_id=taken.certification_id,
        version_id=regrade.version_id,
        policy=Policy(regrade.policy),
        reason=regrade.reason,
        kind=Kind(taken.kind),
        before=before,
        after=after,
        pass_kept=after.passed and not passed(after.score, passing),
        revoked=before.passed and not after.passed and led_to is not None and led_to.revoked,
    )


def _graded(session: Session, workspace: str, attempt_ids: Sequence[str]) -> list[Graded]:
    query = select(AttemptRow.id, AttemptRow.person, AttemptRow.certification_version_id)
    query = query.where(AttemptRow.workspace_id == workspace, AttemptRow.id.in_(attempt_ids)).order_by(AttemptRow.id)
    attempts = session.execute(query).all()
    slots, rows = slots_of(session, attempt_ids), _result_rows(session, attempt_ids)
    definitions = {one.certification_version_id for one in attempts}
    passing = {one: certification_at(session, workspace, one).definition.passing for one in definitions}
    found: list[Graded] = []
    # One that is open came to nothing yet.
    for attempt_id, person, definition in (one for one in attempts if one.id in rows):
        competencies = [slot.competency for slot in slots[attempt_id]]
        first, *_ = came_to = [_result(row, competencies) for row in rows[attempt_id]]
        found.append(Graded(person, slots[attempt_id], first, came_to[-1], passing[definition]))
    return found


def _result_rows(session: Session, attempt_ids: Collection[str]) -> dict[str, list[ResultRow]]:
    """All results of these attempts, the oldest first; only of those that have any."""
    query = select(ResultRow).where(ResultRow.attempt_id.in_(attempt_ids)).order_by(ResultRow.number)
    rows: defaultdict[str, list[ResultRow]] = defaultdict(list)
    for row in session.scalars(query.execution_options(populate_existing=True)):
        rows[row.attempt_id].append(row)
    return dict(rows)


def _result(row: ResultRow, competencies: Iterable[str]) -> Result:
    return Result(row.attempt_id, row.number, score_of(row.credits, competencies), row.passed, row.at, row.regrade_id)
