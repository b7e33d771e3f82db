"""What one question may ask of a chat model: so many seconds, and so many tokens of what is left of the day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar

from knowledge.answering.trace import Fallback
from knowledge.budget import service
from knowledge.budget.values import Limits, Reserved, Whose
from knowledge.chat.errors import ModelFailed, ModelSlow
from storage.database import Database

if TYPE_CHECKING:
    from pydantic import BaseModel

    from knowledge.chat.choice import ModelChoice
    from knowledge.chat.model import Reply
    from knowledge.chat.prompts import Prompt

    T = TypeVar("T", bound=BaseModel)

# With less than this left, no model is asked any more.
LEAST_SECONDS = 0.5


class Chat(Protocol):
    """What words are asked of; see ``knowledge.chat.model.ChatModel``."""

    @property
    def name(self) -> str:
        """Of the model."""
        ...

    @property
    def reply_tokens(self) -> int:
        """So many of a question's tokens are for what it writes."""
        ...

    def ask(self, prompt: Prompt, schema: type[T], *, seconds: float, tokens: int | None = None) -> Reply[T]:
        """What the model says to a prompt, in so many seconds, for so many tokens.

        Raises:
            ModelFailed: Nothing of use came.
        """
        ...


@dataclass
class PersonSpent(ModelFailed):
    """The person's share of the day is used up until ``until``."""

    fallback: ClassVar[Fallback] = Fallback.PERSON_SPENT

    was_asked: bool = False
    until: datetime | None = None


@dataclass
class WorkspaceSpent(ModelFailed):
    """The workspace's share of the day is used up until ``until``."""

    fallback: ClassVar[Fallback] = Fallback.WORKSPACE_SPENT

    was_asked: bool = False
    until: datetime | None = None


class Purse:
    """Tokens of a workspace and its people, day by day."""

    def __init__(self, database: Database, workspace: str, limits: Limits, now: Callable[[], datetime]) -> None:
        """Take where they are counted, and how many there are in a day."""
        self._database = database
        self._workspace = workspace
        self._limits = limits
        self._now = now

    def reserve(self, person: str | None, tokens: int) -> Reserved:
        """Set tokens aside for an answer.

        Raises:
            PersonSpent: The person has not so many left today.
            WorkspaceSpent: The workspace has not.
        """
        with self._database.transaction() as session:
            given = service.reserve(session, self._workspace, person, tokens, self._limits, now=self._now())
        if isinstance(given, Reserved):
            return given
        raise (PersonSpent if given.whose is Whose.PERSON else WorkspaceSpent)(until=given.until)

    def settle(self, reserved: Reserved, tokens: int) -> None:
        """Note how many were used."""
        with self._database.transaction() as session:
            service.settle(session, reserved, tokens)


class Ration:
    """A chat model as one question may use it; for one thread.

    Attributes:
        tokens: That were read and written so far.
    """

    def __init__(
        self, chat: Chat, choice: ModelChoice, purse: Purse, person: str | None, clock: Callable[[], float] = monotonic
    ) -> None:
        """Set nothing aside yet.

        Args:
            chat: The model.
            choice: Says how many seconds and tokens a question may take.
            purse: Where the tokens come from.
            person: Who asks, if anybody does.
            clock: Tells the seconds.
        """
        self._chat = chat
        self._choice = choice
        self._purse = purse
        self._person = person
        self._clock = clock
        self._reserved: Reserved | None = None
        self._seconds_left = choice.seconds
        self.tokens = 0

    @property
    def name(self) -> str:
        """Of the model."""
        return self._chat.name

    @property
    def prompt_tokens(self) -> int:
        """So many the next prompt may take."""
        return max(0, self._tokens_left - self._chat.reply_tokens)

    @property
    def _tokens_left(self) -> int:
        return self._choice.question_tokens - self.tokens

    def ask(self, prompt: Prompt, schema: type[T], *, seconds: float = float("inf")) -> Reply[T]:
        """What the model says, in at most so many seconds, and within what is left of seconds and tokens.

        Raises:
            ModelFailed: Nothing of use came, or no more may be asked.
        """
        if self._seconds_left < LEAST_SECONDS:
            raise ModelSlow(0, "no time was left", was_asked=False)
        if self._reserved is None:
            self._reserved = self._purse.reserve(self._person, self._choice.question_tokens)
        began = self._clock()
        try:
            limit = min(seconds, self._seconds_left)
            reply = self._chat.ask(prompt, schema, seconds=limit, tokens=self._tokens_left)
        except ModelFailed as error:
            self.tokens += error.tokens
            raise
        finally:
            self._seconds_left -= self._clock() - began
        self.tokens += reply.tokens
        return reply

    def settle(self) -> None:
        """Give back what was set aside and not used; nothing is asked after that."""
        if self._reserved is not None:
            self._purse.settle(self._reserved, self.tokens)
