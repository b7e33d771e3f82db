"""Tables of how people stand, for those who may see it: of everybody, or of one cohort."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from knowledge.members.roles import Act, is_erased, may
from knowledge.members.service import require, role_of
from learning.attempts.models import AttemptRow
from learning.certifications.queries import certifications
from learning.certifications.values import Certification
from learning.cohorts.activity import last_active
from learning.cohorts.queries import cohorts, goals_of, overview
from learning.cohorts.standings import Facts, facts
from learning.cohorts.values import Goal, GoalKind, GoalStanding, LearnerLine, Track
from learning.credentials.models import CertificateRow
from learning.curriculum.models import EnrolmentRow, StepDoneRow
from learning.exchange.counts import NOTHING, Did, counts
from learning.exchange.pivot import Certified, PersonRow, certified, pivot
from learning.exchange.tables import Table
from learning.learners.models import LearnerRow
from learning.membership.models import CohortPersonRow
from learning.membership.queries import members_of
from learning.membership.values import Member, Part
from learning.past.models import PastCertificateRow
from learning.practice.models import PracticeRow
from learning.requirements.models import RequirementStepRow

AT_ONCE = 1_000
_REACHED = frozenset({Track.DONE, Track.EXPIRING})


def everybody(session: Session, workspace: str, by: str, names: Mapping[str, str], now: datetime) -> Table:
    """How all people stand who ever learned, or are to learn, anything here; rows are read as they are written.

    Args:
        session: Reads while the rows are read.
        workspace: Whose people they are.
        by: Who looks.
        names: What people are called, by their ids, as far as that is known.
        now: The time.

    Raises:
        NotAllowed: The role does not allow it.
    """
    require(session, workspace, by, Act.SEE_LEARNERS)
    known = certifications(session, workspace)
    there = {one.id: one.name for one in cohorts(session, workspace, by)}
    found = _Everybody(session, workspace, known, there, names, now)
    return pivot(known, found.rows(people(session, workspace)))


def of_cohort(
    session: Session, workspace: str, cohort_id: str, by: str, names: Mapping[str, str], now: datetime
) -> Table:
    """How the learners of a cohort stand, as far as somebody may see them on its page.

    Of certifications there are those that are to be reached; how many exams there were only whoever may see of all.

    Raises:
        CohortNotFound: There is none, or it has ended.
        NotAllowed: She may not see it.
    """
    shown = overview(session, workspace, cohort_id, by, now)
    wanted = {goal.target for goal in shown.goals if goal.kind is GoalKind.CERTIFICATION}
    known = [one for one in certifications(session, workspace) if one.definition.key in wanted]
    who = [line.person for line in shown.lines]
    held = facts(session, workspace, who, _as_goals(known), now)
    did = counts(session, workspace, who)
    rows = [_row(line, shown.cohort.name, held, known, names, did.get(line.person, NOTHING)) for line in shown.lines]
    return pivot(known, rows, exams=may(role_of(session, workspace, by), Act.SEE_LEARNERS))


def people(session: Session, workspace: str) -> list[str]:
    """All who ever learned, or are to learn, anything here, in the order of their ids; not who was erased."""
    learns = CohortPersonRow.part == Part.LEARNER.value, CohortPersonRow.until.is_(None)
    rows = (
        CertificateRow,
        AttemptRow,
        PracticeRow,
        LearnerRow,
        EnrolmentRow,
        StepDoneRow,
        RequirementStepRow,
        PastCertificateRow,
    )
    found = session.scalars(
        union(
            *(select(row.person).where(row.workspace_id == workspace).distinct() for row in rows),
            select(CohortPersonRow.person).where(CohortPersonRow.workspace_id == workspace, *learns).distinct(),
        )
    )
    return sorted(person for person in found if not is_erased(person))


class _Everybody:
    """What is looked up once for all of them."""

    def __init__(
        self,
        session: Session,
        workspace: str,
        known: Sequence[Certification],
        there: Mapping[str, str],
        names: Mapping[str, str],
        now: datetime,
    ) -> None:
        self._session, self._workspace, self._now = session, workspace, now
        self._known, self._cohorts, self._names = known, there, names
        self._goals = goals_of(session, workspace, there.keys())
        self._in: dict[str, list[tuple[str, Member]]] = {}
        for cohort_id, members in members_of(session, workspace, there.keys()).items():
            for one in members:
                if one.part is Part.LEARNER:
                    self._in.setdefault(one.person, []).append((cohort_id, one))

    def rows(self, who: Sequence[str]) -> Iterator[PersonRow]:
        for start in range(0, len(who), AT_ONCE):
            yield from self._some(who[start : start + AT_ONCE])

    def _some(self, who: Sequence[str]) -> Iterator[PersonRow]:
        all_goals = [goal for goals in self._goals.values() for goal in goals]
        stands = facts(self._session, self._workspace, who, [*all_goals, *_as_goals(self._known)], self._now)
        active = last_active(self._session, self._workspace, who)
        did = counts(self._session, self._workspace, who)
        for person in who:
            within = self._in.get(person, [])
            goals = [stands.standing(person, goal) for cohort_id, _ in within for goal in self._goals[cohort_id]]
            yield PersonRow(
                person=person,
                name=_name(person, self._names, stands, self._known),
                cohorts=tuple(self._cohorts[cohort_id] for cohort_id, _ in within),
                mentors=tuple(one.mentor for _, one in within if one.mentor is not None),
                due=_due(goals),
                track=stands.track(person, goals) if within else None,
                last_active=_day(active.get(person)),
                did=did.get(person, NOTHING),
                certified=_certified(person, stands, self._known),
            )


def _row(
    line: LearnerLine,
    cohort: str,
    stands: Facts,
    known: Sequence[Certification],
    names: Mapping[str, str],
    did: Did,
) -> PersonRow:
    return PersonRow(
        person=line.person,
        name=_name(line.person, names, stands, known),
        cohorts=(cohort,),
        mentors=(line.mentor,) if line.mentor is not None else (),
        due=_due(line.goals),
        track=line.state,
        last_active=_day(line.last_active),
        did=did,
        certified=_certified(line.person, stands, known),
    )


def _as_goals(known: Iterable[Certification]) -> list[Goal]:
    """All certifications as if each was to be reached on no day: so all certificates are looked up."""
    return [Goal(one.id, GoalKind.CERTIFICATION, one.definition.key, None) for one in known]


def _certified(person: str, stands: Facts, known: Iterable[Certification]) -> Mapping[str, Certified]:
    found = {
        one.id: certified(stands.held.get((person, one.id)), stands.past.get((person, one.id)), stands.today)
        for one in known
    }
    return {key: one for key, one in found.items() if one is not None}


def _name(person: str, names: Mapping[str, str], stands: Facts, known: Iterable[Certification]) -> str:
    """What she is called; where nobody says it, the name that was signed for her last."""
    signed = [held.certificate for one in known if (held := stands.held.get((person, one.id))) is not None]
    newest = max(signed, key=lambda one: one.issued_at, default=None)
    return names.get(person) or (newest.name if newest is not None else "")


def _due(goals: Iterable[GoalStanding]) -> date | None:
    left = [one.goal.due for one in goals if one.state not in _REACHED and one.goal.due is not None]
    return min(left, default=None)


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(UTC).date() if moment is not None else None
