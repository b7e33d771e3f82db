"""What is taken out of a person's rows before they are renamed: what she wrote, where, and what is not over."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Select, delete, exists, select, update
from sqlalchemy.orm import Session, aliased

from knowledge.conversations.forgetting import forget_words
from knowledge.conversations.models import (
    NOWHERE,
    AnswerRow,
    OpinionRow,
    QuestionRow,
    RewordingRow,
    ShownRow,
    ThreadRow,
)
from knowledge.gaps.service import leave
from knowledge.impact.models import ChangeNoticeRow
from learning.attempts.models import AttemptRow, AttemptSlotRow, ResponseRow, WithheldRow
from learning.continuous.models import ContinuousYearRow
from learning.credentials.models import CertificateBasisRow, CertificateRow, CertificateStepRow
from learning.items.responses import Written, as_data, response_from
from learning.privacy.counting import changed
from learning.privacy.tables import table_named
from learning.results.models import RegradeNoticeRow
from learning.standing.models import OutdatedRow, ShortExamRow

# The channels in which Slack has one person write to the bot.
DIRECT = "D"
_NOTHING_WRITTEN = as_data(Written(""))
_other = aliased(QuestionRow)


def blank(session: Session, workspace: str, person: str, holder: str, now: datetime) -> Mapping[str, int]:
    """Take it out; returns how many rows went, by table.

    Args:
        session: The transaction.
        workspace: Where.
        person: Who.
        holder: The pseudonym of whoever holds her certificates: what she did with them is kept under it.
        now: The time.
    """
    gone = {**_attempts(session, workspace, person), **_certificates(session, workspace, person, holder)}
    gone |= _questions(session, workspace, person)
    _notices(session, workspace, person, now)
    _uploads(session, workspace, person)
    return gone


def _attempts(session: Session, workspace: str, person: str) -> dict[str, int]:
    """An exam that is not over goes: it came to nothing yet. Of others stays what was chosen, not what was typed."""
    hers = select(AttemptRow.id).where(AttemptRow.workspace_id == workspace, AttemptRow.person == person)
    is_open = hers.where(AttemptRow.ended_at.is_(None))
    gone = {
        "withheld": changed(session, delete(WithheldRow).where(WithheldRow.attempt_id.in_(hers))),
        "short_exam": changed(session, delete(ShortExamRow).where(ShortExamRow.attempt_id.in_(is_open))),
        "response": changed(session, delete(ResponseRow).where(ResponseRow.attempt_id.in_(is_open))),
        "attempt_slot": changed(session, delete(AttemptSlotRow).where(AttemptSlotRow.attempt_id.in_(is_open))),
        "attempt": changed(session, delete(AttemptRow).where(AttemptRow.id.in_(is_open))),
    }
    session.execute(update(AttemptRow).where(AttemptRow.id.in_(hers)).values(channel=None, message=None))
    _typed(session, hers)
    return gone


def _typed(session: Session, hers: Select[str]) -> None:
    for row in session.scalars(select(ResponseRow).where(ResponseRow.attempt_id.in_(hers))):
        row.act = f"erased:{row.position}:{row.sequence}"
        if isinstance(response_from(row.given), Written):
            row.given = _NOTHING_WRITTEN
        if isinstance(response_from(row.clicked), Written):
            row.clicked = _NOTHING_WRITTEN
    session.flush()


def _certificates(session: Session, workspace: str, person: str, holder: str) -> dict[str, int]:
    """What guides change is not noted any more for whom nobody can tell; the public page is gone."""
    hers = select(CertificateRow.id).where(CertificateRow.workspace_id == workspace, CertificateRow.person == person)
    changes = select(OutdatedRow.id).where(OutdatedRow.certificate_id.in_(hers))
    gone = {
        "short_exam": changed(session, delete(ShortExamRow).where(ShortExamRow.outdated_id.in_(changes))),
        "outdated": changed(session, delete(OutdatedRow).where(OutdatedRow.certificate_id.in_(hers))),
        "certificate_basis": changed(
            session, delete(CertificateBasisRow).where(CertificateBasisRow.certificate_id.in_(hers))
        ),
    }
    steps = CertificateStepRow.certificate_id.in_(hers)
    session.execute(update(CertificateStepRow).where(steps).values(reason=None))
    session.execute(update(CertificateStepRow).where(steps, CertificateStepRow.by == person).values(by=holder))
    for certificate_id in session.scalars(hers).all():
        bare = {"name": "", "jwt": "", "slug": uuid4().hex}
        session.execute(update(CertificateRow).where(CertificateRow.id == certificate_id).values(bare))
    return gone


def _questions(session: Session, workspace: str, person: str) -> dict[str, int]:
    """That something was asked on a day, and from which passages it was answered, stays; not what, where and when."""
    hers = select(QuestionRow.id).where(QuestionRow.workspace_id == workspace, QuestionRow.asker == person)
    gone = {
        "thread": _threads(session, workspace, person),
        "shown": changed(session, delete(ShownRow).where(ShownRow.question_id.in_(hers))),
        "rewording": changed(session, delete(RewordingRow).where(RewordingRow.question_id.in_(hers))),
    }
    leave(session, workspace, session.scalars(hers).all())
    asked = session.scalars(select(QuestionRow).where(QuestionRow.id.in_(hers))).all()
    forget_words(session, [row.id for row in asked])
    for row in asked:
        row.channel, row.root, row.claim, row.text, row.wording = NOWHERE, "", "", "", ""
        row.moment, row.asked_at = row.id, _day(row.asked_at)
    session.flush()
    answers = session.scalars(select(AnswerRow).where(AnswerRow.question_id.in_(hers))).all()
    for answer in answers:
        answer.job, answer.created_at = answer.id, _day(answer.created_at)
    session.flush()
    said = select(OpinionRow).where(OpinionRow.workspace_id == workspace, OpinionRow.person == person)
    for opinion in session.scalars(said):
        opinion.comment, opinion.given_at = None, _day(opinion.given_at)
    session.flush()
    return gone


def _threads(session: Session, workspace: str, person: str) -> int:
    """The threads of her own conversation, and those in which she asked and nobody else did."""
    hers = select(QuestionRow.channel, QuestionRow.root).where(
        QuestionRow.workspace_id == workspace, QuestionRow.asker == person
    )
    places = session.execute(hers.where(~_is_shared()).distinct()).all()
    alone = {channel for channel, _ in session.execute(hers) if channel.startswith(DIRECT)}
    of = ThreadRow.workspace_id == workspace
    threads = [delete(ThreadRow).where(of, ThreadRow.channel == one, ThreadRow.root == root) for one, root in places]
    threads += [delete(ThreadRow).where(of, ThreadRow.channel == one) for one in alone]
    return sum(changed(session, statement) for statement in threads)


def _is_shared() -> ColumnElement[bool]:
    """That somebody else asked in the same thread."""
    return exists().where(
        _other.workspace_id == QuestionRow.workspace_id,
        _other.channel == QuestionRow.channel,
        _other.root == QuestionRow.root,
        _other.asker != QuestionRow.asker,
    )


def _day(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


def _notices(session: Session, workspace: str, person: str, now: datetime) -> None:
    """Nothing is left to be told."""
    for table in (ChangeNoticeRow, RegradeNoticeRow, ContinuousYearRow):
        untold = (table.workspace_id == workspace) & (table.person == person) & table.told_at.is_(None)
        session.execute(update(table).where(untold).values(told_at=now))


def _uploads(session: Session, workspace: str, person: str) -> None:
    """What became a guide keeps the name of its file, which is the library's; nothing says where it was handed in."""
    uploads = table_named("upload")
    hers = (uploads.c.workspace_id == workspace) & (uploads.c.person == person)
    session.execute(update(uploads).where(hers).values(channel=None, message=None))
    bare: dict[str, Any] = {"name": "", "source": "", "facts": None, "details": {}, "as_guide": None, "findings": None}
    session.execute(update(uploads).where(hers, uploads.c.guide_id.is_(None)).values(bare))
