"""Use cases of what the learners of a cohort are to reach: it is set, moved to another day, taken away."""

from collections.abc import Collection
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.values import Facts
from knowledge.turns import take_turn
from learning.certifications.queries import certification
from learning.cohorts.charge import in_charge, write_down
from learning.cohorts.queries import goal_value, goals_of
from learning.cohorts.values import MOST_GOALS, Aim, Goal, GoalKind
from learning.curriculum.queries import path
from learning.curriculum.service import enrol_all
from learning.curriculum.values import Path
from learning.errors import CertificationNotFound, DueOver, GoalGone, PathNotFound, TooManyGoals
from learning.learners.hours import day_of
from learning.membership.models import GoalRow
from storage.schema import is_id, new_id

_UTC = ZoneInfo("UTC")


def set_goal(
    session: Session,
    workspace: str,
    cohort_id: str,
    aim: Aim,
    due: date | None,
    *,
    by: str,
    zone: ZoneInfo = _UTC,
    now: datetime,
) -> Goal:
    """Say what the learners of a cohort are to reach, and by when; by a new path they are enrolled in it.

    Where the cohort has the goal, its day is changed, and who has left the path since is not put back on it.

    Args:
        session: The transaction.
        workspace: Whose cohort it is.
        cohort_id: Which.
        aim: What is to be reached.
        due: The last day for it; None where there is none.
        by: Who says so.
        zone: Where she is: by its clocks the day may not be over.
        now: The time.

    Raises:
        CohortNotFound: There is no such cohort, or it has ended.
        NotAllowed: She may not change it.
        DueOver: The day is over.
        GoalGone: There is no such certification or path, or nobody may begin it.
        TooManyGoals: The cohort has as many goals as it may have.
    """
    take_turn(session, workspace)
    found = in_charge(session, workspace, cohort_id, by)
    if due is not None and due < day_of(now, zone):
        raise DueOver(due)
    goals = goals_of(session, workspace, [cohort_id])[cohort_id]
    same = next((one for one in goals if (one.kind, one.target) == (aim.kind, aim.target)), None)
    if same is None and len(goals) >= MOST_GOALS:
        raise TooManyGoals(MOST_GOALS)
    certification_key = _leads_to(session, workspace, aim)
    row = session.get(GoalRow, same.id) if same is not None else None
    if row is None:
        row = GoalRow(
            id=new_id(), workspace_id=workspace, cohort_id=cohort_id, kind=aim.kind.value, target=aim.target
        )  # fmt: skip
        session.add(row)
    row.due, row.certification, row.by, row.at = due, certification_key, by, now
    session.flush()
    if same is None:
        _onto_path(session, workspace, goal_value(row), found.scope.learners, by=by, now=now)
    before = _facts(aim.target, same.due) if same is not None else {}
    write_down(session, found.row, Action.COHORT_CHANGED, by, now, before, _facts(aim.target, due))
    return goal_value(row)


def remove_goal(session: Session, workspace: str, cohort_id: str, goal_id: str, *, by: str, now: datetime) -> None:
    """Ask the learners of a cohort no longer to reach something; they stay on a path.

    Raises:
        CohortNotFound: There is no such cohort, or it has ended.
        NotAllowed: She may not change it.
        GoalGone: It has no such goal.
    """
    take_turn(session, workspace)
    found = in_charge(session, workspace, cohort_id, by)
    query = select(GoalRow).where(GoalRow.cohort_id == cohort_id, GoalRow.id == goal_id, GoalRow.removed_at.is_(None))
    row = session.scalar(query) if is_id(goal_id) else None
    if row is None:
        raise GoalGone
    row.removed_at = now
    write_down(session, found.row, Action.COHORT_CHANGED, by, now, _facts(row.target, row.due), {})


def onto_paths(
    session: Session, workspace: str, cohort_id: str, people: Collection[str], *, by: str, now: datetime
) -> None:
    """Enrol learners in the paths that are goals of a cohort; one that was retired since lets nobody new begin."""
    for goal in goals_of(session, workspace, [cohort_id])[cohort_id]:
        _onto_path(session, workspace, goal, people, by=by, now=now)


def _onto_path(
    session: Session, workspace: str, goal: Goal, people: Collection[str], *, by: str, now: datetime
) -> None:
    if people and goal.kind is GoalKind.PATH and not path(session, workspace, goal.target).retired:
        enrol_all(session, workspace, goal.target, people, by=by, now=now)


def _leads_to(session: Session, workspace: str, aim: Aim) -> str | None:
    """The key of the certification that may be reached so.

    Raises:
        GoalGone: There is no such certification or path, or nobody may begin it.
    """
    look = certification if aim.kind is GoalKind.CERTIFICATION else path
    try:
        found = look(session, workspace, aim.target)
    except (CertificationNotFound, PathNotFound) as error:
        raise GoalGone from error
    if found.retired:
        raise GoalGone
    return found.definition.certification if isinstance(found, Path) else found.definition.key


def _facts(target: str, due: date | None) -> Facts:
    return {"goal": target, "due": due.isoformat() if due is not None else None}
