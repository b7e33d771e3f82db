"""A chat model of which it is noted whether it answers, wherever it is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from knowledge.answering.trace import Fallback
from knowledge.chat.errors import ModelFailed
from knowledge.outages import service
from knowledge.outages.queries import outage
from storage.database import Database

if TYPE_CHECKING:
    from pydantic import BaseModel

    from knowledge.answering.rations import Chat
    from knowledge.chat.model import Reply
    from knowledge.chat.prompts import Prompt

    T = TypeVar("T", bound=BaseModel)


class WatchedChat:
    """The chat model of a workspace; safe to share between threads."""

    def __init__(self, chat: Chat, database: Database, workspace: str, now: Callable[[], datetime]) -> None:
        """Take the model, and where it is noted."""
        self._chat = chat
        self._database = database
        self._workspace = workspace
        self._now = now

    @property
    def name(self) -> str:
        """Of the model."""
        return self._chat.name

    @property
    def reply_tokens(self) -> int:
        """So many of a question's tokens are for what it writes."""
        return self._chat.reply_tokens

    def ask(self, prompt: Prompt, schema: type[T], *, seconds: float, tokens: int | None = None) -> Reply[T]:
        """What the model says, as the model itself tells it.

        Raises:
            ModelFailed: Nothing of use came.
        """
        try:
            reply = self._chat.ask(prompt, schema, seconds=seconds, tokens=tokens)
        except ModelFailed as error:
            if error.fallback is Fallback.REFUSED:
                # A model that will not answer one question is there for others.
                self._note_answer()
            elif error.was_asked:
                self._note_failure(error)
            raise
        self._note_answer()
        return reply

    def _note_failure(self, error: ModelFailed) -> None:
        with self._database.transaction() as session:
            service.failed(session, self._workspace, self.name, error.fallback, error.cause, now=self._now())

    def _note_answer(self) -> None:
        # Nothing is written for each answer: nearly always there is nothing to end.
        with self._database.reading() as session:
            if outage(session, self._workspace) is None:
                return
        with self._database.transaction() as session:
            service.answered(session, self._workspace)
