"""Goals of cohorts whose last day is near: who is told of them, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.members.roles import ERASED
from learning.learners.hours import day_of
from learning.learners.queries import preferences_of
from learning.learners.values import Kind
from learning.membership.models import CohortPersonRow, CohortRow, GoalRow
from learning.membership.values import Part
from learning.notices.planning import deadline_at
from learning.notices.queries import planned
from learning.notices.service import AHEAD, zone_for
from learning.notices.values import Planned

# By the stage, how many days are left at most. The names tell them from those of certificates.
STAGES = {"g3": 3, "g14": 14}


@dataclass(frozen=True)
class NearGoal:
    """A goal of a cohort and its last day."""

    goal_id: str
    cohort_id: str
    due: date


def stage_near(due: date, today: date) -> str | None:
    """The stage at which a goal is on a day; None before the first, and when its last day is over. Pure."""
    left = (due - today).days
    return next((stage for stage, most in STAGES.items() if 0 <= left <= most), None)


def is_past(stage: str, due: date, today: date) -> bool:
    """Whether nothing is to be said of a stage any more: a later one has begun, or the last day is over. Pure."""
    left = (due - today).days
    return left < 0 or any(left <= most for most in STAGES.values() if most < STAGES[stage])


def goal_of(session: Session, workspace: str, goal_id: str) -> NearGoal | None:
    """A goal that there is still, and that has a last day; None where there is none."""
    query = select(GoalRow.cohort_id, GoalRow.due).where(
        GoalRow.workspace_id == workspace, GoalRow.id == goal_id, GoalRow.removed_at.is_(None)
    )
    found = session.execute(query).one_or_none()
    return NearGoal(goal_id, found.cohort_id, found.due) if found is not None and found.due is not None else None


def goals(session: Session, workspace: str, now: datetime, zones: Mapping[str, str]) -> list[Planned]:
    """When learners are told of goals whose last day is near within the next day, as far as that is not planned."""
    near = _near(session, workspace, now)
    preferences = preferences_of(session, workspace, {person for person, _ in near})
    known = planned(session, workspace, Kind.DEADLINE) if near else frozenset()
    found = []
    for person, goal in near:
        zone = zone_for(preferences[person], zones.get(person))
        stage = stage_near(goal.due, day_of(now + AHEAD, zone))
        if stage is not None and (person, period := f"{goal.goal_id}:{stage}:{goal.due}") not in known:
            at = deadline_at(preferences[person], zone, goal.due - timedelta(days=STAGES[stage]), now)
            found.append(Planned(person, Kind.DEADLINE, period, at))
    return found


def _near(session: Session, workspace: str, now: datetime) -> list[tuple[str, NearGoal]]:
    today = now.date()
    query = (
        select(CohortPersonRow.person, GoalRow.id, GoalRow.cohort_id, GoalRow.due)
        .join(GoalRow, GoalRow.cohort_id == CohortPersonRow.cohort_id)
        .join(CohortRow, CohortRow.id == CohortPersonRow.cohort_id)
        .where(CohortRow.workspace_id == workspace, CohortRow.archived_at.is_(None), GoalRow.removed_at.is_(None))
        .where(CohortPersonRow.part == Part.LEARNER.value, CohortPersonRow.until.is_(None))
        .where(~CohortPersonRow.person.startswith(ERASED, autoescape=True))
        .where(GoalRow.due >= today - timedelta(days=1), GoalRow.due <= today + timedelta(days=16))
        .order_by(GoalRow.id, CohortPersonRow.person)
    )
    found = session.execute(query)
    return [(person, NearGoal(key, cohort, due)) for person, key, cohort, due in found if due is not None]
