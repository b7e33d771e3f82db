"""Use case: what is older than somebody decided to keep it goes. Figures of guides and exams stay."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Text, cast, null, or_, select, update
from sqlalchemy.orm import Session

from knowledge.answering.answer import Mode
from knowledge.conversations.forgetting import forget_words
from knowledge.conversations.models import AnswerRow, AnswerTraceRow, OpinionRow, QuestionRow
from knowledge.gaps.service import leave
from knowledge.members.roles import ERASED
from learning.learners.models import LearnerRow
from learning.practice.models import PracticeRow
from learning.privacy.counting import changed

MOST_AT_ONCE = 1_000


@dataclass(frozen=True)
class Retention:
    """For how many days things are kept; None for as long as nobody is erased.

    Attributes:
        questions: The words of what people asked, and of what they said of answers.
        practice: What exactly was answered in practice. How well it was answered stays: a continuous certificate's
            year, mastery, and what is asked next are worked out from it.
        left: A person who left the workspace; then she is erased.
    """

    questions: int | None = None
    practice: int | None = None
    left: int | None = None


def forget_old(session: Session, workspace: str, kept: Retention, *, now: datetime) -> int:
    """Forget up to some thousand rows that are older than they are kept; returns how many: 0 once nothing is left."""
    count = 0
    if kept.questions is not None:
        count += _questions(session, workspace, now - timedelta(days=kept.questions))
    if kept.practice is not None:
        count += _practice(session, workspace, now - timedelta(days=kept.practice))
    return count


def gone_for_good(session: Session, workspace: str, kept: Retention, *, now: datetime) -> list[str]:
    """The people who left the workspace longer ago than they are kept: they are to be erased."""
    if kept.left is None:
        return []
    query = select(LearnerRow.person).where(
        LearnerRow.workspace_id == workspace,
        LearnerRow.left_at < now - timedelta(days=kept.left),
        ~LearnerRow.person.startswith(ERASED, autoescape=True),
    )
    return list(session.scalars(query.order_by(LearnerRow.person).limit(MOST_AT_ONCE)))


def _questions(session: Session, workspace: str, before: datetime) -> int:
    """The words, of questions, of what was said of answers, and those that answers hold of their questions."""
    old = select(QuestionRow.id).where(QuestionRow.workspace_id == workspace, QuestionRow.asked_at < before)
    asked = session.scalars(old.where(QuestionRow.text != "").limit(MOST_AT_ONCE)).all()
    held = select(AnswerRow.question_id).where(AnswerRow.question_id.in_(old), _holds_words()).limit(MOST_AT_ONCE)
    answers = session.scalars(held).all()
    forget_words(session, {*asked, *answers})
    leave(session, workspace, asked)
    said = select(OpinionRow.answer_id).where(
        OpinionRow.workspace_id == workspace, OpinionRow.given_at < before, OpinionRow.comment.is_not(None)
    )
    opinions = OpinionRow.answer_id.in_(session.scalars(said.limit(MOST_AT_ONCE)).all())
    statements = (
        update(QuestionRow).where(QuestionRow.id.in_(asked)).values(text=""),
        update(OpinionRow).where(opinions, OpinionRow.given_at < before).values(comment=None),
    )
    return len(answers) + sum(changed(session, statement) for statement in statements)


def _holds_words() -> ColumnElement[bool]:
    """That an answer holds words of its question; see ``forget_words``."""
    return or_(
        cast(AnswerRow.missing, Text) != "[]",
        AnswerRow.understood.is_not(None),
        AnswerRow.mode == Mode.WORDED.value,
        AnswerRow.id.in_(select(AnswerTraceRow.answer_id)),
    )


def _practice(session: Session, workspace: str, before: datetime) -> int:
    """What was chosen or typed; how options were shuffled says nothing of anybody."""
    old = select(PracticeRow.id).where(
        PracticeRow.workspace_id == workspace, PracticeRow.shown_at < before, cast(PracticeRow.given, Text) != "null"
    )
    rows = PracticeRow.id.in_(session.scalars(old.limit(MOST_AT_ONCE)).all())
    return changed(session, update(PracticeRow).where(rows).values(given=null()))
