"""Use cases of golden questions: they are added, retired, replaced, and what came of asking them is kept."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.audit.values import Facts
from knowledge.errors import GoldenTooMany, GoldenTwice, GoldenUnclear, GuideNotFound
from knowledge.golden.csv import MOST_QUESTIONS
from knowledge.golden.flaws import cleaned, flaw_of
from knowledge.golden.models import GoldenQuestionRow, GoldenRunRow
from knowledge.golden.queries import golden_questions, guide_keys, headings_seen, run_value
from knowledge.golden.values import Failure, Flaw, GoldenQuestion, GoldenRun, Replacement, Wanted
from knowledge.members.roles import Act
from knowledge.members.service import require
from knowledge.turns import take_turn
from storage.schema import new_id

SUBJECT = "golden"


def add(session: Session, workspace: str, wanted: Wanted, *, by: str, now: datetime) -> GoldenQuestion:
    """Add a question.

    Raises:
        NotAllowed: The person may not.
        QuestionUnusable: It can't be asked.
        GuideNotFound: There is no such guide.
        GoldenUnclear: It names neither a guide nor that it must be refused, or both, or a heading that
            readers do not find in its guide.
        GoldenTwice: There is such a question.
        GoldenTooMany: There are as many as a file of them may hold.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.KEEP_GOLDEN)
    row = cleaned(wanted)
    flaw = flaw_of(row, guide_keys(session, workspace), headings_seen(session, workspace))
    if flaw is Flaw.UNKNOWN_GUIDE:
        raise GuideNotFound(row.guide_key or "")
    if flaw is not None:
        raise GoldenUnclear(row.question)
    there = golden_questions(session, workspace)
    if row.same_as in {question.wanted.same_as for question in there}:
        raise GoldenTwice(row.question)
    _require_room(len(there) + 1)
    made = _insert(session, workspace, row, by=by, now=now)
    _note(session, workspace, made.id, row.question, None, _facts(row), by=by, now=now)
    return made


def retire(session: Session, workspace: str, question_id: str, *, by: str, now: datetime) -> bool:
    """Ask a question no more; returns whether there was one to retire.

    Raises:
        NotAllowed: The person may not.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.KEEP_GOLDEN)
    row = session.get(GoldenQuestionRow, question_id, populate_existing=True)
    if row is None or row.workspace_id != workspace or row.retired_at is not None:
        return False
    row.retired_at = now
    before = _facts(Wanted(row.question, row.guide_key, row.heading, row.refuse))
    _note(session, workspace, row.id, row.question, before, None, by=by, now=now)
    return True


def replace_all(session: Session, workspace: str, rows: Sequence[Wanted], *, by: str, now: datetime) -> Replacement:
    """Have these questions, as ``read_csv`` gave them, and no others; those that stand as they are stay.

    Raises:
        NotAllowed: The person may not.
        GoldenTooMany: There are more than a file of them may hold.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.KEEP_GOLDEN)
    _require_room(len(rows))
    there = {question.wanted: question.id for question in golden_questions(session, workspace)}
    gone = [there[wanted] for wanted in there.keys() - set(rows)]
    for old in session.scalars(select(GoldenQuestionRow).where(GoldenQuestionRow.id.in_(gone))):
        old.retired_at = now
    new = [row for row in rows if row not in there]
    added = [_insert(session, workspace, row, by=by, now=now).id for row in new]
    done = Replacement(added=len(new), retired=len(gone), kept=len(there) - len(gone))
    if new or gone:
        before: Facts = {"questions": len(there)}
        ids = {"added_ids": added, "retired_ids": sorted(gone)}
        after: Facts = {"questions": done.kept + done.added, **asdict(done), **ids}
        _note(session, workspace, workspace, "golden questions", before, after, by=by, now=now)
    return done


def record_run(
    session: Session,
    workspace: str,
    *,
    edition_id: str | None,
    model: str,
    asked: int,
    failures: Sequence[Failure],
    now: datetime,
) -> GoldenRun:
    """Keep what came of asking the questions: of the library as it is, or with an edition as if published."""
    row = GoldenRunRow(
        id=new_id(),
        workspace_id=workspace,
        edition_id=edition_id,
        model=model,
        asked=asked,
        failures=[asdict(failure) for failure in failures],
        ran_at=now,
    )
    session.add(row)
    return run_value(row)


def _insert(session: Session, workspace: str, row: Wanted, *, by: str, now: datetime) -> GoldenQuestion:
    key = new_id()
    session.add(GoldenQuestionRow(id=key, workspace_id=workspace, created_by=by, created_at=now, **asdict(row)))
    return GoldenQuestion(key, **asdict(row))


def _require_room(questions: int) -> None:
    if questions > MOST_QUESTIONS:
        raise GoldenTooMany(MOST_QUESTIONS)


def _facts(wanted: Wanted) -> Facts:
    return {"guide": wanted.guide_key, "heading": wanted.heading, "refuse": wanted.refuse}


def _note(
    session: Session,
    workspace: str,
    subject: str,
    name: str,
    before: Facts | None,
    after: Facts | None,
    *,
    by: str,
    now: datetime,
) -> None:
    record(
        session,
        workspace,
        actor=by,
        action=Action.GOLDEN_CHANGED,
        subject_kind=SUBJECT,
        subject=subject,
        name=name,
        before=before,
        after=after,
        now=now,
    )
