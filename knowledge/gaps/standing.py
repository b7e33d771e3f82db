"""Whether a question is answered, as a condition in statements: its newest answer tells."""

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from knowledge.answering.answer import Mode
from knowledge.answering.sufficiency import Outcome
from knowledge.conversations.models import NOWHERE, AnswerRow, OpinionRow, QuestionRow


def is_newest() -> ColumnElement[bool]:
    """That an answer is what was said last to its question, in a statement from ``AnswerRow``."""
    later = aliased(AnswerRow)
    overtaken = exists().where(later.question_id == AnswerRow.question_id, later.number > AnswerRow.number)
    return ~overtaken.correlate(AnswerRow)


def is_unhelpful() -> ColumnElement[bool]:
    """That somebody says of an answer that it did not help, in a statement from ``AnswerRow``."""
    said = exists().where(OpinionRow.answer_id == AnswerRow.id, OpinionRow.helpful.is_(False))
    return and_(AnswerRow.outcome.is_not(None), said.correlate(AnswerRow))


def is_in_vain() -> ColumnElement[bool]:
    """That an answer leaves its question to be gathered, in a statement from ``AnswerRow``."""
    nothing = and_(AnswerRow.outcome == Outcome.NOT_IN_GUIDES.value, AnswerRow.mode != Mode.STANDARD.value)
    return or_(nothing, is_unhelpful())


def is_settling() -> ColumnElement[bool]:
    """That an answer settles its question: all of it is answered, and nobody says that this did not help."""
    answers = or_(AnswerRow.outcome == Outcome.ANSWERED.value, AnswerRow.mode == Mode.STANDARD.value)
    return and_(answers, ~is_unhelpful())


def is_settled() -> ColumnElement[bool]:
    """That the newest answer to a question settles it, in a statement from ``QuestionRow``."""
    return exists().where(AnswerRow.question_id == QuestionRow.id, is_newest(), is_settling()).correlate(QuestionRow)


def asked_words() -> ColumnElement[str]:
    """What a question asks, in a statement from ``QuestionRow``: as it was understood last, or as it was written."""
    return func.coalesce(_understood(), QuestionRow.text)


def asked_wording() -> ColumnElement[str]:
    """Names the wording that this is, in a statement from ``QuestionRow``: another one once words of it are gone."""
    return QuestionRow.wording + case((_understood().is_not(None), "+"), else_="")


def is_held() -> ColumnElement[bool]:
    """That a question's words are still held: it was not withdrawn, nor its asker erased, nor did it grow too old."""
    return and_(QuestionRow.withdrawn_at.is_(None), QuestionRow.text != "", QuestionRow.channel != NOWHERE)


def _understood() -> ColumnElement[str | None]:
    answer = aliased(AnswerRow)
    query = select(answer.understood).where(answer.question_id == QuestionRow.id, answer.understood.is_not(None))
    return query.order_by(answer.number.desc()).limit(1).correlate(QuestionRow).scalar_subquery()
