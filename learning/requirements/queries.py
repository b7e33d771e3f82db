"""Selects over the steps towards requirements."""

from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from learning.attempts.queries import begun_at
from learning.certifications.values import Certification
from learning.requirements.models import RequirementStepRow
from learning.requirements.states import RequirementStanding, standing_of
from learning.requirements.values import Mark, RequirementState, Step


@dataclass(frozen=True)
class Waiting:
    """Something that a person has handed in, and that nobody has decided on yet."""

    certification_id: str
    person: str
    requirement: str


def standing(
    session: Session, workspace: str, certification: Certification, person: str
) -> dict[str, RequirementStanding]:
    """How a person stands with each requirement of a certification, by its key, in the certification's order."""
    query = _steps(workspace, certification.id).where(RequirementStepRow.person == person)
    steps: dict[str, list[Step]] = {}
    for row in session.scalars(query):
        steps.setdefault(row.requirement, []).append(step_value(row))
    begun = begun_at(session, workspace, person, certification.id)
    return {
        one.key: standing_of(one, steps.get(one.key, []), begun.date() if begun is not None else None)
        for one in certification.definition.requirements
    }


def steps_of_all(session: Session, workspace: str, people: Select[str]) -> dict[tuple[str, str], dict[str, list[Step]]]:
    """All steps of these people, by the person and the certification and by the requirement; one statement."""
    query = select(RequirementStepRow).where(
        RequirementStepRow.workspace_id == workspace, RequirementStepRow.person.in_(people)
    )
    found: dict[tuple[str, str], dict[str, list[Step]]] = {}
    for row in session.scalars(query.order_by(RequirementStepRow.at, RequirementStepRow.id)):
        found.setdefault((row.person, row.certification_id), {}).setdefault(row.requirement, []).append(step_value(row))
    return found


def to_decide(session: Session, workspace: str) -> list[Waiting]:
    """What people have handed in that nobody has decided on yet, the oldest first; one statement."""
    row = RequirementStepRow
    place = func.row_number().over(
        partition_by=(row.certification_id, row.person, row.requirement), order_by=(row.at.desc(), row.id.desc())
    )
    last = select(row.id, place.label("place")).where(row.workspace_id == workspace).subquery()
    query = (
        select(row.certification_id, row.person, row.requirement)
        .join(last, last.c.id == row.id)
        .where(last.c.place == 1, row.state == RequirementState.SUBMITTED.value)
        .order_by(row.at, row.id)
    )
    return [Waiting(*found) for found in session.execute(query)]


def _steps(workspace: str, certification_id: str) -> Select[RequirementStepRow]:
    return (
        select(RequirementStepRow)
        .where(RequirementStepRow.workspace_id == workspace, RequirementStepRow.certification_id == certification_id)
        .order_by(RequirementStepRow.at, RequirementStepRow.id)
    )


def step_value(row: RequirementStepRow) -> Step:
    """A row as the value that leaves this package."""
    return Step(
        requirement=row.requirement,
        state=RequirementState(row.state),
        by=row.by,
        at=row.at,
        marks={key: Mark(mark) for key, mark in row.marks.items()} if row.marks is not None else None,
        note=row.note,
        link=row.link,
        until=row.until,
    )
