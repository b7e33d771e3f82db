"""What several people asked and the guides answered: worth learning by heart."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.answering.sufficiency import Outcome
from knowledge.conversations.models import AnswerRow, CitationRow, QuestionRow
from knowledge.gaps.standing import is_newest, is_unhelpful
from knowledge.guides.models import ActiveEdition, Edition, Guide, PassageRow

# So many different people have to have asked, which also keeps any one of them from being found out.
FEWEST_PEOPLE = 3
LOOKED_BACK = timedelta(days=90)


@dataclass(frozen=True)
class OftenAsked:
    """A passage of a guide that answered several people's questions, first of all that their answers quote.

    Attributes:
        guide: The key of its guide, with ``guide_id`` and ``title``.
        heading: Above the passage.
        people: How many asked; ``questions`` is how often.
    """

    passage_id: str
    edition_id: str
    guide_id: str
    guide: str
    title: str
    heading: tuple[str, ...]
    people: int
    questions: int


def often_asked(session: Session, workspace: str, *, now: datetime, limit: int | None = None) -> list[OftenAsked]:
    """The passages of what readers see that most people's questions were answered from lately, most first.

    Questions are put together by the passage that their answers quote first: whatever words they were asked in, that
    is what people wanted to know. Only newest answers count that answer everything, and of which nobody says that they
    did not help.
    """
    people, questions = func.count(QuestionRow.asker.distinct()), func.count(QuestionRow.id.distinct())
    query = (
        select(PassageRow.id, PassageRow.heading, Edition.id, Edition.guide_id, Guide.key, Edition.title)
        .add_columns(people.label("people"), questions.label("questions"))
        .join(CitationRow, CitationRow.passage_id == PassageRow.id)
        .join(AnswerRow, AnswerRow.id == CitationRow.answer_id)
        .join(QuestionRow, QuestionRow.id == AnswerRow.question_id)
        .join(Edition, Edition.id == PassageRow.edition_id)
        .join(ActiveEdition, ActiveEdition.edition_id == Edition.id)
        .join(Guide, Guide.id == Edition.guide_id)
        .where(AnswerRow.workspace_id == workspace, AnswerRow.created_at >= now - LOOKED_BACK)
        .where(AnswerRow.outcome == Outcome.ANSWERED.value, CitationRow.number == 1)
        .where(is_newest(), ~is_unhelpful(), QuestionRow.withdrawn_at.is_(None))
        .group_by(PassageRow.id, Edition.id, Edition.guide_id, Guide.key, Edition.title)
        .having(people >= FEWEST_PEOPLE)
        .order_by(people.desc(), questions.desc(), PassageRow.id)
        .limit(limit)
    )
    return [
        OftenAsked(passage_id, edition_id, guide_id, guide, title, tuple(heading), people_, questions_)
        for passage_id, heading, edition_id, guide_id, guide, title, people_, questions_ in session.execute(query)
    ]
