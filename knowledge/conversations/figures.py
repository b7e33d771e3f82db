"""How much guides are used: how many questions were answered from them, and how often that did not help."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from knowledge.conversations.counting import counts
from knowledge.conversations.models import AnswerRow, CitationRow, OpinionRow, QuestionRow
from knowledge.guides.models import Edition


@dataclass(frozen=True)
class Use:
    """How a guide was used.

    Attributes:
        questions: How many have an answer that quotes the guide, whichever edition of it: the last one counts.
        thumbs_down: How often somebody said of such an answer that it did not help.
    """

    questions: int = 0
    thumbs_down: int = 0


def use_of(session: Session, workspace: str, guide_ids: Collection[str]) -> dict[str, Use]:
    """How these guides were used, in one statement; those that were not are left out. Withdrawn questions do not count.

    To be asked of a page of guides, not of a whole library: all answers that quote them are looked at.
    """
    cited = (
        select(Edition.guide_id, CitationRow.answer_id)
        .join(CitationRow, CitationRow.edition_id == Edition.id)
        .where(Edition.guide_id.in_(guide_ids))
        .distinct()
        .subquery()
    )
    unhelpful = and_(OpinionRow.answer_id == cited.c.answer_id, OpinionRow.helpful.is_(False))
    query = (
        select(cited.c.guide_id, func.count(AnswerRow.question_id.distinct()), func.count(OpinionRow.person))
        .join(AnswerRow, AnswerRow.id == cited.c.answer_id)
        .join(QuestionRow, QuestionRow.id == AnswerRow.question_id)
        .outerjoin(OpinionRow, unhelpful)
        .where(AnswerRow.workspace_id == workspace, QuestionRow.withdrawn_at.is_(None), counts())
        .group_by(cited.c.guide_id)
    )
    return {guide_id: Use(questions, down) for guide_id, questions, down in session.execute(query)}
