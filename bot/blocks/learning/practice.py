"""A question for practice, and what came of the answer. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.blocks.learning.exam_message import MOST_TEXT, asked, shown_title
from bot.blocks.learning.figures import figure
from bot.blocks.learning.proofs import Proven, proof_blocks
from bot.blocks.learning.responses import PRACTICE, response_blocks
from bot.blocks.learning.result import LONGEST_ASKED, answered_blocks
from bot.blocks.message import Block, Message, button, rich_section, rich_text, section, stamped, text_units, words
from bot.blocks.mrkdwn import escape
from bot.texts import Texts
from knowledge.evidence.schemes import Scheme
from learning.items.responses import ChooseOne, Way


@dataclass(frozen=True)
class Exercise:
    """A question for practice; ``way`` is in tokens."""

    practice_id: str
    title: str
    scenario: str | None
    stem: str
    way: Way


@dataclass(frozen=True)
class Onward:
    """What comes after an answer in practice that has an end.

    Attributes:
        line: What is said of it, as plain text; nothing is said where it is empty.
        action: Of the button that goes on; None where it is done.
        label: The button's.
    """

    line: str
    action: str | None
    label: str = ""


@dataclass(frozen=True)
class Feedback:
    """What came of an answer, in words; ``onward`` is None where practice goes on for as long as somebody wants."""

    given: str
    right: str
    rationale: str
    credit: float
    certification_id: str
    onward: Onward | None = None


def exercise_message(exercise: Exercise, texts: Texts, note: str | None = None) -> Message:
    """The question; ``note`` is what is still missing in the answer."""
    said, name = texts.exam, _name(exercise.title, texts)
    check = button("practice_check", said.result.check, exercise.practice_id)
    after: list[Block] = [
        *response_blocks(exercise.way, None, PRACTICE, texts),
        *([rich_text(rich_section(words(note)))] if note else []),
        *([] if isinstance(exercise.way, ChooseOne) else [{"type": "actions", "elements": [check]}]),
    ]
    head = section(f"*{escape(name)}*")
    room = MOST_TEXT - text_units([head, *after])
    blocks = [head, *asked(exercise.scenario, exercise.stem, texts, room), *after]
    return Message(escape(name), stamped(blocks, f"practice:{exercise.practice_id}"))


def feedback_message(
    exercise: Exercise, feedback: Feedback, proven: Proven, texts: Texts, today: date, schemes: Mapping[str, Scheme]
) -> Message:
    """Whether the answer is right, why, and where that stands."""
    said = texts.exam
    verdict = _verdict(feedback.credit, texts)
    blocks = [
        section(f"*{escape(_name(exercise.title, texts))}*"),
        *asked(exercise.scenario, exercise.stem, texts, LONGEST_ASKED),
        section(f"*{escape(verdict)}*"),
        *answered_blocks(
            said.result.you_answered.format(text=feedback.given), feedback.right, feedback.rationale, texts
        ),
        *proof_blocks(proven, texts, today, schemes),
        *_onward(feedback, exercise.practice_id, texts),
    ]
    return Message(escape(verdict), stamped(blocks, f"practice:{exercise.practice_id}"))


def _onward(feedback: Feedback, practice_id: str, texts: Texts) -> list[Block]:
    """What comes next, and the button for it."""
    onward = feedback.onward
    if onward is None:
        value = f"{feedback.certification_id}:{practice_id}"
        return [{"type": "actions", "elements": [button("practice_next", texts.exam.result.another, value)]}]
    said = [section(escape(onward.line))] if onward.line else []
    if onward.action is None:
        return said
    return [*said, {"type": "actions", "elements": [button(onward.action, onward.label, practice_id)]}]


def practice_of(block_id: str) -> str:
    """The id of the exercise for which a block stands."""
    kind, _, rest = block_id.partition(":")
    return rest.partition(":")[0] if kind == "practice" else ""


def _name(title: str, texts: Texts) -> str:
    return texts.exam.result.practice.format(title=shown_title(title))


def _verdict(credit: float, texts: Texts) -> str:
    if credit >= 1:
        return texts.exam.result.right
    return (
        texts.exam.result.partly_right.format(percent=figure(100 * credit, texts))
        if credit > 0
        else texts.exam.result.not_right
    )
