"""Use cases of standard answers: one is saved, and retired."""

from datetime import datetime

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.embeddings.pooling import Vector
from knowledge.errors import StandardAnswerUnusable
from knowledge.guides.drafts import EVERYBODY
from knowledge.members.roles import Act
from knowledge.members.service import require
from knowledge.retrieval.questions import cleaned_question
from knowledge.standard.models import StandardAnswerRow
from knowledge.turns import take_turn

LONGEST = 3_000
SUBJECT = "standard_answer"


def save(
    session: Session,
    workspace: str,
    standard_id: str,
    question: str,
    text: str,
    *,
    vector: Vector,
    model: str,
    audience: str = EVERYBODY,
    by: str,
    now: datetime,
) -> bool:
    """Keep what a person answers for whoever asks the same; returns False where it is kept already.

    One to the same question and audience is retired: people are told one thing.

    Args:
        session: The transaction.
        workspace: Whose.
        standard_id: The id under which it is kept, once, however often that is said.
        question: What it answers.
        text: What she says.
        vector: The question's, as cleaned by ``cleaned_question``, under ``model``.
        model: That of the vector.
        audience: Whom it is for.
        by: Who.
        now: The time.

    Raises:
        NotAllowed: She may not.
        QuestionUnusable: Nobody can ask that.
        StandardAnswerUnusable: It says nothing, or is longer than one may be.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.CLOSE_GAPS)
    question, said = cleaned_question(question), text.strip()
    if not said or len(said) > LONGEST:
        raise StandardAnswerUnusable(LONGEST if said else 0)
    if session.get(StandardAnswerRow, standard_id) is not None:
        return False
    same = select(StandardAnswerRow).where(
        StandardAnswerRow.workspace_id == workspace,
        StandardAnswerRow.question == question,
        StandardAnswerRow.audience == audience,
        StandardAnswerRow.retired_at.is_(None),
    )
    for older in session.scalars(same):
        older.retired_at = now
    row = StandardAnswerRow(id=standard_id, workspace_id=workspace, question=question, text=said, audience=audience)
    row.by, row.created_at, row.retired_at = by, now, None
    row.model, row.vector = model, vector.astype(np.float32).tobytes()
    session.add(row)
    session.flush()
    _note(session, row, Action.STANDARD_ANSWER_SAVED, by=by, now=now)
    return True


def retire(session: Session, workspace: str, standard_id: str, *, by: str, now: datetime) -> bool:
    """Give a standard answer to nobody any more; returns whether there was one to retire.

    Raises:
        NotAllowed: She may not.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.CLOSE_GAPS)
    row = session.get(StandardAnswerRow, standard_id, populate_existing=True)
    if row is None or row.workspace_id != workspace or row.retired_at is not None:
        return False
    row.retired_at = now
    _note(session, row, Action.STANDARD_ANSWER_RETIRED, by=by, now=now)
    return True


def _note(session: Session, row: StandardAnswerRow, action: Action, *, by: str, now: datetime) -> None:
    record(
        session,
        row.workspace_id,
        actor=by,
        action=action,
        subject_kind=SUBJECT,
        subject=row.id,
        # It is called by what somebody asked, which has no place in a log that is kept.
        name=SUBJECT,
        after={"audience": row.audience},
        now=now,
    )
