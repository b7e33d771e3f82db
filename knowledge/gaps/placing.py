"""Questions are put into gaps. What takes long is worked out outside of the transaction in which they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.conversations.models import QuestionRow
from knowledge.embeddings.pooling import Vector
from knowledge.gaps.clustering import Group, Placed, grouped
from knowledge.gaps.likeness import Background, Likeness
from knowledge.gaps.models import GapQuestionRow, GapRow, GapStepRow
from knowledge.gaps.service import NOBODY, new_step, state_of
from knowledge.gaps.standing import asked_words, is_held
from knowledge.gaps.topics import topic_of_questions
from knowledge.gaps.values import GapState, Why
from storage.schema import new_id


@dataclass(frozen=True)
class Found:
    """A question that is to belong to a gap."""

    id: str
    text: str
    wording: str
    why: Why
    is_shown: bool


@dataclass(frozen=True, eq=False)
class Vectorised:
    """Questions with their vectors, one a row, under ``model``, and what compares them there."""

    found: Sequence[Found]
    vectors: Sequence[Vector]
    model: str
    likeness: Likeness


@dataclass(frozen=True)
class Plan:
    """Which questions go where, as long as the gaps are what they were.

    Attributes:
        groups: What belongs together.
        owners: Who sees to each gap that is new, by the first of its questions.
        gaps: What the gaps were; see ``_gaps``.
    """

    groups: tuple[Group, ...]
    owners: Mapping[str, str | None]
    gaps: tuple[int, datetime | None]


def planned(session: Session, workspace: str, questions: Vectorised) -> Plan:
    """Where the questions belong."""
    background = questions.likeness.background
    placed = _placed([(one.id, one.text, None) for one in questions.found], questions.vectors, background)
    known = members(session, workspace, questions.model, background)
    groups = grouped(known, placed, questions.likeness.of_own_words)
    new = [group.question_ids for group in groups if group.gap_id is None]
    owners = {ids[0]: next(iter(topic_of_questions(session, workspace, ids).people), None) for ids in new}
    return Plan(groups, owners, _gaps(session, workspace))


def place(session: Session, workspace: str, questions: Vectorised, plan: Plan, now: datetime) -> frozenset[str]:
    """Put the questions into gaps, but for those that were put into one or lost their words meanwhile.

    Returns:
        The gaps that were opened again for them.
    """
    if plan.gaps != _gaps(session, workspace):
        plan = planned(session, workspace, questions)
    by_id = {one.id: (one, vector) for one, vector in zip(questions.found, questions.vectors, strict=True)}
    known = set(session.scalars(select(GapQuestionRow.question_id).where(GapQuestionRow.question_id.in_(by_id))))
    held = set(session.scalars(select(QuestionRow.id).where(QuestionRow.id.in_(by_id), is_held()))) - known
    members = [tuple(one for one in group.question_ids if one in held) for group in plan.groups]
    groups = [(group, ids) for group, ids in zip(plan.groups, members, strict=True) if ids]
    opened = _open(session, [group.gap_id for group, _ in groups if group.gap_id is not None], now)
    new = [_gap(workspace, plan.owners.get(group.question_ids[0]), now) for group, _ in groups if group.gap_id is None]
    session.add_all(new)
    session.flush()
    session.add_all(_first_step(row, now) for row in new)
    gap_ids = iter([row.id for row in new])
    for group, ids in groups:
        there = (workspace, group.gap_id or next(gap_ids))
        session.add_all(_question(*there, *by_id[question_id], questions.model, now) for question_id in ids)
    session.flush()
    return opened


def _gaps(session: Session, workspace: str) -> tuple[int, datetime | None]:
    """What differs as soon as a question joins a gap or leaves one."""
    query = select(func.count(), func.max(GapQuestionRow.added_at)).where(GapQuestionRow.workspace_id == workspace)
    count, latest = session.execute(query).one()
    return count, latest


def members(
    session: Session, workspace: str, model: str, background: Background, *, gap_id: str | None = None
) -> list[Placed]:
    """The questions that are in gaps, or in that one, in the order in which they joined."""
    query = (
        select(GapQuestionRow.question_id, asked_words(), GapQuestionRow.gap_id, GapQuestionRow.vector)
        .join(QuestionRow, QuestionRow.id == GapQuestionRow.question_id)
        .where(GapQuestionRow.workspace_id == workspace, GapQuestionRow.model == model)
        .order_by(GapQuestionRow.added_at, QuestionRow.asked_at, QuestionRow.id)
    )
    rows = session.execute(query if gap_id is None else query.where(GapQuestionRow.gap_id == gap_id)).all()
    vectors = [np.frombuffer(vector, np.float32) for *_, vector in rows]
    return _placed([(question_id, text, gap) for question_id, text, gap, _ in rows], vectors, background)


def _placed(
    questions: Sequence[tuple[str, str, str | None]], vectors: Sequence[Vector], background: Background
) -> list[Placed]:
    """Questions, each with its words and its gap, and what is left of their vectors."""
    left = background.without(vectors) if vectors else ()
    return [
        Placed(question_id, text, vector, gap_id)
        for (question_id, text, gap_id), vector in zip(questions, left, strict=True)
    ]


def _open(session: Session, gap_ids: Sequence[str], now: datetime) -> frozenset[str]:
    """Open those of the gaps again that somebody was done with; returns which."""
    done = [one for one in gap_ids if state_of(session, one) in {GapState.CLOSED, GapState.ANSWERED}]
    for gap_id in done:
        new_step(session, session.get_one(GapRow, gap_id), GapState.OPEN, now=now)
    return frozenset(done)


def _gap(workspace: str, owner: str | None, now: datetime) -> GapRow:
    return GapRow(id=new_id(), workspace_id=workspace, owner_person=owner, created_at=now)


def _first_step(row: GapRow, now: datetime) -> GapStepRow:
    return GapStepRow(
        gap_id=row.id, number=1, workspace_id=row.workspace_id, state=GapState.OPEN.value, by=NOBODY, at=now
    )


def _question(workspace: str, gap_id: str, found: Found, vector: Vector, model: str, now: datetime) -> GapQuestionRow:
    return GapQuestionRow(
        question_id=found.id,
        workspace_id=workspace,
        gap_id=gap_id,
        why=found.why.value,
        wording=found.wording,
        model=model,
        vector=vector.astype(np.float32).tobytes(),
        is_shown=found.is_shown,
        added_at=now,
        told_at=None,
        news_at=None,
        asked_again_at=None,
    )
