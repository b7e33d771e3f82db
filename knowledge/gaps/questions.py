"""Selects over the questions of gaps, the oldest first where nothing else is said."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from knowledge.conversations.models import AnswerRow, QuestionRow
from knowledge.conversations.values import UNSEEN
from knowledge.gaps.models import GapAnsweredRow, GapQuestionRow, GapRow
from knowledge.gaps.standing import asked_words, is_held, is_settled
from knowledge.gaps.states import undone
from knowledge.gaps.values import GapQuestion, Why


def questions_of_gap(session: Session, gap_id: str) -> list[GapQuestion]:
    """All the questions of a gap."""
    return _questions(session, _of_gaps([gap_id]))


def untold(session: Session, workspace: str, *, since: datetime, limit: int) -> list[GapQuestion]:
    """The questions whose askers are to be told of an answer that came since then, and were not told yet.

    Those come first that wait longest.
    """
    news, told = GapQuestionRow.news_at, GapQuestionRow.told_at
    query = (
        _questions_of(workspace)
        .where(news >= since, told.is_(None) | (told < news), is_held())
        .order_by(None)
        .order_by(news, QuestionRow.id)
    )
    return _questions(session, query.limit(limit))


def answered_by(session: Session, workspace: str, answer_id: str) -> list[GapQuestion]:
    """The questions that a person's answer answers and the guides still don't, the oldest first."""
    answered = select(GapAnsweredRow.question_id).where(GapAnsweredRow.answer_id == answer_id)
    query = _questions_of(workspace).where(GapQuestionRow.question_id.in_(answered), ~is_settled())
    return _questions(session, query)


def to_ask_again(
    session: Session, workspace: str, *, added: datetime, first: Collection[str] = (), limit: int
) -> list[GapQuestion]:
    """The questions of gaps that nobody is done with that may be answered now, since more was added.

    Args:
        session: The transaction.
        workspace: Whose.
        added: When more was added last: what was answered, or asked again, with that is left out.
        first: The gaps whose questions come first; then the oldest.
        limit: How many at most.
    """
    again = GapQuestionRow.asked_again_at
    answered_since = exists().where(AnswerRow.question_id == QuestionRow.id, AnswerRow.created_at >= added)
    query = (
        _of_gaps(undone(workspace))
        .where(is_held(), ~is_settled(), again.is_(None) | (again < added), ~answered_since.correlate(QuestionRow))
        .order_by(None)
        .order_by(GapQuestionRow.gap_id.in_(first).desc(), QuestionRow.asked_at, QuestionRow.id)
    )
    return _questions(session, query.limit(limit))


def _questions_of(workspace: str) -> Select[*tuple[Any, ...]]:
    return _of_gaps(select(GapRow.id).where(GapRow.workspace_id == workspace))


def _of_gaps(gap_ids: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(GapQuestionRow, QuestionRow, asked_words(), is_settled().label("settled"))
        .join(QuestionRow, QuestionRow.id == GapQuestionRow.question_id)
        .where(GapQuestionRow.gap_id.in_(gap_ids))
        .order_by(QuestionRow.asked_at, QuestionRow.id)
    )


def _questions(session: Session, query: Select[*tuple[Any, ...]]) -> list[GapQuestion]:
    return [
        GapQuestion(
            id=asked.id,
            channel=asked.channel,
            moment=asked.moment,
            root=asked.root,
            asker=asked.asker,
            text=words,
            asked_at=asked.asked_at,
            why=Why(row.why),
            unseen=asked.moment.startswith(UNSEEN),
            is_settled=bool(settled),
            told_at=row.told_at,
            is_shown=row.is_shown,
            news_at=row.news_at,
        )
        for row, asked, words, settled in session.execute(query)
    ]
