"""Questions and answers found again by what made them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.conversations.models import AnswerRow, QuestionRow


def question_at(session: Session, workspace: str, channel: str, moment: str) -> str | None:
    """The id of the question that a message asks; None where it asks none."""
    query = select(QuestionRow.id).where(
        QuestionRow.workspace_id == workspace, QuestionRow.channel == channel, QuestionRow.moment == moment
    )
    return session.scalar(query)


def answer_of(session: Session, workspace: str, job: str) -> str | None:
    """The id of the answer that a durable job made; None where it has made none."""
    return session.scalar(select(AnswerRow.id).where(AnswerRow.workspace_id == workspace, AnswerRow.job == job))
