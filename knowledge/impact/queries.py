"""Selects for what a change of a guide touches."""

from collections.abc import Collection
from itertools import groupby

from sqlalchemy import Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from knowledge.conversations.counting import counts
from knowledge.conversations.models import AnswerRow, CitationRow, QuestionRow
from knowledge.conversations.values import UNSEEN
from knowledge.guides.changes import PassageChange, PassageText, passage_changes
from knowledge.guides.models import Edition, PassageRow
from knowledge.guides.queries import passage_value
from knowledge.impact.models import ChangeNoticeRow
from knowledge.impact.values import Told, TouchedAnswer, changed_passages, newly_changed
from knowledge.members.roles import ERASED


def previous_edition(session: Session, workspace: str, edition_id: str) -> str | None:
    """The edition whose place another took, or would take: what readers of the guide saw last before it."""
    return session.scalar(_published_before(workspace, edition_id).limit(1))


def passage_texts(session: Session, workspace: str, edition_id: str) -> tuple[PassageText, ...]:
    """The passages of an edition with their sentences, in reading order."""
    query = (
        select(PassageRow, Edition.guide_id)
        .join(Edition, Edition.id == PassageRow.edition_id)
        .where(PassageRow.edition_id == edition_id, PassageRow.is_of(workspace))
        .order_by(PassageRow.ordinal)
    )
    return tuple(
        PassageText(passage_value(row, guide_id), tuple(row.text[start:end] for start, end in row.sentences))
        for row, guide_id in session.execute(query)
    )


def changes_between(
    session: Session, workspace: str, before_edition: str, after_edition: str
) -> tuple[PassageChange, ...]:
    """Which passages changed from one edition of a guide to another, and how.

    This is the place to ask: whatever rests on passages, be it past answers or the items of a quiz, learns from here
    which of them no longer say what they said (``values.changed_passages``). The rule is ``guides.changes``.
    """
    return passage_changes(
        passage_texts(session, workspace, before_edition), passage_texts(session, workspace, after_edition)
    )


def changed_by(session: Session, workspace: str, edition_id: str) -> dict[str, PassageChange]:
    """The passages that answers quote and that an edition changes, or would change, by id.

    Answers may quote any edition of the guide that readers saw before. What an edition in between had changed already,
    so that the same stands there now as stood there before this one, this one does not change.
    """
    before = previous_edition(session, workspace, edition_id)
    found: dict[str, PassageChange] = {}
    for old, quoted in _quoted_before(session, workspace, edition_id).items():
        changes = changed_passages(changes_between(session, workspace, old, edition_id))
        touched = {passage_id: changes[passage_id] for passage_id in quoted & changes.keys()}
        if touched and before is not None and old != before:
            known = changed_passages(changes_between(session, workspace, old, before))
            touched = newly_changed(touched, known)
        found |= touched
    return found


def touched_answers(
    session: Session,
    workspace: str,
    edition_id: str,
    passage_ids: Collection[str],
    *,
    open_channels: Collection[str] = (),
) -> list[TouchedAnswer]:
    """The answers that quote these passages, those to the latest questions first.

    Of a question only the last answer counts, and none where the question was withdrawn, or its asker was erased.

    Args:
        session: The transaction.
        workspace: Whose answers.
        edition_id: The edition that changes them.
        passage_ids: Passages of earlier editions of its guide.
        open_channels: Those in which everybody may read: only what was asked there comes with its words.
    """
    query = (
        select(AnswerRow.id.label("answer_id"), QuestionRow, CitationRow.passage_id)
        .join(QuestionRow, QuestionRow.id == AnswerRow.question_id)
        .join(CitationRow, CitationRow.answer_id == AnswerRow.id)
        .where(CitationRow.workspace_id == workspace, counts(), QuestionRow.withdrawn_at.is_(None))
        .where(~QuestionRow.asker.startswith(ERASED))
        .where(CitationRow.edition_id.in_(_published_before(workspace, edition_id).order_by(None)))
        .order_by(QuestionRow.asked_at.desc(), AnswerRow.id, CitationRow.number)
    )
    changed = set(passage_ids)
    quoting = [row for row in session.execute(query) if row.passage_id in changed]
    return [_touched(list(rows), open_channels) for _, rows in groupby(quoting, key=lambda row: row.answer_id)]


def untold(session: Session, workspace: str, edition_id: str) -> dict[str, list[str]]:
    """The answers whose askers are to be told of an edition and were not yet, by asker."""
    query = (
        select(ChangeNoticeRow.person, ChangeNoticeRow.answer_id)
        .where(ChangeNoticeRow.workspace_id == workspace, ChangeNoticeRow.edition_id == edition_id)
        .where(ChangeNoticeRow.told_at.is_(None))
        .order_by(ChangeNoticeRow.person, ChangeNoticeRow.answer_id)
    )
    found: dict[str, list[str]] = {}
    for person, answer_id in session.execute(query):
        found.setdefault(person, []).append(answer_id)
    return found


def told(session: Session, workspace: str, edition_id: str) -> Told:
    """How many people were told of an edition, and how many are to be told."""
    query = select(ChangeNoticeRow.person, func.count(ChangeNoticeRow.told_at)).where(
        ChangeNoticeRow.workspace_id == workspace, ChangeNoticeRow.edition_id == edition_id
    )
    counts = [said for _, said in session.execute(query.group_by(ChangeNoticeRow.person))]
    return Told(told=sum(said > 0 for said in counts), untold=sum(said == 0 for said in counts))


def _published_before(workspace: str, edition_id: str) -> Select[str]:
    """The editions of its guide that readers saw before an edition, the last one first."""
    this = aliased(Edition)
    at_once = and_(Edition.published_at == this.published_at, Edition.number < this.number)
    return (
        select(Edition.id)
        .join(this, this.guide_id == Edition.guide_id)
        .where(this.id == edition_id, this.workspace_id == workspace, Edition.id != edition_id)
        .where(Edition.published_at.is_not(None))
        .where(or_(this.published_at.is_(None), Edition.published_at < this.published_at, at_once))
        .order_by(Edition.published_at.desc(), Edition.number.desc())
    )


def _quoted_before(session: Session, workspace: str, edition_id: str) -> dict[str, set[str]]:
    """The passages that answers that count quote of each earlier edition of a guide, by edition."""
    query = (
        select(CitationRow.edition_id, CitationRow.passage_id)
        .join(AnswerRow, AnswerRow.id == CitationRow.answer_id)
        .join(QuestionRow, QuestionRow.id == AnswerRow.question_id)
        .where(CitationRow.workspace_id == workspace, counts(), QuestionRow.withdrawn_at.is_(None))
        .where(CitationRow.edition_id.in_(_published_before(workspace, edition_id).order_by(None)))
        .distinct()
    )
    found: dict[str, set[str]] = {}
    for edition, passage_id in session.execute(query):
        found.setdefault(edition, set()).add(passage_id)
    return found


def _touched(rows: list[Row[str, QuestionRow, str]], open_channels: Collection[str]) -> TouchedAnswer:
    answer_id, asked, _ = rows[0]
    is_open = asked.channel in open_channels and not asked.moment.startswith(UNSEEN)
    return TouchedAnswer(
        answer_id=answer_id,
        question_id=asked.id,
        asker=asked.asker,
        channel=asked.channel,
        question=asked.text if is_open else None,
        asked_at=asked.asked_at,
        passages=tuple(dict.fromkeys(passage_id for _, _, passage_id in rows)),
    )
