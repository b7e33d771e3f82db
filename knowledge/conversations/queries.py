"""Selects for conversations."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from knowledge.answering.answer import Answer, AnswerSentence, Citation, Mode, Related
from knowledge.answering.citing import citation_of
from knowledge.answering.sufficiency import Outcome
from knowledge.answering.trace import Fallback, Trace
from knowledge.conversations.models import AnswerRow, AnswerTraceRow, CitationRow, QuestionRow, ShownRow, ThreadRow
from knowledge.conversations.traces import trace_from
from knowledge.conversations.values import GivenAnswer, Manner, Question, Shown
from knowledge.guides.models import Edition, PassageRow
from knowledge.guides.queries import EditionFacts, edition_facts
from knowledge.standard.queries import standard_answer


@dataclass(frozen=True)
class PassageInContext:
    """A cited passage with what stands around it in the same edition.

    Attributes:
        before: The text of the passage before; ``after`` likewise. Empty where there is none.
        text: From the start of the passage or the quote to the end of whichever ends last.
        quote_start: Where the quote begins in ``text``; ``quote_end`` is one past its end.
        heading: The headings between ``before`` and ``text``, each in a paragraph; ``next_heading`` likewise those
            between ``text`` and ``after``. Empty where no heading parts them.
        passage_ids: The passages of which anything stands in ``text``.
        before_id: The passage that ``before`` is, ``after_id`` that which ``after`` is; None where there is none.
    """

    citation: Citation
    before: str
    text: str
    after: str
    quote_start: int
    quote_end: int
    heading: str = ""
    next_heading: str = ""
    passage_ids: frozenset[str] = frozenset()
    before_id: str | None = None
    after_id: str | None = None

    def without(self, passage_ids: Collection[str]) -> "PassageInContext":
        """The same without the text of those of these passages that stand next to it."""
        return replace(
            self,
            before="" if self.before_id in passage_ids else self.before,
            after="" if self.after_id in passage_ids else self.after,
        )


def manner(session: Session, workspace: str, channel: str, root: str) -> Manner | None:
    """How the assistant behaves in a thread; None where it has no part in it."""
    row = session.get(ThreadRow, (workspace, channel, root))
    return Manner(row.manner) if row is not None else None


def is_asked(session: Session, workspace: str, channel: str, moment: str) -> bool:
    """Whether a message is held as a question."""
    query = select(QuestionRow.id).where(
        QuestionRow.workspace_id == workspace, QuestionRow.channel == channel, QuestionRow.moment == moment
    )
    return session.scalar(query) is not None


def question(session: Session, question_id: str) -> Question:
    """The question with this id."""
    return _question(session.get_one(QuestionRow, question_id))


def newest_answer(session: Session, question_id: str) -> GivenAnswer | None:
    """What was said last to a question, which is what is shown: an answer, or a notice; None where nothing was."""
    query = select(AnswerRow.id).where(AnswerRow.question_id == question_id).order_by(AnswerRow.number.desc()).limit(1)
    found = session.scalar(query)
    return _given(session, session.get_one(AnswerRow, found)) if found is not None else None


def given_answer(session: Session, workspace: str, answer_id: str) -> GivenAnswer | None:
    """The answer of a workspace with this id; None where there is none."""
    query = select(AnswerRow).where(AnswerRow.workspace_id == workspace, AnswerRow.id == answer_id)
    row = session.scalar(query)
    return _given(session, row) if row is not None else None


def trace_of(session: Session, workspace: str, answer_id: str) -> Trace | None:
    """How an answer of a workspace came about; that of the answer before where it only says the same more shortly.

    None where nothing is kept of that.
    """
    answer = session.scalar(select(AnswerRow).where(AnswerRow.workspace_id == workspace, AnswerRow.id == answer_id))
    if answer is None:
        return None
    query = (
        select(AnswerTraceRow.trace)
        .join(AnswerRow, AnswerRow.id == AnswerTraceRow.answer_id)
        .where(AnswerRow.question_id == answer.question_id, AnswerRow.number <= answer.number)
        .order_by(AnswerRow.number.desc())
        .limit(1)
    )
    kept = session.scalar(query)
    return trace_from(kept) if kept is not None else None


def answer_at(session: Session, workspace: str, channel: str, message: str) -> str | None:
    """The id of the answer that a message shows; None where it shows none."""
    query = (
        select(AnswerRow.id)
        .join(ShownRow, ShownRow.question_id == AnswerRow.question_id)
        .where(ShownRow.workspace_id == workspace, ShownRow.channel == channel, ShownRow.message == message)
        .order_by(AnswerRow.number.desc())
        .limit(1)
    )
    return session.scalar(query)


def _given(session: Session, row: AnswerRow) -> GivenAnswer:
    """The answer as it was given, with what is known today of the editions that it cites."""
    asked = session.get_one(QuestionRow, row.question_id)
    answer = _answer(session, row, Outcome(row.outcome)) if row.outcome is not None else None
    return GivenAnswer(row.id, _question(asked), row.number, answer, row.notice, row.created_at)


def citations(session: Session, workspace: str, answer_id: str) -> tuple[Citation, ...]:
    """The citations of an answer in their order."""
    query = (
        select(CitationRow, PassageRow.heading)
        .join(PassageRow, PassageRow.id == CitationRow.passage_id)
        .where(CitationRow.workspace_id == workspace, CitationRow.answer_id == answer_id)
        .order_by(CitationRow.number)
    )
    found = session.execute(query).all()
    facts = edition_facts(session, sorted({row.edition_id for row, _ in found}))
    return tuple(_citation(row, heading, facts[row.edition_id]) for row, heading in found)


def passage_in_context(session: Session, workspace: str, answer_id: str, number: int) -> PassageInContext | None:
    """The passage that a citation quotes, with the passages next to it."""
    cited = next((c for c in citations(session, workspace, answer_id) if c.number == number), None)
    return in_context(session, cited) if cited is not None else None


def in_context(session: Session, cited: Citation) -> PassageInContext:
    """The passage that a citation of anything quotes, with the passages next to it."""
    edition_text = session.scalars(select(Edition.text).where(Edition.id == cited.edition_id)).one()
    row = session.get_one(PassageRow, cited.passage_id)
    start, end = min(row.start, cited.start), max(row.end, cited.end)
    from_here = select(PassageRow).where(
        PassageRow.edition_id == cited.edition_id, PassageRow.ordinal >= row.ordinal - 1
    )
    is_near = or_(PassageRow.ordinal <= row.ordinal + 1, PassageRow.start < end)
    near = {other.ordinal: other for other in session.scalars(from_here.where(is_near))}
    before, after = near.get(row.ordinal - 1), near.get(row.ordinal + 1)
    return PassageInContext(
        citation=cited,
        before=edition_text[before.start : min(before.end, start)] if before is not None else "",
        text=edition_text[start:end],
        after=edition_text[max(after.start, end) : after.end] if after is not None else "",
        quote_start=cited.start - start,
        quote_end=cited.end - start,
        heading=edition_text[before.end : start].strip() if before is not None else "",
        next_heading=edition_text[end : after.start].strip() if after is not None else "",
        passage_ids=frozenset(one.id for one in near.values() if one.start < end and start < one.end),
        before_id=before.id if before is not None else None,
        after_id=after.id if after is not None else None,
    )


def shown(session: Session, question_id: str) -> Shown | None:
    """Where the answer to a question is shown, if anywhere."""
    row = session.get(ShownRow, question_id)
    return Shown(row.channel, row.root, row.message, row.attempted_at) if row is not None else None


def shown_in(session: Session, workspace: str, channel: str, root: str, limit: int) -> list[str]:
    """The ids of the questions whose answers stand in a thread, begin it, or are being posted there, newest first."""
    query = (
        select(ShownRow.question_id)
        .where(ShownRow.workspace_id == workspace, ShownRow.channel == channel)
        .where(or_(ShownRow.root == root, ShownRow.message == root))
        .order_by(ShownRow.attempted_at.desc())
        .limit(limit)
    )
    return list(session.scalars(query))


def _question(row: QuestionRow) -> Question:
    return Question(
        id=row.id,
        channel=row.channel,
        moment=row.moment,
        root=row.root,
        asker=row.asker,
        text=row.text,
        wording=row.wording,
        asked_at=row.asked_at,
        withdrawn=row.withdrawn_at is not None,
        has_files=row.has_files,
    )


def _answer(session: Session, row: AnswerRow, outcome: Outcome) -> Answer:
    workspace, said = row.workspace_id, row.standard_id
    return Answer(
        outcome=outcome,
        sentences=tuple(AnswerSentence(text, tuple(numbers)) for text, numbers in row.sentences),
        citations=citations(session, workspace, row.id),
        related=tuple(Related(guide, title, tuple(heading)) for guide, title, heading in row.related),
        confidence=row.confidence,
        missing=tuple(row.missing),
        mode=Mode(row.mode),
        understood=row.understood,
        fallback=Fallback(row.fallback) if row.fallback is not None else None,
        worded_from=row.worded_from,
        standard=standard_answer(session, workspace, said) if said is not None else None,
    )


def _citation(row: CitationRow, heading: Sequence[str], facts: EditionFacts) -> Citation:
    return citation_of(
        facts,
        row.quote,
        number=row.number,
        edition_id=row.edition_id,
        passage_id=row.passage_id,
        heading=heading,
        start=row.start,
        end=row.end,
    )
