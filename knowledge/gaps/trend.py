"""How well people were answered, week by week."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from knowledge.answering.answer import Mode
from knowledge.answering.sufficiency import Outcome
from knowledge.conversations.models import AnswerRow, QuestionRow
from knowledge.conversations.variations import LONGEST_MESSAGE, variation_in
from knowledge.gaps.standing import is_newest, is_unhelpful

WEEKS = 8


@dataclass(frozen=True)
class Week:
    """What became of the questions of a week, as their newest answers tell.

    Withdrawn ones do not count, nor what only wants an answer said in another way, or the passage behind it.

    Attributes:
        begins: Its Monday, in UTC.
        answered: From the guides, all of it; ``partly`` is what was answered in part, ``standard`` by a person.
        not_in_guides: What was not answered.
        unhelpful: Of all these, those of which somebody said that the answer did not help.
    """

    begins: date
    answered: int = 0
    partly: int = 0
    standard: int = 0
    not_in_guides: int = 0
    unhelpful: int = 0

    @property
    def asked(self) -> int:
        """How many questions there were."""
        return self.answered + self.partly + self.standard + self.not_in_guides


def trend(session: Session, workspace: str, *, now: datetime, weeks: int = WEEKS) -> tuple[Week, ...]:
    """The last weeks, the oldest first; the last one is that in which ``now`` is. One statement."""
    begins = [_monday(now) - timedelta(weeks=back) for back in range(weeks)]
    which = case(*((QuestionRow.asked_at >= begin, back) for back, begin in enumerate(begins)))
    how = case((AnswerRow.mode == Mode.STANDARD.value, Mode.STANDARD.value), else_=AnswerRow.outcome)
    # What is longer is no variation, and need not be read.
    words = case((func.length(QuestionRow.text) <= LONGEST_MESSAGE, QuestionRow.text), else_="")
    counted = select(
        which.label("back"), how.label("how"), is_unhelpful().label("unhelpful"), words.label("words")
    ).join(AnswerRow, AnswerRow.question_id == QuestionRow.id)
    rows = counted.where(
        AnswerRow.workspace_id == workspace,
        AnswerRow.created_at >= begins[-1],
        QuestionRow.asked_at >= begins[-1],
        QuestionRow.withdrawn_at.is_(None),
        AnswerRow.outcome.is_not(None),
        AnswerRow.mode != Mode.PASSAGE.value,
        is_newest(),
    ).subquery()
    query = select(rows.c.back, rows.c.how, rows.c.unhelpful, rows.c.words, func.count()).group_by(
        rows.c.back, rows.c.how, rows.c.unhelpful, rows.c.words
    )
    found = [
        (back, how, unhelpful, count)
        for back, how, unhelpful, words_said, count in session.execute(query)
        if variation_in(words_said) is None
    ]
    return tuple(_week(begins[back], [row[1:] for row in found if row[0] == back]) for back in reversed(range(weeks)))


def _week(begins: datetime, rows: list[tuple[str, bool, int]]) -> Week:
    def of(name: str) -> int:
        return sum(count for how, _, count in rows if how == name)

    return Week(
        begins=begins.date(),
        answered=of(Outcome.ANSWERED.value),
        partly=of(Outcome.PARTLY.value),
        standard=of(Mode.STANDARD.value),
        not_in_guides=of(Outcome.NOT_IN_GUIDES.value),
        unhelpful=sum(count for _, unhelpful, count in rows if unhelpful),
    )


def _monday(now: datetime) -> datetime:
    day = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return day - timedelta(days=day.weekday())
