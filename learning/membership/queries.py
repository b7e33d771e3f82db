"""Selects over who is in which cohort, and who looks after whom there.

A coordinator looks after all learners of her cohort, a mentor after those who are assigned to her, nobody after
herself. It ends when the cohort is archived, or one of them leaves it, and goes as far as what the cohort is to reach.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from learning.membership.models import CohortPersonRow, CohortRow, GoalRow
from learning.membership.values import Member, Part

_Learner = aliased(CohortPersonRow)
_Keeper = aliased(CohortPersonRow)


def is_looking_after(session: Session, workspace: str, person: str) -> bool:
    """Whether a person is coordinator or mentor of a cohort that goes on."""
    row = CohortPersonRow
    query = (
        select(row.person)
        .join(CohortRow, CohortRow.id == row.cohort_id)
        .where(row.workspace_id == workspace, row.person == person, row.until.is_(None))
        .where(row.part.in_((Part.COORDINATOR.value, Part.MENTOR.value)), CohortRow.archived_at.is_(None))
    )
    return session.scalar(query.limit(1)) is not None


def looks_after(session: Session, workspace: str, by: str, person: str, certification: str) -> bool:
    """Whether somebody looks after a person in any cohort that is to reach the certification of this key."""
    query = _pairs(workspace, certification).where(_Keeper.person == by, _Learner.person == person)
    return session.execute(query.limit(1)).first() is not None


def looking_after(session: Session, workspace: str, person: str, certification: str) -> list[str]:
    """Who looks after a person in a cohort that is to reach this certification.

    Her mentors come first, then coordinators, of each those first who do so longest.
    """
    query = _pairs(workspace, certification).where(_Learner.person == person)
    order = (_Keeper.part.desc(), _Keeper.since, _Keeper.person)
    return list(dict.fromkeys(keeper for keeper, _ in session.execute(query.order_by(*order))))


def members_of(session: Session, workspace: str, cohort_ids: Collection[str]) -> dict[str, list[Member]]:
    """Who is in each of these cohorts now, by the cohort's id, those first who are in it longest; in one statement."""
    row = CohortPersonRow
    query = select(row.cohort_id, row.person, row.part, row.mentor, row.since)
    query = query.where(row.workspace_id == workspace, row.cohort_id.in_(cohort_ids), row.until.is_(None))
    found: dict[str, list[Member]] = {cohort_id: [] for cohort_id in cohort_ids}
    for cohort_id, person, part, mentor, since in session.execute(query.order_by(row.since, row.person)):
        found[cohort_id].append(Member(person, Part(part), mentor, since))
    return found


def _pairs(workspace: str, certification: str) -> Select[str, str]:
    """Each who looks after somebody in a cohort that is to reach this certification, with that somebody."""
    goal = exists().where(
        GoalRow.cohort_id == CohortRow.id, GoalRow.certification == certification, GoalRow.removed_at.is_(None)
    )
    return (
        select(_Keeper.person, _Learner.person)
        .join(_Learner, _Learner.cohort_id == _Keeper.cohort_id)
        .join(CohortRow, CohortRow.id == _Keeper.cohort_id)
        .where(_Keeper.workspace_id == workspace, _Learner.workspace_id == workspace, _is_now(), goal)
        .where(_Learner.part == Part.LEARNER.value, _Keeper.person != _Learner.person)
        .where(
            or_(
                _Keeper.part == Part.COORDINATOR.value,
                and_(_Keeper.part == Part.MENTOR.value, _Learner.mentor == _Keeper.person),
            )
        )
    )


def _is_now() -> ColumnElement[bool]:
    return and_(_Keeper.until.is_(None), _Learner.until.is_(None), CohortRow.archived_at.is_(None))
