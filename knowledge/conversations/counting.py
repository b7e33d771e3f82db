"""Which answers count, wherever answers are counted or looked up."""

from sqlalchemy import ColumnElement, and_, exists
from sqlalchemy.orm import aliased

from knowledge.conversations.models import AnswerRow


def counts() -> ColumnElement[bool]:
    """That an answer is the last one that the guides gave to its question, in a statement from ``AnswerRow``.

    A notice is no answer: what was told before it was read, and may be relied on.
    """
    later = aliased(AnswerRow)
    overtaken = exists().where(
        later.question_id == AnswerRow.question_id, later.number > AnswerRow.number, later.outcome.is_not(None)
    )
    return and_(AnswerRow.outcome.is_not(None), ~overtaken.correlate(AnswerRow))
