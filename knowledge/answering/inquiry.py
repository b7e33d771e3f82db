"""A question with all that bears on its answer. Values only."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What is being done for an answer, as people are told while they wait."""

    UNDERSTANDING = "understanding"
    SEARCHING = "searching"
    WORDING = "wording"
    CHECKING = "checking"


# Work that keeps the processor busy is done inside; waiting for a model is not.
Turn = Callable[[], AbstractContextManager[None]]
Tell = Callable[[Stage], None]


@dataclass(frozen=True)
class EarlierTurn:
    """A question asked before in the same conversation, and what its answer drew on.

    Attributes:
        text: As it was asked.
        understood: As it was searched for; the same where nothing was added to it.
        answer_id: Its newest answer; None where nothing from the guides was said.
        headings: Title and innermost heading of what was quoted.
        question_id: By which the question is kept; empty where it is not.
    """

    text: str
    understood: str
    answer_id: str | None
    headings: tuple[str, ...] = ()
    question_id: str = ""


@dataclass(frozen=True)
class Attached:
    """A file that came with a question: it helps to understand it, and is no source."""

    name: str
    text: str


@dataclass(frozen=True)
class Saying:
    """How an answer is to be said, where that was asked for.

    Attributes:
        language: The code of a language, such as ``es``; that of the question if it is None.
        reader: For whom, in the asker's words: "a new mentor".
        is_short: As briefly as it can be said.
    """

    language: str | None = None
    reader: str | None = None
    is_short: bool = False


@dataclass(frozen=True)
class Inquiry:
    """What is asked, of which guides, and in which conversation.

    Attributes:
        text: As it was asked.
        audiences: Those whose guides may be drawn on.
        person: Who asks, for what is counted by person; None where nobody does, as when questions are tried again.
        earlier: What was asked before in the conversation, the newest last.
        attached: The files that came with it.
        says_anew: Whether another answer than the one before is wanted: nothing kept is given.
    """

    text: str
    audiences: tuple[str, ...]
    person: str | None = None
    earlier: tuple[EarlierTurn, ...] = ()
    attached: tuple[Attached, ...] = ()
    saying: Saying = Saying()
    says_anew: bool = False

    @property
    def written(self) -> tuple[str, ...]:
        """All that was asked in the conversation, the newest first."""
        return (self.text, *(turn.text for turn in reversed(self.earlier)))
