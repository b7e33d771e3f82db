"""Questions of gaps whose vectors are not those of their words under the model of now get new ones.

What was asked of people and answered by them stays with a question that is still about the same; one that is about
something else now goes to another gap.
"""

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from knowledge.conversations.models import QuestionRow
from knowledge.embeddings.pooling import Vector
from knowledge.gaps.clustering import Placed, grouped
from knowledge.gaps.models import GapAnsweredRow, GapQuestionRow
from knowledge.gaps.placing import Found, Vectorised, members, place, planned
from knowledge.gaps.service import leave
from knowledge.gaps.standing import asked_wording, asked_words, is_held, is_settled
from knowledge.gaps.values import Why


def reworded(workspace: str) -> Select[str]:
    """The questions whose words are not those any more with which they were put into their gap."""
    return (
        select(QuestionRow.id)
        .join(GapQuestionRow, GapQuestionRow.question_id == QuestionRow.id)
        .where(GapQuestionRow.workspace_id == workspace, is_held(), GapQuestionRow.wording != asked_wording())
    )


def outdated(session: Session, workspace: str, model: str, *, limit: int) -> list[Found]:
    """The questions that were reworded or have another model's vector, as they are worded now; the reworded last."""
    is_reworded = GapQuestionRow.wording != asked_wording()
    query = (
        select(GapQuestionRow, asked_words(), asked_wording())
        .join(QuestionRow, QuestionRow.id == GapQuestionRow.question_id)
        .where(GapQuestionRow.workspace_id == workspace, is_held(), is_reworded | (GapQuestionRow.model != model))
        .order_by(is_reworded, QuestionRow.asked_at, QuestionRow.id)
        .limit(limit)
    )
    return [
        Found(row.question_id, text, wording, Why(row.why), row.is_shown)
        for row, text, wording in session.execute(query)
    ]


def renew(session: Session, workspace: str, questions: Vectorised, now: datetime) -> frozenset[str]:
    """Give the questions their new vectors, but for those that changed again meanwhile.

    Returns:
        The gaps that a question was moved from, or to.
    """
    moved: list[tuple[Found, Vector]] = []
    for found, vector in zip(questions.found, questions.vectors, strict=True):
        row = session.get(GapQuestionRow, found.id)
        wording = session.scalar(select(asked_wording()).where(QuestionRow.id == found.id, is_held()))
        if row is None or wording != found.wording:
            continue
        if row.wording == found.wording or _stays(session, row, found, vector, questions):
            _write(session, row, found, vector, questions.model)
        else:
            moved.append((found, vector))
    return _moved(session, workspace, moved, questions, now)


def _stays(session: Session, row: GapQuestionRow, found: Found, vector: Vector, questions: Vectorised) -> bool:
    """Whether new words belong to the others of the gap, or to the old ones if the question is alone."""
    background = questions.likeness.background
    known = members(session, row.workspace_id, questions.model, background, gap_id=row.gap_id)
    others = [one for one in known if one.question_id != row.question_id]
    (left,) = background.without([vector])
    (group,) = grouped(others or known, [Placed(found.id, found.text, left)], questions.likeness.of_own_words)
    return group.gap_id is not None


def _write(session: Session, row: GapQuestionRow, found: Found, vector: Vector, model: str) -> None:
    if row.wording != found.wording:
        # Nobody answered these words yet.
        session.execute(delete(GapAnsweredRow).where(GapAnsweredRow.question_id == found.id))
        row.news_at = None
    row.wording, row.model, row.vector = found.wording, model, vector.astype(np.float32).tobytes()
    session.flush()


def _moved(
    session: Session,
    workspace: str,
    moved: Sequence[tuple[Found, Vector]],
    questions: Vectorised,
    now: datetime,
) -> frozenset[str]:
    ids = [found.id for found, _ in moved]
    if not ids:
        return frozenset()
    of = select(GapQuestionRow.gap_id).where(GapQuestionRow.question_id.in_(ids))
    before = set(session.scalars(of))
    settled = set(session.scalars(select(QuestionRow.id).where(QuestionRow.id.in_(ids), is_settled())))
    leave(session, workspace, ids)
    left = [(found, vector) for found, vector in moved if found.id not in settled]
    again = Vectorised([f for f, _ in left], [v for _, v in left], questions.model, questions.likeness)
    place(session, workspace, again, planned(session, workspace, again), now)
    return frozenset(before | set(session.scalars(of)))
