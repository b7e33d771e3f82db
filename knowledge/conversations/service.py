"""Use cases of a conversation: a question is claimed, answered, reworded, withdrawn; an answer is shown and judged."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.answering.answer import Answer, Mode
from knowledge.conversations.forgetting import empty, forget_words, is_held
from knowledge.conversations.models import (
    NOWHERE,
    AnswerRow,
    AnswerTraceRow,
    CitationRow,
    FollowUpRow,
    OpinionRow,
    QuestionRow,
    RewordingRow,
    ShownRow,
    ThreadRow,
)
from knowledge.conversations.traces import as_data
from knowledge.conversations.values import Asked, Manner
from storage.database import insert_missing
from storage.schema import new_id


def claim(session: Session, workspace: str, asked: Asked, *, now: datetime) -> str | None:
    """Take a question on; returns its id, or None where it is somebody else's or was withdrawn.

    One message may arrive under several names, each several times: the first claim wins, and wins again when it
    is made again.
    """
    insert_missing(session, QuestionRow, [_question(workspace, asked, withdrawn=None, now=now)])
    row = _at(session, workspace, asked.channel, asked.moment)
    if row.claim != asked.claim or row.withdrawn_at is not None:
        return None
    return row.id


def join(session: Session, workspace: str, channel: str, root: str, *, now: datetime) -> None:
    """Take part in a thread from now on, following it; changes nothing where the assistant is in it already."""
    row = {"workspace_id": workspace, "channel": channel, "root": root, "manner": Manner.FOLLOW.value, "since": now}
    insert_missing(session, ThreadRow, [row])


def behave(session: Session, workspace: str, channel: str, root: str, manner: Manner, *, now: datetime) -> None:
    """Set how to behave in a thread."""
    join(session, workspace, channel, root, now=now)
    row = session.get_one(ThreadRow, (workspace, channel, root))
    row.manner = manner.value


def call_back(session: Session, workspace: str, channel: str, root: str) -> None:
    """Follow a thread again in which the assistant was asked to be quiet: somebody turned to it there."""
    row = session.get_one(ThreadRow, (workspace, channel, root))
    if row.manner == Manner.MUTE:
        row.manner = Manner.FOLLOW.value


def reword(session: Session, workspace: str, asked: Asked, *, now: datetime) -> str | None:
    """Replace the wording of a question by a later one; returns its id, or None where there is nothing to answer.

    A message that did not ask before, but does now, becomes a question. What answers hold of the earlier wording goes.
    """
    insert_missing(session, QuestionRow, [_question(workspace, asked, withdrawn=None, now=now)])
    row = _at(session, workspace, asked.channel, asked.moment)
    if row.claim != asked.claim:
        given = {"question_id": row.id, "job": asked.claim, "workspace_id": workspace}
        insert_missing(session, RewordingRow, [given])
    if row.withdrawn_at is not None or row.wording > asked.wording:
        return None
    if row.text != asked.text:
        forget_words(session, [row.id])
    row.text, row.wording, row.has_files = asked.text, asked.wording, asked.has_files
    return row.id


def withdraw(
    session: Session, workspace: str, channel: str, moment: str, *, now: datetime
) -> tuple[str, tuple[str, ...]]:
    """Withdraw a question, with all that its text said; returns its id, and the jobs that were given its wordings.

    A deletion may arrive before the question: then its place is taken, so that it is never answered.
    """
    gone = Asked(claim="", channel=channel, moment=moment, root=moment, asker="", text="", wording=moment)
    insert_missing(session, QuestionRow, [_question(workspace, gone, withdrawn=now, now=now)])
    row = _at(session, workspace, channel, moment)
    row.withdrawn_at = row.withdrawn_at or now
    row.text = ""
    forget_words(session, [row.id])
    reworded = session.scalars(select(RewordingRow.job).where(RewordingRow.question_id == row.id)).all()
    answered = session.scalars(select(AnswerRow.job).where(AnswerRow.question_id == row.id)).all()
    return row.id, tuple(job for job in dict.fromkeys([row.claim, *reworded, *answered]) if job)


def give_up(session: Session, question_id: str, *, now: datetime) -> None:
    """Withdraw a question that can't be answered any more where it was asked."""
    row = session.get_one(QuestionRow, question_id)
    row.withdrawn_at = row.withdrawn_at or now


def record(
    session: Session,
    question_id: str,
    *,
    job: str,
    answer: Answer | None,
    notice: str | None,
    wording: str | None = None,
    now: datetime,
) -> str | None:
    """Keep an answer with its citations; returns its id. The same job keeps one, however often it says so.

    Nothing is kept, and None returned, where the question was withdrawn or its asker erased: an answer holds words of
    it. Where that became of an earlier one that it was understood with, or where that has another wording now, none of
    its words is kept.

    Args:
        session: The transaction.
        question_id: The question.
        job: The durable job that made the answer.
        answer: From the guides; None where ``notice`` says what is told instead.
        notice: That.
        wording: The wording that it answers: where a later one is held, nothing is kept either. None where it answers
            whatever is held.
        now: The time.
    """
    follows = [turn for turn in (answer.follows if answer is not None else ()) if turn.question_id]
    locked = _locked(session, [question_id, *(turn.question_id for turn in follows)])
    question = locked[question_id]
    kept = session.scalar(select(AnswerRow.id).where(AnswerRow.job == job))
    outdated = question.withdrawn_at is not None or (wording is not None and wording < question.wording)
    outdated |= question.channel == NOWHERE
    if kept is not None or outdated:
        return kept
    last = session.scalar(select(func.max(AnswerRow.number)).where(AnswerRow.question_id == question_id)) or 0
    row = AnswerRow(id=new_id(), question_id=question_id, number=last + 1, job=job, notice=notice, created_at=now)
    row.workspace_id = question.workspace_id
    _fill(row, answer)
    if answer is not None and answer.mode is Mode.WORDED and answer.trace is None:
        row.model, row.prompt_version = _worded_by(session, question_id)
    session.add(row)
    session.flush()
    session.add_all(_citations(row, answer))
    if answer is not None and answer.trace is not None:
        trace = as_data(answer.trace)
        session.add(AnswerTraceRow(answer_id=row.id, workspace_id=row.workspace_id, trace=trace))
    session.flush()
    if all(is_held(session, turn, locked[turn.question_id]) for turn in follows):
        after = {"question_id": question_id, "workspace_id": row.workspace_id}
        insert_missing(session, FollowUpRow, [{**after, "earlier_id": turn.question_id} for turn in follows])
    else:
        empty(session, [row])
    return row.id


def attempt(session: Session, question_id: str, channel: str, root: str | None, *, now: datetime) -> bool:
    """Note that the answer is about to be posted; returns whether an attempt was noted before.

    Nothing is noted where the asker was erased.
    """
    if session.get(ShownRow, question_id) is not None:
        return True
    question = session.get_one(QuestionRow, question_id)
    if question.channel != NOWHERE:
        row = ShownRow(question_id=question_id, channel=channel, root=root, message=None, attempted_at=now)
        row.workspace_id = question.workspace_id
        session.add(row)
    return False


def stands(session: Session, question_id: str, message: str) -> None:
    """Note which message shows the answer; there is nothing to note where the asker was erased meanwhile."""
    row = session.get(ShownRow, question_id)
    if row is not None:
        row.message = message


def judge(
    session: Session,
    workspace: str,
    answer_id: str,
    person: str,
    *,
    helpful: bool,
    reason: str | None = None,
    comment: str | None = None,
    now: datetime,
) -> None:
    """Keep what a person says of an answer of the workspace, in place of what the person said before."""
    about = select(AnswerRow.id).where(AnswerRow.workspace_id == workspace, AnswerRow.id == answer_id)
    if session.scalar(about) is None:
        return
    said = {"helpful": helpful, "reason": reason, "comment": comment, "given_at": now}
    whose = {"workspace_id": workspace, "answer_id": answer_id, "person": person}
    insert_missing(session, OpinionRow, [{**whose, **said}])
    row = session.get_one(OpinionRow, (answer_id, person), with_for_update=True)
    row.helpful, row.reason, row.comment, row.given_at = helpful, reason, comment, now


def _question(workspace: str, asked: Asked, *, withdrawn: datetime | None, now: datetime) -> dict[str, object]:
    return {
        "id": new_id(),
        "workspace_id": workspace,
        "channel": asked.channel,
        "moment": asked.moment,
        "root": asked.root,
        "asker": asked.asker,
        "claim": asked.claim,
        "text": asked.text,
        "wording": asked.wording,
        "has_files": asked.has_files,
        "asked_at": now,
        "withdrawn_at": withdrawn,
    }


def _at(session: Session, workspace: str, channel: str, moment: str) -> QuestionRow:
    query = select(QuestionRow).where(
        QuestionRow.workspace_id == workspace, QuestionRow.channel == channel, QuestionRow.moment == moment
    )
    return session.scalars(query.with_for_update()).one()


def _locked(session: Session, question_ids: Sequence[str]) -> dict[str, QuestionRow]:
    """The questions by their ids: no two jobs give the same number, and nobody forgets their words meanwhile."""
    query = select(QuestionRow).where(QuestionRow.id.in_(question_ids)).order_by(QuestionRow.id).with_for_update()
    return {row.id: row for row in session.scalars(query, execution_options={"populate_existing": True})}


def _fill(row: AnswerRow, answer: Answer | None) -> None:
    row.outcome = answer.outcome.value if answer is not None else None
    row.sentences = [[s.text, list(s.citations)] for s in answer.sentences] if answer is not None else []
    row.related = [[r.guide, r.title, list(r.heading)] for r in answer.related] if answer is not None else []
    row.missing = list(answer.missing) if answer is not None else []
    row.confidence = answer.confidence if answer is not None else 0.0
    row.mode = answer.mode.value if answer is not None else "notice"
    row.understood = answer.understood if answer is not None else None
    row.standard_id = answer.standard.id if answer is not None and answer.standard is not None else None
    row.fallback = answer.fallback.value if answer is not None and answer.fallback is not None else None
    row.worded_from = answer.worded_from if answer is not None else None
    trace = answer.trace if answer is not None else None
    row.model = trace.model if trace is not None else None
    row.prompt_version = trace.prompt_version if trace is not None else None


def _worded_by(session: Session, question_id: str) -> tuple[str | None, str | None]:
    """Model and prompt version of the newest answer to a question that one worded."""
    query = (
        select(AnswerRow.model, AnswerRow.prompt_version)
        .where(AnswerRow.question_id == question_id, AnswerRow.mode == Mode.WORDED.value)
        .order_by(AnswerRow.number.desc())
        .limit(1)
    )
    found = session.execute(query).one_or_none()
    return (found.model, found.prompt_version) if found is not None else (None, None)


def _citations(given: AnswerRow, answer: Answer | None) -> list[CitationRow]:
    return [
        CitationRow(
            answer_id=given.id,
            workspace_id=given.workspace_id,
            number=c.number,
            edition_id=c.edition_id,
            passage_id=c.passage_id,
            start=c.start,
            end=c.end,
            quote=c.quote,
        )
        for c in (answer.citations if answer is not None else ())
    ]
