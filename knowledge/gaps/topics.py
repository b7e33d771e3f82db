"""Whom the topic of a gap belongs to."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from knowledge.conversations.models import AnswerRow, CitationRow, QuestionRow
from knowledge.gaps.models import GapQuestionRow
from knowledge.gaps.standing import is_newest
from knowledge.gaps.values import Topic
from knowledge.guides.models import Edition, Guide
from knowledge.members.queries import people_who_may
from knowledge.members.roles import OPERATOR, Act, is_erased

MOST_PEOPLE = 3


def topic_of(session: Session, workspace: str, gap_id: str) -> Topic:
    """Whom the topic of a gap belongs to."""
    return topic_of_questions(session, workspace, _ids_of(gap_id))


def topic_of_questions(session: Session, workspace: str, question_ids: Collection[str] | Select[str]) -> Topic:
    """Whom the topic of these questions belongs to."""
    query = (
        select(AnswerRow.id, AnswerRow.related)
        .join(QuestionRow, QuestionRow.id == AnswerRow.question_id)
        .where(QuestionRow.workspace_id == workspace, QuestionRow.id.in_(question_ids), is_newest())
        .order_by(QuestionRow.asked_at, QuestionRow.id)
    )
    keys: dict[str, None] = {}
    for answer_id, related in session.execute(query).all():
        keys |= dict.fromkeys([*(key for key, *_ in related), *_cited(session, answer_id)])
    return _topic(session, workspace, list(keys))


def _topic(session: Session, workspace: str, guide_keys: Sequence[str]) -> Topic:
    """Whom these guides belong to, the first of them first; and who may close gaps."""
    query = select(Guide.key, Guide.owner_person).where(Guide.workspace_id == workspace, Guide.key.in_(guide_keys))
    owners = {key: owner for key, owner in session.execute(query)}
    found = dict.fromkeys(owners[key] for key in guide_keys if owners.get(key) is not None)
    people = [person for person in found if person and person != OPERATOR and not is_erased(person)]
    return Topic(tuple(people[:MOST_PEOPLE]), tuple(people_who_may(session, workspace, Act.CLOSE_GAPS)))


def _ids_of(gap_id: str) -> Select[str]:
    return select(GapQuestionRow.question_id).where(GapQuestionRow.gap_id == gap_id)


def _cited(session: Session, answer_id: str) -> list[str]:
    """The keys of the guides that an answer quotes, in the order of its citations."""
    query = (
        select(Guide.key)
        .join(Edition, Edition.guide_id == Guide.id)
        .join(CitationRow, CitationRow.edition_id == Edition.id)
        .where(CitationRow.answer_id == answer_id)
        .order_by(CitationRow.number)
    )
    return list(session.scalars(query))
