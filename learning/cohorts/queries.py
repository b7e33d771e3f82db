"""Selects over cohorts, each as far as the person who looks may see it."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.errors import NotAllowed
from knowledge.members.roles import Act, may
from knowledge.members.service import role_of
from learning.certifications.values import Certification
from learning.cohorts.activity import last_active
from learning.cohorts.models import CohortNoteRow
from learning.cohorts.scope import Scope, scope_of
from learning.cohorts.standings import Facts, facts
from learning.cohorts.topics import weak_topics
from learning.cohorts.tracks import URGENCY
from learning.cohorts.values import (
    Cohort,
    Goal,
    GoalKind,
    LearnerLine,
    LearnerView,
    Note,
    Overview,
)
from learning.curriculum.facts import competencies_of
from learning.errors import CohortNotFound, NotInCohort
from learning.mastery.queries import mastery
from learning.membership.models import CohortPersonRow, CohortRow, GoalRow
from learning.membership.queries import members_of
from learning.membership.values import Member, Part
from storage.schema import is_id

_NEVER = datetime.min.replace(tzinfo=UTC)


def cohorts(session: Session, workspace: str, viewer: str) -> list[Cohort]:
    """The cohorts that go on and that a person may see, by name; in three statements."""
    keeps = may(role_of(session, workspace, viewer), Act.KEEP_COHORTS)
    query = select(CohortRow).where(CohortRow.workspace_id == workspace, CohortRow.archived_at.is_(None))
    if not keeps:
        own = select(CohortPersonRow.cohort_id).where(
            CohortPersonRow.workspace_id == workspace,
            CohortPersonRow.person == viewer,
            CohortPersonRow.until.is_(None),
        )
        query = query.where(CohortRow.id.in_(own))
    rows = session.scalars(query.order_by(CohortRow.name, CohortRow.id)).all()
    members = members_of(session, workspace, [row.id for row in rows])
    scopes = {row.id: scope_of(viewer, keeps=keeps, members=members[row.id]) for row in rows}
    return [cohort_value(row, members[row.id], scopes[row.id]) for row in rows]


def seen_by(session: Session, workspace: str, cohort_id: str, viewer: str) -> tuple[CohortRow, list[Member], Scope]:
    """A cohort's row, its members, and what a person may see and do in it. For this package alone.

    Raises:
        CohortNotFound: There is none, or it has ended.
        NotAllowed: She may not see it.
    """
    query = select(CohortRow).where(CohortRow.workspace_id == workspace, CohortRow.id == cohort_id)
    row = session.scalar(query.where(CohortRow.archived_at.is_(None))) if is_id(cohort_id) else None
    if row is None:
        raise CohortNotFound(cohort_id)
    members = members_of(session, workspace, [row.id])[row.id]
    role = role_of(session, workspace, viewer)
    scope = scope_of(viewer, keeps=may(role, Act.KEEP_COHORTS), members=members)
    if not scope.sees_cohort:
        raise NotAllowed(viewer, Act.KEEP_COHORTS.value, role.value)
    return row, members, scope


def overview(session: Session, workspace: str, cohort_id: str, viewer: str, now: datetime) -> Overview:
    """A cohort as a person may see it, in the same number of statements for any number of learners.

    Raises:
        CohortNotFound: There is none, or it has ended.
        NotAllowed: She may not see it.
    """
    row, members, scope = seen_by(session, workspace, cohort_id, viewer)
    return _overview(session, workspace, row, members, scope, scope.seen, now)


def learner(session: Session, workspace: str, cohort_id: str, person: str, viewer: str, now: datetime) -> LearnerView:
    """One learner of a cohort, with the notes about her for whoever looks after her.

    Raises:
        CohortNotFound: There is none, or it has ended.
        NotAllowed: The viewer may not see it.
        NotInCohort: She is no learner in it whom the viewer may see.
    """
    row, members, scope = seen_by(session, workspace, cohort_id, viewer)
    if person not in scope.seen:
        raise NotInCohort(person)
    shown = _overview(session, workspace, row, members, scope, {person}, now)
    is_looked_after = person in scope.looked_after
    notes = _notes(session, workspace, row.id, person) if is_looked_after else ()
    return LearnerView(shown, shown.lines[0], notes, is_looked_after)


def goals_of(session: Session, workspace: str, cohort_ids: Collection[str]) -> dict[str, tuple[Goal, ...]]:
    """What is to be reached in each of these cohorts, what is due first first; in one statement."""
    query = select(GoalRow).where(
        GoalRow.workspace_id == workspace, GoalRow.cohort_id.in_(cohort_ids), GoalRow.removed_at.is_(None)
    )
    found: dict[str, list[Goal]] = {cohort_id: [] for cohort_id in cohort_ids}
    for row in session.scalars(query.order_by(GoalRow.due.is_(None), GoalRow.due, GoalRow.id)):
        found[row.cohort_id].append(goal_value(row))
    return {cohort_id: tuple(goals) for cohort_id, goals in found.items()}


def notes_on(session: Session, workspace: str, person: str) -> list[Note]:
    """All notes about a person, for herself: what is kept of her is hers to have."""
    query = select(CohortNoteRow).where(CohortNoteRow.workspace_id == workspace, CohortNoteRow.person == person)
    return [_note(row) for row in session.scalars(query.where(CohortNoteRow.removed_at.is_(None)))]


def goal_value(row: GoalRow) -> Goal:
    """A row as the value that leaves this package."""
    return Goal(row.id, GoalKind(row.kind), row.target, row.due, row.certification)


def cohort_value(row: CohortRow, members: Sequence[Member], scope: Scope) -> Cohort:
    """A row as the value that leaves this package, as far as a person may see it."""
    return Cohort(
        id=row.id,
        name=row.name,
        channel=row.channel,
        created_by=row.created_by,
        created_at=row.created_at,
        learners=len(scope.seen) if scope.looks_after_some else None,
        coordinators=tuple(one.person for one in members if one.part is Part.COORDINATOR),
    )


def _overview(
    session: Session,
    workspace: str,
    row: CohortRow,
    members: Sequence[Member],
    scope: Scope,
    people: Collection[str],
    now: datetime,
) -> Overview:
    goals = goals_of(session, workspace, [row.id])[row.id]
    known = facts(session, workspace, people, goals, now)
    only = _competencies(goals, known)
    shown = mastery(session, workspace, people, now) if only else {}
    active = last_active(session, workspace, people)
    learners = [one for one in members if one.part is Part.LEARNER and one.person in people]
    lines = []
    for one in learners:
        stands = tuple(known.standing(one.person, goal) for goal in goals)
        seen = {key: each for key, each in shown.get(one.person, {}).items() if key in only}
        state = known.track(one.person, stands)
        lines.append(LearnerLine(one.person, one.mentor, stands, active.get(one.person), seen, state))
    titles = _titles(known.certifications.values())
    return Overview(
        cohort=cohort_value(row, members, scope),
        goals=goals,
        lines=tuple(sorted(lines, key=_urgency)),
        topics=weak_topics((line.mastery for line in lines), titles, only) if scope.looks_after_some else (),
        titles=titles,
        goal_titles={goal.id: known.title(goal) for goal in goals},
        may_change=scope.changes,
    )


def _urgency(line: LearnerLine) -> tuple[int, datetime, str]:
    """Who needs somebody most; of several, who was away longest."""
    return URGENCY.index(line.state), line.last_active or _NEVER, line.person


def _titles(found: Collection[Certification]) -> dict[str, str]:
    return {each.key: each.title for one in found for each in one.definition.competencies}


def _competencies(goals: Collection[Goal], known: Facts) -> frozenset[str]:
    """The competencies of what is to be reached: of a path also those that are practised on it.

    What a person has shown besides is nobody's but hers: else anybody's mastery of anything could be seen by adding her
    to a cohort.
    """
    keys = {goal.certification for goal in goals}
    certified = (one.definition.competencies for key, one in known.certifications.items() if key in keys)
    walked = [known.paths[goal.target] for goal in goals if goal.kind is GoalKind.PATH and goal.target in known.paths]
    return frozenset(each.key for one in certified for each in one) | competencies_of(walked)


def _notes(session: Session, workspace: str, cohort_id: str, person: str) -> tuple[Note, ...]:
    query = select(CohortNoteRow).where(
        CohortNoteRow.workspace_id == workspace,
        CohortNoteRow.cohort_id == cohort_id,
        CohortNoteRow.person == person,
        CohortNoteRow.removed_at.is_(None),
    )
    return tuple(_note(row) for row in session.scalars(query.order_by(CohortNoteRow.id.desc())))


def _note(row: CohortNoteRow) -> Note:
    return Note(row.id, row.person, row.words, row.by, row.at)
