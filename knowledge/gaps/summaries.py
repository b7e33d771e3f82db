"""Gaps as lists show them, with what is counted of their questions."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from knowledge.conversations.models import QuestionRow
from knowledge.gaps.clustering import middle
from knowledge.gaps.models import GapQuestionRow, GapRow
from knowledge.gaps.standing import asked_words, is_settled
from knowledge.gaps.states import gaps_of, is_one_of
from knowledge.gaps.values import UNDONE, GapState, GapSummary


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
    found = _standing(session, gaps_of(workspace).where(is_one_of(states)))
    found.sort(key=lambda one: (-len(one.waiting), -one.latest.timestamp(), one.id))
    if size is None:
        return GapPage(_summaries(session, found), len(found))
    first = min(page, max(0, len(found) - 1) // size) * size
    return GapPage(_summaries(session, found[first : first + size]), len(found))


def summary(session: Session, workspace: str, gap_id: str) -> GapSummary | None:
    """One gap of the workspace as lists show it; None where there is no such gap, or no longer."""
    found = _standing(session, gaps_of(workspace).where(GapRow.id == gap_id))
    return _summaries(session, found)[0] if found else None


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
