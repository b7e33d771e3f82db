"""What a person asked lately, as far as lists and suggestions need it."""

from itertools import groupby, islice
from typing import Any

from sqlalchemy import Row, exists, select
from sqlalchemy.orm import Session

from knowledge.answering.sufficiency import Outcome
from knowledge.conversations.counting import counts
from knowledge.conversations.models import AnswerRow, CitationRow, QuestionRow
from knowledge.conversations.values import RecentQuestion
from knowledge.guides.models import PassageRow

# So many times as many questions are looked at as are wanted, since some are asked again.
LOOKED_AT = 5


def recent_questions(session: Session, workspace: str, asker: str, limit: int) -> list[RecentQuestion]:
    """What a person asked last and got an answer to, newest first; what was asked again only once.

    A message that went on from an earlier question stands for that, as it was understood.
    """
    asked = (
        select(QuestionRow.id, QuestionRow.text, QuestionRow.asked_at)
        .where(QuestionRow.workspace_id == workspace, QuestionRow.asker == asker, QuestionRow.withdrawn_at.is_(None))
        .where(QuestionRow.text != "")
        .where(exists().where(AnswerRow.question_id == QuestionRow.id, AnswerRow.outcome.is_not(None)))
        .order_by(QuestionRow.asked_at.desc())
        .limit(limit * LOOKED_AT)
        .subquery()
    )
    query = (
        select(asked.c.id, asked.c.text, AnswerRow.outcome, AnswerRow.created_at)
        .add_columns(AnswerRow.understood, CitationRow.edition_id, PassageRow.heading)
        .select_from(asked)
        .join(AnswerRow, (AnswerRow.question_id == asked.c.id) & counts())
        .outerjoin(CitationRow, CitationRow.answer_id == AnswerRow.id)
        .outerjoin(PassageRow, PassageRow.id == CitationRow.passage_id)
        .order_by(asked.c.asked_at.desc(), asked.c.id, CitationRow.number)
    )
    found = [_question(list(rows)) for _, rows in groupby(session.execute(query), key=lambda row: row.id)]
    distinct: dict[str, RecentQuestion] = {}
    for question in found:
        distinct.setdefault(question.text.casefold(), question)
    return list(islice(distinct.values(), limit))


def _question(rows: list[Row[Any]]) -> RecentQuestion:
    first = rows[0]
    quoted = tuple((row.edition_id, tuple(row.heading)) for row in rows if row.edition_id is not None)
    return RecentQuestion(first.understood or first.text, Outcome(first.outcome), first.created_at, quoted)
