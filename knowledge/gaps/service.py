"""Use cases of gaps: people are asked to answer, answer, and hand on; a gap is given, closed, set aside, opened again.

None of these asks a model or Slack. What has just been asked is gathered into gaps by ``gathering``.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.conversations.models import QuestionRow
from knowledge.errors import AnsweredMeanwhile, GapNotFound, GapOwnerUnfit, NotAllowed, PersonUnusable
from knowledge.gaps.answered import answered_questions, newer_answer
from knowledge.gaps.models import GapAnsweredRow, GapAnswerRow, GapAskRow, GapQuestionRow, GapRow, GapStepRow
from knowledge.gaps.standing import is_settled
from knowledge.gaps.topics import topic_of
from knowledge.gaps.values import UNDONE, GapState, GivenToOwner
from knowledge.guides.drafts import EVERYBODY
from knowledge.members.roles import OPERATOR, Act, is_person, may
from knowledge.members.service import require, role_of
from knowledge.turns import take_turn
from storage.schema import is_id

SUBJECT = "gap"
# By whom a step is that nobody took: it follows from what was answered.
NOBODY = ""


def ask(
    session: Session, workspace: str, gap_id: str, people: Sequence[str], *, by: str, now: datetime
) -> tuple[str, ...]:
    """Note that these people are asked to answer, as ``by`` wants it; returns those of them who were not asked yet.

    Nobody is asked twice, but whoever answered since, and anybody once the gap is in another state than ``ASKED``: that
    is done with, and she is asked anew. Whoever wants it has to have asked a question of the gap: that is for the
    caller to see.

    Raises:
        GapNotFound: There is none, or no longer.
    """
    take_turn(session, workspace)
    row = _row(session, workspace, gap_id)
    is_under_way = state_of(session, gap_id) is GapState.ASKED
    asked = _still_asked(session, gap_id) if is_under_way else frozenset()
    new = tuple(person for person in dict.fromkeys(people) if person not in asked)
    for person in new:
        session.merge(
            GapAskRow(gap_id=row.id, workspace_id=workspace, person=person, by=by, asked_at=now, declined_at=None)
        )
    if new and not is_under_way:
        _step(session, row, GapState.ASKED, by=by, now=now)
    return new


def decline(session: Session, workspace: str, gap_id: str, person: str, *, now: datetime) -> tuple[str, ...]:
    """Note that somebody who was asked hands it on; returns who may be asked next, nearest first: who was not yet.

    Raises:
        GapNotFound: There is none, or no longer.
    """
    take_turn(session, workspace)
    _row(session, workspace, gap_id)
    mine = (GapAskRow.gap_id == gap_id) & (GapAskRow.person == person) & GapAskRow.declined_at.is_(None)
    session.execute(update(GapAskRow).where(mine).values(declined_at=now))
    known = set(session.scalars(select(GapAskRow.person).where(GapAskRow.gap_id == gap_id)))
    return tuple(one for one in topic_of(session, workspace, gap_id).others() if one not in {*known, person})


def may_answer(session: Session, workspace: str, gap_id: str, person: str) -> bool:
    """Whether a person may answer those who asked: she was asked to, or her role allows it."""
    asked = select(GapAskRow.person).where(
        GapAskRow.workspace_id == workspace, GapAskRow.gap_id == gap_id, GapAskRow.person == person
    )
    return session.scalar(asked) is not None or may(role_of(session, workspace, person), Act.CLOSE_GAPS)


def answer(
    session: Session,
    workspace: str,
    gap_id: str,
    answer_id: str,
    text: str,
    *,
    answers: Collection[str],
    seen: str | None,
    audience: str = EVERYBODY,
    standard_id: str | None = None,
    by: str,
    now: datetime,
) -> bool:
    """Keep what a person answers to those who asked; returns False where it is kept already.

    It answers the questions that she had before her, and those of the gap that ask the same as one of them; see
    ``is_same``. What else is in the gap is near, and may ask the opposite.

    Args:
        session: The transaction.
        workspace: Whose gap.
        gap_id: Which.
        answer_id: The id under which it is kept, once, however often that is said.
        text: What she says.
        answers: The ids of the questions that she answers; those that left the gap meanwhile are passed over.
        seen: The id of the newest answer to the gap that she saw; None where there was none.
        audience: Whom it is for.
        standard_id: The standard answer as which it is kept too.
        by: Who.
        now: The time.

    Raises:
        GapNotFound: There is none, or no longer, or none of these questions is in it any more.
        NotAllowed: She was not asked, and her role does not allow it.
        AnsweredMeanwhile: A person answered one of these questions since she looked.
    """
    take_turn(session, workspace)
    row = _row(session, workspace, gap_id)
    if not may_answer(session, workspace, gap_id, by):
        raise NotAllowed(by, Act.CLOSE_GAPS.value, role_of(session, workspace, by).value)
    if session.get(GapAnswerRow, answer_id) is not None:
        return False
    answered = answered_questions(session, gap_id, answers)
    if not answered:
        raise GapNotFound(gap_id)
    newer = newer_answer(session, gap_id, answers, seen)
    if newer is not None:
        raise AnsweredMeanwhile(newer.by, newer.at)
    kept = GapAnswerRow(id=answer_id, gap_id=gap_id, by=by, text=text, at=now, audience=audience)
    kept.workspace_id, kept.standard_id = workspace, standard_id
    session.add(kept)
    session.flush()
    for question_id in answered:
        session.add(GapAnsweredRow(answer_id=answer_id, question_id=question_id, workspace_id=workspace))
    if state_of(session, gap_id) in {GapState.OPEN, GapState.ASKED}:
        _step(session, row, GapState.ANSWERED, by=by, now=now)
    return True


def give(session: Session, workspace: str, gap_id: str, person: str, *, by: str, now: datetime) -> bool:
    """Have a person see to it that a gap is closed; returns whether she did not do so before.

    Where the operator says so, who is not in Slack, it is noted that she is yet to be told; see ``owners_to_tell``.

    Raises:
        NotAllowed: Who says so may not.
        GapNotFound: There is none, or no longer.
        PersonUnusable: It is no id of a person.
        GapOwnerUnfit: The person's role does not allow to close gaps.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.CLOSE_GAPS)
    if not is_person(person):
        raise PersonUnusable(person)
    row, role = _row(session, workspace, gap_id), role_of(session, workspace, person)
    if not may(role, Act.CLOSE_GAPS):
        raise GapOwnerUnfit(person, role.value)
    before, row.owner_person = row.owner_person, person
    if before != person:
        row.to_tell_at = now if by == OPERATOR else None
        _note(session, workspace, gap_id, {"owner": before}, {"owner": person}, by=by, now=now)
    return before != person


def owner_told(session: Session, given: GivenToOwner) -> None:
    """Note that an owner was told, unless the gap was given again since."""
    mine = (GapRow.id == given.gap_id) & (GapRow.to_tell_at == given.at)
    session.execute(update(GapRow).where(mine).values(to_tell_at=None))


def move(session: Session, workspace: str, gap_id: str, state: GapState, *, by: str, now: datetime) -> None:
    """Close a gap, set it aside, or open it again, because somebody says so.

    Raises:
        NotAllowed: Who says so may not.
        GapNotFound: There is none, or no longer.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.CLOSE_GAPS)
    row, before = _row(session, workspace, gap_id), state_of(session, gap_id)
    if before is not state:
        _step(session, row, state, by=by, now=now)
        _note(session, workspace, gap_id, {"state": before.value}, {"state": state.value}, by=by, now=now)


def close_if_settled(session: Session, workspace: str, gap_id: str, *, now: datetime) -> bool:
    """Close a gap whose questions are all answered; returns whether it is closed, now or before."""
    take_turn(session, workspace)
    row = session.get(GapRow, gap_id, populate_existing=True)
    if row is None or row.workspace_id != workspace:
        return False
    state = state_of(session, gap_id)
    if state in UNDONE and not _is_open(session, gap_id):
        _step(session, row, GapState.CLOSED, by=NOBODY, now=now)
        return True
    return state is GapState.CLOSED


def told(session: Session, question_ids: Collection[str], *, now: datetime) -> None:
    """Note that the askers of these questions were told all there is to tell them, until there is news for them."""
    _set(session, question_ids, told_at=now)


def note_news(session: Session, question_ids: Collection[str], *, now: datetime) -> None:
    """Note that there is an answer that the askers of these questions are to be told of, until they are."""
    _set(session, question_ids, news_at=now)


def asked_again(session: Session, question_ids: Collection[str], *, added: datetime) -> None:
    """Note that these questions were asked again with what there was by ``added``; see ``last_addition``."""
    _set(session, question_ids, asked_again_at=added)


def leave(session: Session, workspace: str, question_ids: Collection[str]) -> None:
    """Take questions out of their gaps, with all that is left of their words; a gap without questions goes."""
    of = (GapQuestionRow.workspace_id == workspace) & GapQuestionRow.question_id.in_(question_ids)
    gap_ids = session.scalars(select(GapQuestionRow.gap_id).where(of).distinct()).all()
    session.execute(delete(GapQuestionRow).where(of))
    session.flush()
    held = set(session.scalars(select(GapQuestionRow.gap_id).where(GapQuestionRow.gap_id.in_(gap_ids))))
    empty = [gap_id for gap_id in gap_ids if gap_id not in held]
    for table in (GapStepRow, GapAskRow, GapAnswerRow):
        session.execute(delete(table).where(table.gap_id.in_(empty)))
    session.execute(delete(GapRow).where(GapRow.id.in_(empty)))


def new_step(session: Session, row: GapRow, state: GapState, *, now: datetime) -> None:
    """Put a gap into a state because of what was asked or answered."""
    _step(session, row, state, by=NOBODY, now=now)


def state_of(session: Session, gap_id: str) -> GapState:
    """The state of a gap that there is."""
    query = select(GapStepRow.state).where(GapStepRow.gap_id == gap_id).order_by(GapStepRow.number.desc()).limit(1)
    return GapState(session.execute(query).scalar_one())


def _still_asked(session: Session, gap_id: str) -> frozenset[str]:
    """Who was asked, and has not answered since."""
    answered = exists().where(
        GapAnswerRow.gap_id == gap_id, GapAnswerRow.by == GapAskRow.person, GapAnswerRow.at >= GapAskRow.asked_at
    )
    query = select(GapAskRow.person).where(GapAskRow.gap_id == gap_id, ~answered.correlate(GapAskRow))
    return frozenset(session.scalars(query))


def _set(session: Session, question_ids: Collection[str], **values: datetime) -> None:
    session.execute(update(GapQuestionRow).where(GapQuestionRow.question_id.in_(question_ids)).values(**values))


def _is_open(session: Session, gap_id: str) -> bool:
    """Whether a gap has a question that is not answered."""
    query = (
        select(QuestionRow.id)
        .join(GapQuestionRow, GapQuestionRow.question_id == QuestionRow.id)
        .where(GapQuestionRow.gap_id == gap_id, ~is_settled())
    )
    return session.scalar(query.limit(1)) is not None


def _row(session: Session, workspace: str, gap_id: str) -> GapRow:
    row = session.get(GapRow, gap_id, populate_existing=True) if is_id(gap_id) else None
    if row is None or row.workspace_id != workspace:
        raise GapNotFound(gap_id)
    return row


def _step(session: Session, row: GapRow, state: GapState, *, by: str, now: datetime) -> None:
    last = session.scalar(select(func.max(GapStepRow.number)).where(GapStepRow.gap_id == row.id)) or 0
    session.add(
        GapStepRow(gap_id=row.id, number=last + 1, workspace_id=row.workspace_id, state=state.value, by=by, at=now)
    )
    session.flush()


def _note(
    session: Session,
    workspace: str,
    gap_id: str,
    before: dict[str, str | None],
    after: dict[str, str | None],
    *,
    by: str,
    now: datetime,
) -> None:
    # A gap is called by somebody's question, which has no place in a log that is kept.
    record(
        session,
        workspace,
        actor=by,
        action=Action.GAP_CHANGED,
        subject_kind=SUBJECT,
        subject=gap_id,
        name=SUBJECT,
        before=before,
        after=after,
        now=now,
    )
