"""Selects: what is known of people that says how far they are on paths."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from learning.attempts.models import AttemptRow, ResultRow
from learning.attempts.values import Kind
from learning.certifications.models import CertificationRow
from learning.curriculum.definition import StepKind
from learning.curriculum.models import EnrolmentRow, StepDoneRow
from learning.curriculum.standing import Facts, Supply
from learning.curriculum.values import Path
from learning.items.models import LiveItemRow
from learning.items.values import Pool
from learning.practice.models import PracticeRow
from learning.requirements.models import RequirementStepRow
from learning.requirements.values import RequirementState

_LEADING = (Kind.EXAM.value, Kind.RENEWAL.value)


def facts_of(
    session: Session, workspace: str, people: Collection[str], paths: Sequence[Path]
) -> dict[tuple[str, str], Facts]:
    """What is known of each person on each path, by her and the path's id; at most four statements."""
    begun = _begun(session, workspace, people, [one.id for one in paths])
    right = _right(session, workspace, people, competencies_of(paths))
    passed = _passed(session, workspace, people, _certified(paths, StepKind.QUIZ))
    required = _required(session, workspace, people, _certified(paths, StepKind.OBSERVED))
    return {
        (person, one.id): replace(
            begun.get((person, one.id), Facts()),
            right=right.get(person, {}),
            passed=(person, one.definition.certification) in passed,
            requirements=required.get((person, one.definition.certification or ""), {}),
        )
        for person in people
        for one in paths
    }


def supply_of(session: Session, workspace: str, paths: Sequence[Path]) -> Supply:
    """What there is to practise; one statement, where there is a step for it."""
    return Supply(items_for_practice(session, workspace, competencies_of(paths)))


def items_for_practice(session: Session, workspace: str, competencies: Collection[str]) -> dict[str, int]:
    """How many items there are for practice, by competency."""
    if not competencies:
        return {}
    query = (
        select(LiveItemRow.competency, func.count())
        .where(LiveItemRow.workspace_id == workspace, LiveItemRow.pool == Pool.PRACTICE.value)
        .where(LiveItemRow.competency.in_(competencies))
        .group_by(LiveItemRow.competency)
    )
    return {competency: count for competency, count in session.execute(query)}


def competencies_of(paths: Iterable[Path]) -> set[str]:
    """What is practised on these paths."""
    return {step.competency for one in paths for step in one.definition.steps if step.competency is not None}


def _certified(paths: Iterable[Path], kind: StepKind) -> set[str]:
    """The keys of the certifications of those paths that have a step of this kind."""
    return {
        one.definition.certification
        for one in paths
        for step in one.definition.steps
        if step.kind is kind and one.definition.certification is not None
    }


def _begun(
    session: Session, workspace: str, people: Collection[str], paths: Collection[str]
) -> dict[tuple[str, str], Facts]:
    """Since when they are on the paths, and what they marked there."""
    query = (
        select(EnrolmentRow.person, EnrolmentRow.path_id, EnrolmentRow.at, EnrolmentRow.ended_at, StepDoneRow.step)
        .outerjoin(
            StepDoneRow, and_(StepDoneRow.path_id == EnrolmentRow.path_id, StepDoneRow.person == EnrolmentRow.person)
        )
        .where(EnrolmentRow.workspace_id == workspace)
        .where(EnrolmentRow.person.in_(people), EnrolmentRow.path_id.in_(paths))
    )
    since: dict[tuple[str, str], datetime | None] = {}
    marked: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for person, path_id, at, ended_at, step in session.execute(query):
        since[person, path_id] = at if ended_at is None else None
        marked[person, path_id] |= {step} - {None}
    return {key: Facts(at, frozenset(marked[key])) for key, at in since.items()}


def _right(
    session: Session, workspace: str, people: Collection[str], competencies: Collection[str]
) -> Mapping[str, Mapping[str, int]]:
    """How many different items each person has answered rightly in practice, by competency."""
    if not competencies:
        return {}
    query = (
        select(PracticeRow.person, PracticeRow.competency, func.count(PracticeRow.item_id.distinct()))
        .where(PracticeRow.workspace_id == workspace, PracticeRow.person.in_(people))
        .where(PracticeRow.competency.in_(competencies), PracticeRow.credit >= 1)
        .group_by(PracticeRow.person, PracticeRow.competency)
    )
    found: dict[str, dict[str, int]] = {}
    for person, competency, count in session.execute(query):
        found.setdefault(person, {})[competency] = count
    return found


def _passed(
    session: Session, workspace: str, people: Collection[str], certifications: Collection[str]
) -> set[tuple[str, str]]:
    """Who has passed the exam of which certification, by the newest result of an attempt."""
    if not certifications:
        return set()
    newest = select(ResultRow.passed).where(ResultRow.attempt_id == AttemptRow.id).order_by(ResultRow.number.desc())
    query = (
        select(AttemptRow.person, CertificationRow.key)
        .join(CertificationRow, CertificationRow.id == AttemptRow.certification_id)
        .where(AttemptRow.workspace_id == workspace, AttemptRow.person.in_(people))
        .where(CertificationRow.key.in_(certifications), AttemptRow.kind.in_(_LEADING))
        .where(newest.limit(1).scalar_subquery().is_(True))
        .distinct()
    )
    return {(person, key) for person, key in session.execute(query)}


def _required(
    session: Session, workspace: str, people: Collection[str], certifications: Collection[str]
) -> dict[tuple[str, str], dict[str, RequirementState]]:
    """How people stand with the requirements that they have taken steps towards, by person and certification."""
    if not certifications:
        return {}
    row = RequirementStepRow
    query = (
        select(row.person, CertificationRow.key, row.requirement, row.state)
        .join(CertificationRow, CertificationRow.id == row.certification_id)
        .where(row.workspace_id == workspace, row.person.in_(people), CertificationRow.key.in_(certifications))
        .order_by(row.at, row.id)
    )
    found: dict[tuple[str, str], dict[str, RequirementState]] = {}
    for person, key, requirement, state in session.execute(query):
        # The last step says how it stands.
        found.setdefault((person, key), {})[requirement] = RequirementState(state)
    return found
