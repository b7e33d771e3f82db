"""The message in which an exam is taken: a question at a time, and what became of it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.blocks.learning.figures import figure, moment_mrkdwn, moment_plain
from bot.blocks.learning.responses import EXAM, answer_line, is_answered, response_blocks
from bot.blocks.message import (
    Block,
    Message,
    button,
    context,
    marked,
    plain,
    rich_section,
    rich_text,
    section,
    stamped,
    text_units,
    words,
)
from bot.blocks.mrkdwn import ELLIPSIS, clean, escape, literal, one_line, shortened, units
from bot.blocks.shares import share_limit
from bot.texts import Texts
from knowledge.unseen import shows
from learning.items.responses import Response, Way

LONGEST_TITLE = 150
LONGEST_ANSWER = 600
# Slack takes 13,200 units of text in all blocks of a message.
MOST_TEXT = 12_500


@dataclass(frozen=True)
class Sitting:
    """An open exam, as each of its screens names it.

    Attributes:
        answered: For each question in its place, whether it is answered.
        deadline: None where there is no time limit.
        factor: How much longer than others this person may take.
    """

    attempt_id: str
    title: str
    answered: tuple[bool, ...]
    deadline: datetime | None
    factor: float

    @property
    def count(self) -> int:
        """Of the questions."""
        return len(self.answered)

    @property
    def missing(self) -> tuple[int, ...]:
        """The positions, from 1, of what is not answered."""
        return tuple(position for position, done in enumerate(self.answered, 1) if not done)


@dataclass(frozen=True)
class Question:
    """A question as it is shown; ``way`` and ``given`` are in tokens."""

    position: int
    scenario: str | None
    stem: str
    way: Way
    given: Response | None


def question_message(
    sitting: Sitting, question: Question, texts: Texts, note: str | None = None, brief: Sequence[Block] = ()
) -> Message:
    """A question with what is stored for it, and the way on.

    Args:
        sitting: The exam.
        question: The question.
        texts: In which language.
        note: What became of the last press.
        brief: What is to be read before the question.
    """
    name = question_name(sitting, question.position, texts)
    state = _told(one_line(answer_line(question.way, question.given, texts), LONGEST_ANSWER))
    after = [
        *response_blocks(question.way, question.given, EXAM, texts),
        *(_noted(note)),
        state,
        _way_on(sitting, question.position, texts),
        context(plain(_progress(sitting, texts))),
    ]
    head = _head(sitting, name, texts)
    room = MOST_TEXT - text_units([head, *brief, *after])
    blocks = [head, *brief, *asked(question.scenario, question.stem, texts, room), *after]
    return Message(escape(name), stamped(blocks, f"exam:{sitting.attempt_id}:{question.position}"))


def asked(scenario: str | None, stem: str, texts: Texts, room: int) -> list[Block]:
    """The situation, if there is one, and what is asked; cut off only where they are longer than ``room``."""
    told, wanted = clean(scenario or ""), clean(stem)
    limit = share_limit([units(told), units(wanted)], max(room, 0))
    story = [section(f"*{escape(texts.exam.scenario)}*"), _told(shortened(told, limit))] if told.strip() else []
    return [*story, rich_text(rich_section(words(shortened(wanted, limit) or ELLIPSIS, bold=True)))]


def moved_message(texts: Texts) -> Message:
    """That the exam goes on in a later message."""
    return _closed(texts.exam.moved, ())


def longer_message(deadline: datetime, texts: Texts) -> Message:
    """That the exam ends later than it did."""
    said = escape(texts.exam.longer).format(time=moment_mrkdwn(deadline, texts))
    return Message(said, stamped([section(said)], "exam"))


def ended_message(title: str, by_time: bool, texts: Texts) -> Message:
    """That the exam has ended."""
    return _closed(texts.exam.ended_by_time if by_time else texts.exam.ended, (shown_title(title),))


def time_up_message(sitting: Sitting, position: int, texts: Texts, note: str | None = None) -> Message:
    """That the time is up; what was answered can be handed in."""
    said, due = texts.exam, sitting.deadline
    told = said.time_up.format(time=moment_mrkdwn(due, texts)) if due is not None else ""
    blocks = [
        section(f"*{escape(shown_title(sitting.title))}*"),
        *_noted(note),
        section(f"{told} {escape(said.time_up_hand_in)}".strip()),
        {"type": "actions", "elements": [hand_in_now(texts)]},
    ]
    summary = said.time_up.format(time=moment_plain(due, texts)) if due is not None else shown_title(sitting.title)
    return Message(escape(summary), stamped(blocks, f"exam:{sitting.attempt_id}:{position}"))


def question_name(sitting: Sitting, position: int, texts: Texts) -> str:
    """Which question of which exam it is; plain text."""
    return texts.exam.question_of.format(
        title=shown_title(sitting.title), position=texts.number(position), count=texts.number(sitting.count)
    )


def shown_title(title: str) -> str:
    """A title on one line, not escaped; an ellipsis in place of one that nobody sees."""
    return one_line(title, LONGEST_TITLE) if shows(title) else ELLIPSIS


def ends_mrkdwn(sitting: Sitting, texts: Texts) -> str:
    """When the time is up."""
    said = texts.exam
    if sitting.deadline is None:
        return escape(said.no_end)
    form = said.ends_extra if sitting.factor > 1 else said.ends
    return form.format(time=moment_mrkdwn(sitting.deadline, texts))


def hand_in_now(texts: Texts) -> Block:
    """The button that ends the exam."""
    return {**button("exam_submit_sure", texts.exam.hand_in_now, "sure"), "style": "primary"}


def positions_answered(given: Sequence[Response | None]) -> tuple[bool, ...]:
    """For each answer in its place, whether there is one."""
    return tuple(is_answered(one) for one in given)


def extra(factor: float, time: str, texts: Texts) -> str:
    """A time limit, with the personal factor said where there is one."""
    return texts.exam.extra_time.format(time=time, factor=figure(factor, texts)) if factor > 1 else time


def _head(sitting: Sitting, name: str, texts: Texts) -> Block:
    return section(f"*{escape(name)}*\n{ends_mrkdwn(sitting, texts)}")


def _way_on(sitting: Sitting, position: int, texts: Texts) -> Block:
    said = texts.exam
    back = [button("exam_go_back", said.back, str(position - 1))] if position > 1 else []
    forth = [button("exam_go_next", said.next, str(position + 1))] if position < sitting.count else []
    others = [
        button("exam_overview", said.overview, str(position)),
        button("exam_submit", said.hand_in, str(position)),
    ]
    return {"type": "actions", "elements": [*back, *forth, *others]}


def _progress(sitting: Sitting, texts: Texts) -> str:
    done = sitting.count - len(sitting.missing)
    return texts.exam.answered_of.format(answered=texts.number(done), count=texts.number(sitting.count))


def _noted(note: str | None) -> list[Block]:
    return [_told(note)] if note else []


def _told(sentence: str) -> Block:
    return rich_text(rich_section(words(sentence)))


def _closed(sentence: str, titles: Sequence[str]) -> Message:
    lines = [section(f"*{escape(title)}*") for title in titles]
    summary = literal(": ".join([*titles, sentence]), 2 * LONGEST_TITLE)
    return Message(summary, stamped([*lines, context(marked(escape(sentence)))], "exam_closed"))
