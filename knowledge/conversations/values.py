"""What others see of a conversation. Values only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge.answering.answer import Answer
from knowledge.answering.sufficiency import Outcome

# Begins the moment of a question that no message shows: it was asked for one person's eyes.
UNSEEN = "unseen:"


class Manner(StrEnum):
    """How the assistant behaves in a thread."""

    FOLLOW = "follow"
    MENTION = "mention"
    MUTE = "mute"


@dataclass(frozen=True)
class Asked:
    """A question as it came in.

    Attributes:
        claim: Names the delivery that brought it; the same one may come again and again.
        channel: Where it was asked; with ``moment`` it names the message.
        root: The moment of the thread's first message; ``moment`` itself where it began one.
        wording: The moment of this wording: ``moment``, or that of its last edit.
        has_files: Whether files came with it, which are not kept.
    """

    claim: str
    channel: str
    moment: str
    root: str
    asker: str
    text: str
    wording: str
    has_files: bool = False


@dataclass(frozen=True)
class Question:
    """A question that is held."""

    id: str
    channel: str
    moment: str
    root: str
    asker: str
    text: str
    wording: str
    asked_at: datetime
    withdrawn: bool
    has_files: bool = False

    @property
    def unseen(self) -> bool:
        """Whether nobody but the asker saw it asked."""
        return self.moment.startswith(UNSEEN)


@dataclass(frozen=True)
class GivenAnswer:
    """An answer as it was given.

    Attributes:
        number: From 1; a later answer to the same question takes the place of an earlier one.
        answer: From the guides; None where ``notice`` says what was told instead.
    """

    id: str
    question: Question
    number: int
    answer: Answer | None
    notice: str | None
    created_at: datetime


@dataclass(frozen=True)
class RecentQuestion:
    """A question that was answered from the guides, in short.

    Attributes:
        outcome: Of its last answer, as ``answered_at``.
        quoted: From which editions that one quotes, and under which headings.
    """

    text: str
    outcome: Outcome
    answered_at: datetime
    quoted: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Shown:
    """The message that shows a question's answer; ``message`` is None while it is not known to stand."""

    channel: str
    root: str | None
    message: str | None
    attempted_at: datetime
