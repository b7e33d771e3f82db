"""Selects over gaps: all of one, and which those are that something belongs to."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.conversations.models import QuestionRow
from knowledge.gaps.answered import links
from knowledge.gaps.models import GapAnswerRow, GapAskRow, GapQuestionRow, GapRow
from knowledge.gaps.questions import questions_of_gap
from knowledge.gaps.states import undone
from knowledge.gaps.summaries import summary
from knowledge.gaps.values import Asked, Gap, GivenByPerson, GivenToOwner


def gap(session: Session, workspace: str, gap_id: str) -> Gap | None:
    """All of one gap of the workspace; None where there is no such gap, or no longer."""
    found = summary(session, workspace, gap_id)
    if found is None:
        return None
    return Gap(
        summary=found,
        questions=tuple(questions_of_gap(session, gap_id)),
        asked=tuple(_asked(session, gap_id)),
        answers=tuple(_answers(session, gap_id)),
    )


def gap_of(session: Session, workspace: str, question_id: str) -> str | None:
    """The id of the gap that a question belongs to."""
    query = select(GapQuestionRow.gap_id).where(
        GapQuestionRow.workspace_id == workspace, GapQuestionRow.question_id == question_id
    )
    return session.scalar(query)


def gaps_of_standard(session: Session, workspace: str, standard_ids: Collection[str]) -> list[str]:
    """The ids of the gaps to which a person's answer was given that is kept as one of these standard answers."""
    query = select(GapAnswerRow.gap_id).where(
        GapAnswerRow.workspace_id == workspace, GapAnswerRow.standard_id.in_(standard_ids)
    )
    return list(session.scalars(query.distinct().order_by(GapAnswerRow.gap_id)))


def cards_about(
    session: Session, workspace: str, *, asker: str | None = None, before: datetime | None = None
) -> list[tuple[str, str, datetime]]:
    """Who was asked to answer in a gap that has a question of this asker, or from before then: gap, person and when."""
    query = (
        select(GapAskRow.gap_id, GapAskRow.person, GapAskRow.asked_at)
        .join(GapQuestionRow, GapQuestionRow.gap_id == GapAskRow.gap_id)
        .join(QuestionRow, QuestionRow.id == GapQuestionRow.question_id)
        .where(GapAskRow.workspace_id == workspace)
        .where(*([QuestionRow.asker == asker] if asker is not None else []))
        .where(*([QuestionRow.asked_at < before] if before is not None else []))
    )
    found = session.execute(query.distinct().order_by(GapAskRow.gap_id, GapAskRow.person))
    return [(gap_id, person, at) for gap_id, person, at in found]


def owners_to_tell(session: Session, workspace: str) -> list[GivenToOwner]:
    """The owners who are yet to be told that they were given a gap."""
    query = select(GapRow).where(GapRow.workspace_id == workspace, GapRow.to_tell_at.is_not(None))
    return [
        GivenToOwner(row.id, row.owner_person, row.to_tell_at)
        for row in session.scalars(query.order_by(GapRow.to_tell_at, GapRow.id))
        if row.owner_person is not None and row.to_tell_at is not None
    ]


def undone_answers(session: Session, workspace: str) -> list[tuple[str, str]]:
    """Gap and id of what people answered to gaps that nobody is done with, the oldest first."""
    query = (
        select(GapAnswerRow.gap_id, GapAnswerRow.id)
        .where(GapAnswerRow.gap_id.in_(undone(workspace)))
        .order_by(GapAnswerRow.at, GapAnswerRow.id)
    )
    return [(gap_id, answer_id) for gap_id, answer_id in session.execute(query)]


def _asked(session: Session, gap_id: str) -> Iterable[Asked]:
    query = select(GapAskRow).where(GapAskRow.gap_id == gap_id).order_by(GapAskRow.asked_at, GapAskRow.person)
    return [Asked(row.person, row.by, row.asked_at, row.declined_at) for row in session.scalars(query)]


def _answers(session: Session, gap_id: str) -> Iterable[GivenByPerson]:
    query = select(GapAnswerRow).where(GapAnswerRow.gap_id == gap_id).order_by(GapAnswerRow.at, GapAnswerRow.id)
    answered = links(session, gap_id)
    return [
        GivenByPerson(row.id, row.by, row.text, row.at, row.standard_id, answered.get(row.id, ()), row.audience)
        for row in session.scalars(query)
    ]
