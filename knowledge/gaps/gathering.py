"""Use case: what people asked in vain is gathered into gaps. Their vectors are made outside of any transaction."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from knowledge.conversations.models import AnswerRow, OpinionRow, QuestionRow
from knowledge.conversations.values import UNSEEN
from knowledge.embeddings.runtime import Embedder
from knowledge.gaps.likeness import Likeness
from knowledge.gaps.models import GapAskRow, GapQuestionRow, GapRow, GapStepRow
from knowledge.gaps.placing import Found, Vectorised, place, planned
from knowledge.gaps.renewing import outdated, renew, reworded
from knowledge.gaps.service import close_if_settled, leave, new_step
from knowledge.gaps.standing import asked_wording, asked_words, is_held, is_in_vain, is_newest, is_settled, is_unhelpful
from knowledge.gaps.states import ids_in, undone
from knowledge.gaps.values import GapState, Why
from knowledge.turns import take_turn
from storage.database import Database

# What was asked longer ago and never gathered is let be; and so many are gathered at a time.
LOOKED_BACK = timedelta(days=90)
AT_ONCE = 100
# Of cards: gap, and person whose they are.
Cards = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Gathered:
    """What came of gathering.

    Attributes:
        questions: How many were gathered; 0 once nothing is left.
        stale: Gap and person of those who were asked and whose cards don't say what holds now. The gap may be gone.
    """

    questions: int
    stale: tuple[tuple[str, str], ...]


def models(session: Session, workspace: str) -> frozenset[str]:
    """The models under which questions of gaps have their vectors; where that is not one's own, it is to gather."""
    query = select(GapQuestionRow.model).where(GapQuestionRow.workspace_id == workspace).distinct()
    return frozenset(session.scalars(query))


def is_due(database: Database, workspace: str, *, now: datetime) -> bool:
    """Whether there is anything to gather, to close or to clean up, but for vectors of another model."""
    with database.reading() as session:
        return (
            session.scalar(_gone(workspace).limit(1)) is not None
            or session.scalar(reworded(workspace).limit(1)) is not None
            or session.execute(_in_vain(workspace, now).limit(1)).first() is not None
            or bool(_to_close(session, workspace))
            or bool(_to_open(session, workspace))
        )


def collect(
    database: Database, embedder: Embedder, workspace: str, *, is_open: Callable[[str], bool], now: datetime
) -> Gathered:
    """Gather what was asked in vain and is in no gap yet.

    Questions whose words are not held any more leave their gaps; those that were reworded, or have another model's
    vector, get a new one, and go to another gap where they ask for something else now; gaps whose questions are all
    answered are closed, and those in which something was answered in vain again are opened.

    ``is_open`` tells of a channel whether everybody may read it: only what was asked there is shown to others. It is
    asked outside of any transaction.
    """
    forgotten = _forget(database, workspace)
    renewed, stale = _renew(database, embedder, workspace, now)
    # Where others belong can be told only once all have vectors of this model.
    count, opened = (renewed, frozenset()) if renewed else _gather(database, embedder, workspace, is_open, now)
    return Gathered(count, tuple(sorted(forgotten | stale | opened | _move_on(database, workspace, now))))


def note_now(database: Database, embedder: Embedder, workspace: str, question_id: str, *, now: datetime) -> str | None:
    """Have a question belong to a gap because somebody wants a person to answer, and return the gap's id.

    From then on it is shown to others: that its asker wants that, or that everybody may read where it was asked, is for
    the caller to see. None where its words are not held any more.
    """
    with database.reading() as session:
        query = select(asked_words(), asked_wording()).where(QuestionRow.workspace_id == workspace)
        found = session.execute(query.where(QuestionRow.id == question_id, is_held())).one_or_none()
    if found is None:
        return None
    vectorised = _vectorised(embedder, [Found(question_id, *found, Why.WANTED, is_shown=True)])
    with database.reading() as session:
        plan = planned(session, workspace, vectorised)
    with database.transaction() as session:
        take_turn(session, workspace)
        place(session, workspace, vectorised, plan, now)
        placed = session.get(GapQuestionRow, question_id)
        if placed is not None:
            placed.is_shown = True
        return placed.gap_id if placed is not None else None


def _forget(database: Database, workspace: str) -> Cards:
    """Have the questions leave whose words are not held any more."""
    with database.transaction() as session:
        take_turn(session, workspace)
        gone = session.scalars(_gone(workspace).limit(AT_ONCE)).all()
        of = select(GapQuestionRow.gap_id).where(GapQuestionRow.question_id.in_(gone))
        cards = _cards(session, session.scalars(of).all())
        leave(session, workspace, gone)
        return cards


def _renew(database: Database, embedder: Embedder, workspace: str, now: datetime) -> tuple[int, Cards]:
    with database.reading() as session:
        found = outdated(session, workspace, embedder.model_id, limit=AT_ONCE)
    if not found:
        return 0, frozenset()
    vectorised = _vectorised(embedder, found)
    with database.transaction() as session:
        take_turn(session, workspace)
        of = select(GapQuestionRow.gap_id).where(GapQuestionRow.question_id.in_([one.id for one in found]))
        cards = _cards(session, session.scalars(of).all())
        moved = renew(session, workspace, vectorised, now)
        return len(found), frozenset((gap_id, person) for gap_id, person in cards if gap_id in moved)


def _gather(
    database: Database, embedder: Embedder, workspace: str, is_open: Callable[[str], bool], now: datetime
) -> tuple[int, Cards]:
    with database.reading() as session:
        rows = session.execute(_in_vain(workspace, now).limit(AT_ONCE)).all()
    if not rows:
        return 0, frozenset()
    channels = {channel: is_open(channel) for channel in {row.channel for row in rows}}
    vectorised = _vectorised(embedder, [_found(row, channels[row.channel]) for row in rows])
    with database.reading() as session:
        plan = planned(session, workspace, vectorised)
    with database.transaction() as session:
        take_turn(session, workspace)
        return len(rows), _cards(session, place(session, workspace, vectorised, plan, now))


def _move_on(database: Database, workspace: str, now: datetime) -> Cards:
    """Close the gaps that are settled, and open those that are not any more."""
    with database.transaction() as session:
        take_turn(session, workspace)
        closing = _to_close(session, workspace)
        for gap_id in closing:
            close_if_settled(session, workspace, gap_id, now=now)
        opening = _to_open(session, workspace)
        for gap_id in opening:
            new_step(session, session.get_one(GapRow, gap_id), GapState.OPEN, now=now)
        return _cards(session, [*closing, *opening])


def _cards(session: Session, gap_ids: Collection[str]) -> Cards:
    """Those of the people who were asked to answer these gaps."""
    query = select(GapAskRow.gap_id, GapAskRow.person).where(GapAskRow.gap_id.in_(gap_ids))
    return frozenset((gap_id, person) for gap_id, person in session.execute(query))


def _in_vain(workspace: str, now: datetime) -> Select[*tuple[Any, ...]]:
    known = exists().where(GapQuestionRow.question_id == QuestionRow.id).correlate(QuestionRow)
    return (
        select(QuestionRow.id, asked_words().label("text"), asked_wording().label("wording"))
        .add_columns(QuestionRow.channel, QuestionRow.moment, is_unhelpful().label("unhelpful"))
        .join(AnswerRow, AnswerRow.question_id == QuestionRow.id)
        .where(AnswerRow.workspace_id == workspace, AnswerRow.created_at >= now - LOOKED_BACK)
        .where(is_held(), is_newest(), is_in_vain(), ~known)
        .order_by(QuestionRow.asked_at, QuestionRow.id)
    )


def _found(row: Any, is_open: bool) -> Found:
    why = Why.UNHELPFUL if row.unhelpful else Why.UNANSWERED
    return Found(row.id, row.text, row.wording, why, is_open and not row.moment.startswith(UNSEEN))


def _gone(workspace: str) -> Select[str]:
    """The questions that are to leave their gaps, since their words are not held any more."""
    return (
        select(GapQuestionRow.question_id)
        .join(QuestionRow, QuestionRow.id == GapQuestionRow.question_id)
        .where(GapQuestionRow.workspace_id == workspace, ~is_held())
    )


def _vectorised(embedder: Embedder, found: Sequence[Found]) -> Vectorised:
    vectors = [embedder.embed_question(one.text) for one in found]
    return Vectorised(found, vectors, embedder.model_id, Likeness(embedder.embed_question))


def _to_close(session: Session, workspace: str) -> list[str]:
    """The gaps of which every question is answered and that nobody is done with."""
    unsettled = (
        exists()
        .where(GapQuestionRow.gap_id == GapStepRow.gap_id, GapQuestionRow.question_id == QuestionRow.id, ~is_settled())
        .correlate(GapStepRow)
    )
    return list(session.scalars(undone(workspace).where(~unsettled)))


def _to_open(session: Session, workspace: str) -> list[str]:
    """The gaps that are closed and of which a question was answered in vain, or not helpfully, since then."""
    said_since = exists().where(OpinionRow.answer_id == AnswerRow.id, OpinionRow.given_at > GapStepRow.at)
    query = (
        ids_in(workspace, [GapState.CLOSED])
        .join(GapQuestionRow, GapQuestionRow.gap_id == GapStepRow.gap_id)
        .join(AnswerRow, AnswerRow.question_id == GapQuestionRow.question_id)
        .where(is_newest(), is_in_vain())
        .where((AnswerRow.created_at > GapStepRow.at) | said_since.correlate(AnswerRow, GapStepRow))
        .distinct()
    )
    return list(session.scalars(query))
