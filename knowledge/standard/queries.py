"""Selects over standard answers."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from knowledge.conversations.models import QuestionRow
from knowledge.embeddings.pooling import Vector
from knowledge.gaps.models import GapAnsweredRow, GapAnswerRow, GapQuestionRow
from knowledge.gaps.standing import asked_wording, asked_words, is_held
from knowledge.standard.models import StandardAnswerRow
from knowledge.standard.values import StandardAnswer


@dataclass(frozen=True, eq=False)
class Candidate:
    """A standard answer, with a wording of what it answers and that one's vector, of length 1."""

    answer: StandardAnswer
    wording: str
    vector: Vector


def standard_answers(session: Session, workspace: str) -> list[StandardAnswer]:
    """All that are not retired, the newest first."""
    query = (
        select(StandardAnswerRow)
        .where(StandardAnswerRow.workspace_id == workspace, StandardAnswerRow.retired_at.is_(None))
        .order_by(StandardAnswerRow.created_at.desc(), StandardAnswerRow.id.desc())
    )
    return [_value(row) for row in session.scalars(query)]


def standard_answer(session: Session, workspace: str, standard_id: str) -> StandardAnswer | None:
    """The standard answer of the workspace with this id, retired or not; None where there is none."""
    query = select(StandardAnswerRow).where(
        StandardAnswerRow.workspace_id == workspace, StandardAnswerRow.id == standard_id
    )
    row = session.scalar(query)
    return _value(row) if row is not None else None


def candidates(session: Session, workspace: str, audiences: Collection[str], model: str) -> list[Candidate]:
    """Those for these audiences that are not retired, in each of their wordings with a vector of this model.

    The newest come first. Beside its own question, one answers those that it was given to, in the words of who asked
    them, as long as these are held; not what else is in their gap.
    """
    own = _shown(select(StandardAnswerRow, StandardAnswerRow.question, StandardAnswerRow.vector), workspace, audiences)
    asked = (
        _shown(select(StandardAnswerRow, asked_words(), GapQuestionRow.vector), workspace, audiences)
        .join(GapAnswerRow, GapAnswerRow.standard_id == StandardAnswerRow.id)
        .join(GapAnsweredRow, GapAnsweredRow.answer_id == GapAnswerRow.id)
        .join(GapQuestionRow, GapQuestionRow.question_id == GapAnsweredRow.question_id)
        .join(QuestionRow, QuestionRow.id == GapQuestionRow.question_id)
        .where(is_held(), GapQuestionRow.wording == asked_wording())
    )
    rows = [
        *session.execute(own.where(StandardAnswerRow.model == model)),
        *session.execute(asked.where(GapQuestionRow.model == model)),
    ]
    found = [Candidate(_value(row), wording, np.frombuffer(vector, np.float32)) for row, wording, vector in rows]
    return sorted(found, key=lambda one: (one.answer.at, one.answer.id), reverse=True)


def newest_of_gap(session: Session, workspace: str, gap_id: str, audiences: Collection[str]) -> StandardAnswer | None:
    """The newest one for these audiences that was given to a question of a gap and is not retired."""
    query = (
        _shown(select(StandardAnswerRow), workspace, audiences)
        .join(GapAnswerRow, GapAnswerRow.standard_id == StandardAnswerRow.id)
        .where(GapAnswerRow.gap_id == gap_id)
        .order_by(StandardAnswerRow.created_at.desc(), StandardAnswerRow.id.desc())
    )
    row = session.scalars(query.limit(1)).first()
    return _value(row) if row is not None else None


def models(session: Session, workspace: str) -> frozenset[str]:
    """The models under which those have their vectors that are not retired."""
    query = select(StandardAnswerRow.model).where(
        StandardAnswerRow.workspace_id == workspace, StandardAnswerRow.retired_at.is_(None)
    )
    return frozenset(session.scalars(query.distinct()))


def questions_of_other_models(session: Session, workspace: str, model: str) -> list[tuple[str, str]]:
    """Id and question of those that are not retired and have another model's vector."""
    query = select(StandardAnswerRow.id, StandardAnswerRow.question).where(
        StandardAnswerRow.workspace_id == workspace,
        StandardAnswerRow.retired_at.is_(None),
        StandardAnswerRow.model != model,
    )
    return [(standard_id, question) for standard_id, question in session.execute(query)]


def _shown(query: Select[*tuple[Any, ...]], workspace: str, audiences: Collection[str]) -> Select[*tuple[Any, ...]]:
    return query.where(
        StandardAnswerRow.workspace_id == workspace,
        StandardAnswerRow.audience.in_(audiences),
        StandardAnswerRow.retired_at.is_(None),
    )


def _value(row: StandardAnswerRow) -> StandardAnswer:
    return StandardAnswer(row.id, row.question, row.text, row.by, row.created_at, row.audience)
