"""What is asked, said so that it can be searched for by itself.

What is found is always looked for anew: of the conversation before a message nothing counts but what was asked in it,
and of what the message claims nothing but what that is about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pydantic import BaseModel, Field

from knowledge.answering.claims import unclaimed
from knowledge.answering.followups import is_faithful, leans, merged, without_claims
from knowledge.answering.inquiry import Attached, EarlierTurn, Inquiry, Saying
from knowledge.chat.errors import ModelFailed
from knowledge.chat.model import Reply
from knowledge.chat.prompts import Prompt, rewrite_prompt
from knowledge.retrieval.questions import LONGEST_QUESTION

# Of a file that a question speaks of as "this", its first line says best what it is about.
LONGEST_FIRST_LINE = 160

T = TypeVar("T", bound=BaseModel)


class Rewriter(Protocol):
    """What other words are asked of: a ``knowledge.chat.model.ChatModel``, or what a question may use of one."""

    def ask(self, prompt: Prompt, schema: type[T], *, seconds: float) -> Reply[T]:
        """What the model says.

        Raises:
            ModelFailed: Nothing of use came.
        """
        ...


class Rewritten(BaseModel):
    """What a model makes of a message that leans on earlier ones."""

    question: str = Field(max_length=LONGEST_QUESTION)


@dataclass(frozen=True)
class Understood:
    """What is asked, as far as it is known from the message and what was asked before it.

    Attributes:
        question: As it is answered, worded and kept: no word of an attached file is in it.
        search: What the guides are searched for: the question, with what the files that came with it are about.
        was_rewritten: Whether the question is not what was written; then it is shown to its asker.
        tokens: That a model read and wrote for it.
    """

    question: str
    search: str
    was_rewritten: bool
    tokens: int = 0


def understand(inquiry: Inquiry, chat: Rewriter | None, *, seconds: float) -> Understood:
    """What an inquiry asks. It waits for the model for at most so many seconds, and does without it if it fails.

    Args:
        inquiry: The message, and what it follows. Where it says how an answer is to be said, it asks what was asked
            before it.
        chat: Says a message that leans on earlier ones as a question of its own; a rule does without a model.
        seconds: That the model may take.
    """
    text, earlier = inquiry.text, inquiry.earlier
    if earlier and inquiry.saying != Saying():
        return _as(earlier[-1].understood, inquiry, 0)
    if len(text) > LONGEST_QUESTION or not leans(text):
        return _as(text, inquiry, 0)
    if inquiry.attached:
        return _as(text, inquiry, 0, about=_about(inquiry.attached))
    earlier = without_claims(earlier)
    if not earlier:
        return _as(text, inquiry, 0)
    worded, tokens = _worded(text, earlier, chat, seconds)
    question = worded or merged(text, earlier)
    return _as(question if len(question) <= LONGEST_QUESTION else text, inquiry, tokens)


def _as(question: str, inquiry: Inquiry, tokens: int, *, about: str = "") -> Understood:
    search = f"{question} {about}".strip()
    return Understood(question, search, was_rewritten=question != inquiry.text, tokens=tokens)


def _worded(text: str, earlier: Sequence[EarlierTurn], chat: Rewriter | None, seconds: float) -> tuple[str | None, int]:
    """The message in a model's words, if they say nothing else; and the tokens spent."""
    said = unclaimed(text)
    # Where nothing is left of a claim, what was asked before is asked again.
    if chat is None or not said:
        return None, 0
    try:
        reply = chat.ask(rewrite_prompt(said, earlier), Rewritten, seconds=seconds)
    except ModelFailed as error:
        return None, error.tokens
    question = " ".join(reply.value.question.split())
    return question if is_faithful(question, text, earlier) else None, reply.tokens


def _about(files: Sequence[Attached]) -> str:
    """The first line of each file."""
    firsts = [next((line for line in file.text.splitlines() if line.strip()), "") for file in files]
    return " ".join(line.strip()[:LONGEST_FIRST_LINE] for line in firsts if line)
