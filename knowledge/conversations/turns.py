"""What was asked before in a conversation, from what is kept of it here: no word of Slack's own history is read."""

from datetime import datetime, timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from knowledge.answering.inquiry import EarlierTurn
from knowledge.conversations.models import AnswerRow, CitationRow, QuestionRow, ShownRow
from knowledge.conversations.values import UNSEEN
from knowledge.guides.models import Edition, PassageRow

MOST_TURNS = 4
# In a conversation of two a message that begins no thread may go on from the one before, for so long.
GOES_ON_FOR = timedelta(minutes=15)


def earlier_turns(
    session: Session,
    workspace: str,
    *,
    channel: str,
    root: str,
    before: str,
    direct: bool,
    now: datetime,
    told_in: str | None = None,
) -> tuple[EarlierTurn, ...]:
    """What was asked before a message, the newest last.

    Only what all who read there have seen: questions that stand in the thread, or whose answers are shown in it; none
    that was withdrawn. Where nobody else reads, a message outside of any thread follows what was asked a moment ago.

    Args:
        session: The database.
        workspace: Whose conversation it is.
        channel: Where the message stands; ``root`` begins its thread, and is ``before`` itself outside of one.
        root: That.
        before: The moment of the message.
        direct: Whether nobody but the writer reads there.
        now: When it was asked, however much later it is answered once more: what came after that does not count.
        told_in: Where the message is answered, if that is not its own channel: of answers only those count that were
            shown there.
    """
    if before.startswith(UNSEEN) or (root == before and not direct):
        return ()
    in_thread = root != before
    unseen = QuestionRow.moment.startswith(UNSEEN)
    asked = _held(workspace).where(QuestionRow.channel == channel, QuestionRow.moment < before, ~unseen)
    elsewhere = or_(QuestionRow.channel != channel, unseen)
    shown = _held(workspace).join(ShownRow, ShownRow.question_id == QuestionRow.id).where(elsewhere)
    shown = shown.where(ShownRow.workspace_id == workspace, ShownRow.channel == channel, ShownRow.attempted_at <= now)
    if in_thread:
        asked = asked.where(QuestionRow.root == root, QuestionRow.moment >= root)
        shown = shown.where(or_(ShownRow.root == root, ShownRow.message == root))
    else:
        asked = asked.where(QuestionRow.asked_at >= now - GOES_ON_FOR)
        shown = shown.where(QuestionRow.asked_at >= now - GOES_ON_FOR)
    found = [*session.scalars(asked), *session.scalars(shown)]
    newest = sorted(found, key=lambda row: (row.asked_at, row.id))[-MOST_TURNS:]
    return tuple(turn for row in newest if (turn := _turn(session, row, told_in or channel)) is not None)


def _held(workspace: str) -> Select[QuestionRow]:
    return (
        select(QuestionRow)
        .where(QuestionRow.workspace_id == workspace, QuestionRow.withdrawn_at.is_(None), QuestionRow.text != "")
        .order_by(QuestionRow.asked_at.desc(), QuestionRow.id.desc())
        .limit(MOST_TURNS)
    )


def _turn(session: Session, row: QuestionRow, channel: str) -> EarlierTurn | None:
    """The turn; None where a notice was told in place of an answer, since there is nothing to go on from."""
    newest = select(AnswerRow).where(AnswerRow.question_id == row.id).order_by(AnswerRow.number.desc()).limit(1)
    answer = session.scalar(newest)
    if answer is None:
        return EarlierTurn(row.text, row.text, None, question_id=row.id)
    if answer.outcome is None:
        return None
    here = session.scalar(select(ShownRow.channel).where(ShownRow.question_id == row.id)) == channel
    # What was answered elsewhere, to its asker alone, is for nobody else to see, nor what it was understood with.
    headings = _headings(session, answer.id) if here else ()
    understood = (answer.understood if here else None) or row.text
    return EarlierTurn(row.text, understood, answer.id if headings else None, headings, row.id)


def _headings(session: Session, answer_id: str) -> tuple[str, ...]:
    query = (
        select(Edition.title, PassageRow.heading)
        .select_from(CitationRow)
        .join(Edition, Edition.id == CitationRow.edition_id)
        .join(PassageRow, PassageRow.id == CitationRow.passage_id)
        .where(CitationRow.answer_id == answer_id)
        .order_by(CitationRow.number)
    )
    lines = (": ".join([title, *heading[-1:]]) for title, heading in session.execute(query))
    return tuple(dict.fromkeys(lines))
