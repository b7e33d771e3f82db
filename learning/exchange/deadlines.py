"""The days that a person has to keep in mind, of certificates, requirements and what her cohorts are to reach."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from learning.cohorts.values import GoalKind
from learning.membership.models import CohortPersonRow, CohortRow, GoalRow
from learning.membership.values import Part
from learning.progress.facts import facts_of
from learning.progress.months import COUNTING
from learning.progress.telling import on_path, told
from learning.progress.values import Progress
from learning.standing.queries import Held

# What was due longer ago is no longer told.
KEPT = timedelta(days=30)


class DeadlineKind(StrEnum):
    """What is on a day: a certificate lapses, or can be renewed from then on; something is due."""

    LAPSES = "lapses"
    RENEWABLE = "renewable"
    GOAL = "goal"
    REQUIREMENT = "requirement"


@dataclass(frozen=True)
class Deadline:
    """A day that a person has to keep in mind.

    Attributes:
        key: Names what it is about, the same if its day changes.
        title: Of the certification, the path or the requirement.
        within: The cohort that is to reach it, or the certification that requires it; empty for a certificate's own.
    """

    key: str
    kind: DeadlineKind
    day: date
    title: str
    within: str = ""


def deadlines(session: Session, workspace: str, person: str, zone: ZoneInfo, now: datetime) -> tuple[Deadline, ...]:
    """Those of a person that are to come or were lately, the first first; two statements.

    They are days in this zone, unless she said in which she has hers.
    """
    facts = facts_of(session, workspace, person, zone, now)
    progress = told(facts, person, now)
    certified = {one.certification.definition.key for one in progress.held if one.standing in COUNTING}
    certified |= {one.certification.definition.key for one in progress.elsewhere}
    walked = {one.definition.key: on_path(facts, one) for one in facts.paths}
    titles = {one.definition.key: one.definition.title for one in facts.certifications.values()}

    def goals() -> Iterator[Deadline]:
        for goal_id, kind, target, due, cohort in session.execute(_goals(workspace, person)):
            path = walked.get(target) if kind == GoalKind.PATH else None
            is_reached = path.done == len(path.steps) if path is not None else target in certified
            title = path.path.definition.title if path is not None else titles.get(target, target)
            if not is_reached:
                yield Deadline(f"goal:{goal_id}:{person}", DeadlineKind.GOAL, due, title, cohort)

    found = [*_of_certificates(progress), *_of_requirements(progress), *goals()]
    lately = (one for one in found if one.day >= progress.day(now) - KEPT)
    return tuple(sorted(lately, key=lambda one: (one.day, one.key)))


def _of_certificates(progress: Progress) -> Iterator[Deadline]:
    for one in progress.held:
        if one.standing in COUNTING and one.certificate.expires_at is not None:
            title, key = one.certification.definition.title, one.certificate.id
            yield Deadline(f"lapses:{key}", DeadlineKind.LAPSES, progress.day(one.certificate.expires_at), title)
            yield from _of_renewal(one, progress, title)
    for past in progress.elsewhere:
        if past.certificate.expires is not None:
            key, title = f"lapses:{past.certification.id}:{progress.person}", past.certification.definition.title
            yield Deadline(key, DeadlineKind.LAPSES, past.certificate.expires, title)


def _of_renewal(one: Held, progress: Progress, title: str) -> Iterator[Deadline]:
    if one.renewable_from is not None and one.renewable_from > one.certificate.issued_at:
        key = f"renewable:{one.certificate.id}"
        yield Deadline(key, DeadlineKind.RENEWABLE, progress.day(one.renewable_from), title)


def _of_requirements(progress: Progress) -> Iterator[Deadline]:
    for way in progress.ways:
        for one in way.requirements:
            if one.due is not None and not one.is_done:
                key = f"requirement:{way.certification.id}:{one.requirement.key}:{progress.person}"
                title, within = one.requirement.title, way.certification.definition.title
                yield Deadline(key, DeadlineKind.REQUIREMENT, one.due, title, within)


def _goals(workspace: str, person: str) -> Select[*tuple[Any, ...]]:
    return (
        select(GoalRow.id, GoalRow.kind, GoalRow.target, GoalRow.due, CohortRow.name)
        .join(CohortRow, CohortRow.id == GoalRow.cohort_id)
        .join(CohortPersonRow, CohortPersonRow.cohort_id == GoalRow.cohort_id)
        .where(CohortPersonRow.workspace_id == workspace, CohortPersonRow.person == person)
        .where(CohortPersonRow.part == Part.LEARNER.value, CohortPersonRow.until.is_(None))
        .where(CohortRow.archived_at.is_(None), GoalRow.removed_at.is_(None), GoalRow.due.is_not(None))
    )
