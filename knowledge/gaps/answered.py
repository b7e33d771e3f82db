"""Which questions of a gap a person's answer answers."""

from collections import defaultdict
from collections.abc import Collection, Mapping

import numpy as np
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from knowledge.conversations.models import QuestionRow
from knowledge.embeddings.pooling import Vector
from knowledge.gaps.models import GapAnsweredRow, GapAnswerRow, GapQuestionRow
from knowledge.gaps.standing import asked_wording, asked_words, is_held, is_settled
from knowledge.standard.similarity import is_same


def answered_questions(session: Session, gap_id: str, chosen: Collection[str]) -> tuple[str, ...]:
    """The ids of those of the chosen questions that are in the gap, and of what asks the same there in vain."""
    query = (
        select(QuestionRow.id, asked_words().label("text"), GapQuestionRow.vector, GapQuestionRow.model)
        .add_columns(is_settled().label("settled"))
        .join(GapQuestionRow, GapQuestionRow.question_id == QuestionRow.id)
        .where(GapQuestionRow.gap_id == gap_id, is_held(), GapQuestionRow.wording == asked_wording())
        .order_by(QuestionRow.asked_at, QuestionRow.id)
    )
    rows = session.execute(query).all()
    known = [(row.text, row.model, _vector(row.vector)) for row in rows if row.id in chosen]
    found = []
    for row in rows:
        vector = _vector(row.vector)
        same = (is_same(row.text, text, float(other @ vector)) for text, model, other in known if model == row.model)
        if row.id in chosen or (not row.settled and any(same)):
            found.append(row.id)
    return tuple(found)


def newer_answer(session: Session, gap_id: str, questions: Collection[str], seen: str | None) -> GapAnswerRow | None:
    """The newest answer to one of these questions that is newer than ``seen``, which may be gone."""
    query = (
        select(GapAnswerRow)
        .join(GapAnsweredRow, GapAnsweredRow.answer_id == GapAnswerRow.id)
        .where(GapAnswerRow.gap_id == gap_id, GapAnsweredRow.question_id.in_(questions), GapAnswerRow.id != seen)
        .order_by(GapAnswerRow.at.desc(), GapAnswerRow.id.desc())
    )
    last = session.get(GapAnswerRow, seen) if seen is not None else None
    return session.scalar((query.where(_is_after(last)) if last is not None else query).limit(1))


def links(session: Session, gap_id: str) -> Mapping[str, tuple[str, ...]]:
    """The ids of the questions that each answer to a gap answers, by its id; the oldest question first."""
    query = (
        select(GapAnsweredRow.answer_id, GapAnsweredRow.question_id)
        .join(GapAnswerRow, GapAnswerRow.id == GapAnsweredRow.answer_id)
        .join(QuestionRow, QuestionRow.id == GapAnsweredRow.question_id)
        .where(GapAnswerRow.gap_id == gap_id)
        .order_by(QuestionRow.asked_at, QuestionRow.id)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for answer_id, question_id in session.execute(query):
        found[answer_id].append(question_id)
    return {answer_id: tuple(ids) for answer_id, ids in found.items()}


def _is_after(last: GapAnswerRow) -> ColumnElement[bool]:
    return or_(GapAnswerRow.at > last.at, and_(GapAnswerRow.at == last.at, GapAnswerRow.id > last.id))


def _vector(stored: bytes) -> Vector:
    return np.frombuffer(stored, np.float32)
