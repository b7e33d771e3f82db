"""What answers hold of people's words goes with these: those of their questions, and those that these followed."""

from collections.abc import Collection

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from knowledge.answering.answer import Mode
from knowledge.answering.inquiry import EarlierTurn
from knowledge.conversations.models import AnswerRow, AnswerTraceRow, CitationRow, FollowUpRow, QuestionRow
from storage.parts import in_parts


def forget_words(session: Session, question_ids: Collection[str]) -> None:
    """Empty what answers hold of the words of these questions, whose own texts are for the caller to empty.

    Those of later questions that were understood with them too, and of what followed these, wherever it was asked.
    """
    for ids in in_parts(sorted(_reached(session, question_ids))):
        empty(session, session.scalars(select(AnswerRow).where(AnswerRow.question_id.in_(ids))).all())
        session.execute(delete(FollowUpRow).where(FollowUpRow.question_id.in_(ids)))


def empty(session: Session, answers: Collection[AnswerRow]) -> None:
    """Empty what holds words of questions: what is worded by a model becomes what it quotes."""
    worded = {answer.id: answer for answer in answers if answer.mode == Mode.WORDED}
    quoted = select(CitationRow).where(CitationRow.answer_id.in_(worded)).order_by(CitationRow.number)
    for answer in answers:
        answer.missing, answer.understood = [], None
    for answer in worded.values():
        answer.sentences, answer.mode = [], Mode.EXTRACTIVE.value
    for citation in session.scalars(quoted):
        answer = worded[citation.answer_id]
        answer.sentences = [*answer.sentences, [citation.quote, [citation.number]]]
    session.execute(delete(AnswerTraceRow).where(AnswerTraceRow.answer_id.in_([answer.id for answer in answers])))


def is_held(session: Session, turn: EarlierTurn, row: QuestionRow) -> bool:
    """Whether the words of a turn, whose question this is, are still those that are held."""
    if row.withdrawn_at is not None or row.text != turn.text:
        return False
    said = exists().where(AnswerRow.question_id == row.id, AnswerRow.understood == turn.understood)
    return turn.understood == turn.text or bool(session.scalar(select(said)))


def _reached(session: Session, question_ids: Collection[str]) -> set[str]:
    """These questions, and all that followed them.

    They are locked: the answer to a follow-up that is kept at the same time is either found, or finds the words gone.
    """
    reached, ahead = set[str](), set(question_ids)
    while ahead:
        reached |= ahead
        later = set[str]()
        for ids in in_parts(sorted(ahead)):
            found = select(QuestionRow.id).where(QuestionRow.id.in_(ids)).order_by(QuestionRow.id)
            session.execute(found.with_for_update())
            later.update(session.scalars(select(FollowUpRow.question_id).where(FollowUpRow.earlier_id.in_(ids))))
        ahead = later - reached
    return reached
