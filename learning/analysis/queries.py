"""Selects over what is analysed."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import Select, and_, exists, select
from sqlalchemy.orm import Session, aliased

from learning.analysis.exposure import Shown
from learning.analysis.models import AngoffRatingRow
from learning.analysis.values import Material, Sitting
from learning.attempts.models import AttemptRow, AttemptSlotRow, ResponseRow, ResultRow
from learning.attempts.values import Kind
from learning.certifications.values import Certification
from learning.items.models import ItemVersionRow, LiveItemRow
from learning.items.queries import versions
from learning.items.responses import Response, response_from
from learning.items.values import Pool


def material(session: Session, workspace: str, certification: Certification) -> Material:
    """What the analysis of a certification rests on."""
    taken = sittings(session, workspace, certification.id)
    competencies = [draw.competency for draw in certification.definition.draws]
    rated = ratings(session, workspace, competencies)
    wanted = {version_id for sitting in taken for version_id in sitting.credits} | {version for version, _ in rated}
    return Material(
        certification=certification,
        sittings=taken,
        shown=shown(session, workspace, certification.id),
        versions=versions(session, workspace, wanted),
        ratings=rated,
    )


def sittings(session: Session, workspace: str, certification_id: str) -> list[Sitting]:
    """First attempts that ended, the oldest first, as they were scored then: no later regrade is in them."""
    first = _first_attempts(workspace, certification_id)
    presented: defaultdict[str, list[str]] = defaultdict(list)
    slots = select(AttemptSlotRow.attempt_id, AttemptSlotRow.version_id).where(AttemptSlotRow.attempt_id.in_(first))
    for attempt_id, version_id in session.execute(slots.order_by(AttemptSlotRow.position)):
        presented[attempt_id].append(version_id)
    given = _given(session, first)
    results = select(AttemptRow.id, AttemptRow.person, ResultRow.credits, ResultRow.passed)
    results = results.join(ResultRow, ResultRow.attempt_id == AttemptRow.id)
    results = results.where(AttemptRow.id.in_(first), ResultRow.number == 1).order_by(AttemptRow.id)
    return [
        Sitting(key, person, _credits(presented[key], credits), given[key], passed)
        for key, person, credits, passed in session.execute(results)
    ]


def shown(session: Session, workspace: str, certification_id: str) -> list[Shown]:
    """The items of all attempts at a certification that are not only about what changed."""
    attempts = select(AttemptRow.id, AttemptRow.person, AttemptRow.number, ItemVersionRow.item_id)
    attempts = attempts.where(
        AttemptRow.workspace_id == workspace,
        AttemptRow.certification_id == certification_id,
        AttemptRow.kind != Kind.DELTA.value,
    )
    query = attempts.join(AttemptSlotRow, AttemptSlotRow.attempt_id == AttemptRow.id)
    query = query.join(ItemVersionRow, ItemVersionRow.id == AttemptSlotRow.version_id)
    items: defaultdict[tuple[str, str, int], set[str]] = defaultdict(set)
    for attempt_id, person, number, item_id in session.execute(query):
        items[attempt_id, person, number].add(item_id)
    return [Shown(person, number, frozenset(own)) for (_, person, number), own in items.items()]


def ratings(session: Session, workspace: str, competencies: Collection[str]) -> dict[tuple[str, str], float]:
    """The judges' ratings of live exam items of these competencies, by version and judge."""
    query = select(AngoffRatingRow.version_id, AngoffRatingRow.judge, AngoffRatingRow.rating)
    query = query.join(LiveItemRow, LiveItemRow.version_id == AngoffRatingRow.version_id)
    query = query.where(
        LiveItemRow.workspace_id == workspace,
        LiveItemRow.pool == Pool.EXAM.value,
        LiveItemRow.competency.in_(competencies),
    )
    return {(version_id, judge): rating for version_id, judge, rating in session.execute(query)}


def facilities(session: Session, workspace: str, version_ids: Collection[str]) -> dict[str, tuple[int, float]]:
    """How many persons were presented each of these versions in a first attempt, and their mean credit.

    One statement; those that nobody was presented are not in it.
    """
    query = (
        select(AttemptSlotRow.version_id, AttemptSlotRow.position, ResultRow.credits)
        .join(AttemptRow, AttemptRow.id == AttemptSlotRow.attempt_id)
        .join(ResultRow, and_(ResultRow.attempt_id == AttemptRow.id, ResultRow.number == 1))
        .where(AttemptRow.workspace_id == workspace, AttemptSlotRow.version_id.in_(version_ids))
        .where(AttemptRow.number == 1, AttemptRow.kind == Kind.EXAM.value)
    )
    earned: defaultdict[str, list[float]] = defaultdict(list)
    for version_id, position, credits in session.execute(query):
        if credits[position - 1] is not None:
            earned[version_id].append(credits[position - 1])
    return {version_id: (len(found), sum(found) / len(found)) for version_id, found in earned.items()}


def _first_attempts(workspace: str, certification_id: str) -> Select[str]:
    return select(AttemptRow.id).where(
        AttemptRow.workspace_id == workspace,
        AttemptRow.certification_id == certification_id,
        AttemptRow.number == 1,
        AttemptRow.kind == Kind.EXAM.value,
        AttemptRow.ended_at.is_not(None),
    )


def _credits(presented: Sequence[str], credits: Sequence[float | None]) -> dict[str, float]:
    paired = zip(presented, credits, strict=True)
    return {version_id: credit for version_id, credit in paired if credit is not None}


def _given(session: Session, attempts: Select[str]) -> defaultdict[str, dict[str, Response]]:
    """What was answered last in each place, by attempt and version."""
    later = aliased(ResponseRow)
    changed = exists().where(
        later.attempt_id == ResponseRow.attempt_id,
        later.position == ResponseRow.position,
        later.sequence > ResponseRow.sequence,
    )
    query = select(ResponseRow.attempt_id, AttemptSlotRow.version_id, ResponseRow.given).join(
        AttemptSlotRow,
        and_(AttemptSlotRow.attempt_id == ResponseRow.attempt_id, AttemptSlotRow.position == ResponseRow.position),
    )
    answers: defaultdict[str, dict[str, Response]] = defaultdict(dict)
    for attempt_id, version_id, given in session.execute(query.where(ResponseRow.attempt_id.in_(attempts), ~changed)):
        answers[attempt_id][version_id] = response_from(given)
    return answers
