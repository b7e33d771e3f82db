"""Selects over gaps."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import Row, Select, exists, select
from sqlalchemy.orm import Session, aliased

from knowledge.conversations.models import AnswerRow, CitationRow, QuestionRow
from knowledge.conversations.values import UNSEEN
from knowledge.gaps.answered import links
from knowledge.gaps.clustering import middle
from knowledge.gaps.models import GapAnsweredRow, GapAnswerRow, GapAskRow, GapQuestionRow, GapRow, GapStepRow
from knowledge.gaps.standing import asked_words, is_held, is_newest, is_settled
from knowledge.gaps.values import (
    UNDONE,
    Asked,
    Gap,
    GapQuestion,
    GapState,
    GapSummary,
    GivenByPerson,
    Topic,
    Why,
)
from knowledge.guides.models import Edition, Guide
from knowledge.members.queries import people_who_may
from knowledge.members.roles import OPERATOR, Act, is_erased

MOST_PEOPLE = 3
_step = aliased(GapStepRow)


@dataclass(frozen=True)
class GapPage:
    """Some of the gaps of a workspace, and how many there are in all."""

    rows: tuple[GapSummary, ...]
    total: int


def gap_page(
    session: Session, workspace: str, *, states: Collection[GapState] = UNDONE, page: int = 0, size: int | None = None
) -> GapPage:
    """The gaps in these states, those that most people asked about in vain first, and of these the latest.

    With ``size`` it is one page of so many, the last one where there are fewer pages; else all.
    """
    found = _standing(session, _gaps(workspace).where(_step.state.in_([state.value for state in states])))
    found.sort(key=lambda one: (-len(one.waiting), -one.latest.timestamp(), one.id))
    if size is None:
        return GapPage(_summaries(session, found), len(found))
    first = min(page, max(0, len(found) - 1) // size) * size
    return GapPage(_summaries(session, found[first : first + size]), len(found))


def gap(session: Session, workspace: str, gap_id: str) -> Gap | None:
    """All of one gap of the workspace; None where there is no such gap, or no longer."""
    found = _standing(session, _gaps(workspace).where(GapRow.id == gap_id))
    if not found:
        return None
    return Gap(
        summary=_summaries(session, found)[0],
        questions=tuple(_questions(session, _of_gaps([gap_id]))),
        asked=tuple(_asked(session, gap_id)),
        answers=tuple(_answers(session, gap_id)),
    )


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


def gap_of(session: Session, workspace: str, question_id: str) -> str | None:
    """The id of the gap that a question belongs to."""
    query = select(GapQuestionRow.gap_id).where(
        GapQuestionRow.workspace_id == workspace, GapQuestionRow.question_id == question_id
    )
    return session.scalar(query)


def unsettled(session: Session, workspace: str, *, gap_id: str | None = None, limit: int) -> list[GapQuestion]:
    """The questions of gaps that nobody is done with, or of one of them, that are not answered; the oldest first."""
    undone = _gaps(workspace).where(_step.state.in_([state.value for state in UNDONE]))
    ids = undone.with_only_columns(GapRow.id) if gap_id is None else [gap_id]
    query = _of_gaps(ids).where(GapQuestionRow.workspace_id == workspace, ~is_settled()).limit(limit)
    return _questions(session, query)


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
    undone = _gaps(workspace).where(_step.state.in_([state.value for state in UNDONE])).with_only_columns(GapRow.id)
    again = GapQuestionRow.asked_again_at
    answered_since = exists().where(AnswerRow.question_id == QuestionRow.id, AnswerRow.created_at >= added)
    query = (
        _of_gaps(undone)
        .where(is_held(), ~is_settled(), again.is_(None) | (again < added), ~answered_since.correlate(QuestionRow))
        .order_by(None)
        .order_by(GapQuestionRow.gap_id.in_(first).desc(), QuestionRow.asked_at, QuestionRow.id)
    )
    return _questions(session, query.limit(limit))


def gaps_of_standard(session: Session, workspace: str, standard_ids: Collection[str]) -> list[str]:
    """The ids of the gaps to which a person's answer was given that is kept as one of these standard answers."""
    query = select(GapAnswerRow.gap_id).where(
        GapAnswerRow.workspace_id == workspace, GapAnswerRow.standard_id.in_(standard_ids)
    )
    return list(session.scalars(query.distinct().order_by(GapAnswerRow.gap_id)))


def undone_answers(session: Session, workspace: str) -> list[tuple[str, str]]:
    """Gap and id of what people answered to gaps that nobody is done with, the oldest first."""
    undone = _gaps(workspace).where(_step.state.in_([state.value for state in UNDONE])).with_only_columns(GapRow.id)
    query = (
        select(GapAnswerRow.gap_id, GapAnswerRow.id)
        .where(GapAnswerRow.gap_id.in_(undone))
        .order_by(GapAnswerRow.at, GapAnswerRow.id)
    )
    return [(gap_id, answer_id) for gap_id, answer_id in session.execute(query)]


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
    return topic(session, workspace, list(keys))


def topic(session: Session, workspace: str, guide_keys: Sequence[str]) -> Topic:
    """Whom these guides belong to, the first of them first; and who may close gaps."""
    query = select(Guide.key, Guide.owner_person).where(Guide.workspace_id == workspace, Guide.key.in_(guide_keys))
    owners = {key: owner for key, owner in session.execute(query)}
    found = dict.fromkeys(owners[key] for key in guide_keys if owners.get(key) is not None)
    people = [person for person in found if person and person != OPERATOR and not is_erased(person)]
    return Topic(tuple(people[:MOST_PEOPLE]), tuple(people_who_may(session, workspace, Act.CLOSE_GAPS)))


@dataclass
class _Standing:
    """A gap while it is counted; ``waiting`` are those who asked in vain."""

    id: str
    owner: str | None
    state: GapState
    state_since: datetime
    questions: list[str]
    unsettled: int
    askers: set[str]
    waiting: set[str]
    since: datetime
    latest: datetime


def _gaps(workspace: str) -> Select[*tuple[Any, ...]]:
    later = aliased(GapStepRow)
    overtaken = exists().where(later.gap_id == _step.gap_id, later.number > _step.number).correlate(_step)
    return (
        select(GapRow, _step.state, _step.at)
        .join(_step, (_step.gap_id == GapRow.id) & ~overtaken)
        .where(GapRow.workspace_id == workspace)
    )


def _standing(session: Session, gaps: Select[*tuple[Any, ...]]) -> list[_Standing]:
    """The gaps with what is counted of their questions; two statements, whatever their number."""
    rows = {row.id: (row, state, at) for row, state, at in session.execute(gaps)}
    query = (
        select(GapQuestionRow.gap_id, QuestionRow.id, QuestionRow.asker, QuestionRow.asked_at)
        .add_columns(is_settled().label("settled"))
        .join(QuestionRow, QuestionRow.id == GapQuestionRow.question_id)
        .where(GapQuestionRow.gap_id.in_(gaps.with_only_columns(GapRow.id)))
        .order_by(QuestionRow.asked_at, QuestionRow.id)
    )
    by_gap: dict[str, list[Row[Any]]] = defaultdict(list)
    for question in session.execute(query):
        by_gap[question.gap_id].append(question)
    return [_counted(*rows[gap_id], questions) for gap_id, questions in by_gap.items()]


def _counted(row: GapRow, state: str, at: datetime, questions: Sequence[Row[Any]]) -> _Standing:
    waiting = [one for one in questions if not one.settled]
    return _Standing(
        id=row.id,
        owner=row.owner_person,
        state=GapState(state),
        state_since=at,
        questions=[one.id for one in questions],
        unsettled=len(waiting),
        askers={one.asker for one in questions},
        waiting={one.asker for one in waiting},
        since=questions[0].asked_at,
        latest=questions[-1].asked_at,
    )


def _summaries(session: Session, found: Sequence[_Standing]) -> tuple[GapSummary, ...]:
    titles = _titles(session, [one.id for one in found])
    return tuple(
        GapSummary(
            id=one.id,
            title=titles.get(one.id, ""),
            owner=one.owner,
            state=one.state,
            state_since=one.state_since,
            questions=len(one.questions),
            unsettled=one.unsettled,
            askers=len(one.askers),
            since=one.since,
            latest=one.latest,
        )
        for one in found
    )


def _titles(session: Session, gap_ids: Collection[str]) -> Mapping[str, str]:
    query = (
        select(GapQuestionRow.gap_id, GapQuestionRow.vector, asked_words())
        .join(QuestionRow, QuestionRow.id == GapQuestionRow.question_id)
        .where(GapQuestionRow.gap_id.in_(gap_ids), GapQuestionRow.is_shown)
        .order_by(QuestionRow.asked_at, QuestionRow.id)
    )
    by_gap: dict[str, list[tuple[bytes, str]]] = defaultdict(list)
    for gap_id, vector, text in session.execute(query):
        by_gap[gap_id].append((vector, text))
    return {gap_id: _title(questions) for gap_id, questions in by_gap.items()}


def _title(questions: Sequence[tuple[bytes, str]]) -> str:
    vectors = [np.frombuffer(vector, np.float32) for vector, _ in questions]
    # While a model is changed, some have vectors that can't be compared.
    if len({len(vector) for vector in vectors}) > 1:
        return questions[0][1]
    return questions[middle(np.stack(vectors))][1]


def _ids_of(gap_id: str) -> Select[str]:
    return select(GapQuestionRow.question_id).where(GapQuestionRow.gap_id == gap_id)


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
