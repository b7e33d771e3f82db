"""What people do to the library: done in one transaction, or a sentence says why not."""

import logging
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.orm import Session

from bot.blocks.mrkdwn import escape
from bot.durable import time_now
from bot.library.refusals import REFUSALS, refusal
from bot.status import Status
from knowledge.audit.service import record_refusal
from knowledge.errors import KnowledgeError, NotAllowed
from storage.database import Database

T = TypeVar("T")

log = logging.getLogger(__name__)


class Acting:
    """Does what people ask for, or says why not; what a role forbids is in the audit log too."""

    def __init__(self, database: Database, workspace: str, status: Status) -> None:
        """Take what it works with."""
        self._database = database
        self._workspace = workspace
        self._status = status

    def why_not(self, person: str, act: Callable[[Session], object]) -> str | None:
        """Do something in a transaction; returns, for the person, why it was refused, or None where it was done."""
        try:
            with self._database.transaction() as session:
                act(session)
        except REFUSALS as error:
            return self.noted(person, error)
        return None

    def attempt(self, person: str, channel: str | None, act: Callable[[Session], T]) -> T | None:
        """Do something in a transaction; where the library refuses, tell the person why and return None.

        Args:
            person: Who asks for it.
            channel: Where the person is told; None for the person's own conversation with the bot.
            act: The use case. Its own result must not be None where that has to be told from a refusal.
        """
        done: list[T] = []
        said = self.why_not(person, lambda session: done.append(act(session)))
        if said is None:
            return done[0]
        self._tell(person, channel, said)
        return None

    def refuse(self, person: str, channel: str | None, error: KnowledgeError) -> None:
        """Tell a person why something was not done."""
        self._tell(person, channel, self.noted(person, error))

    def noted(self, person: str, error: KnowledgeError) -> str:
        """Write down what was refused because of a role; returns the sentence for the person."""
        self.note(error)
        return refusal(error, self._status.texts(person))

    def note(self, error: KnowledgeError) -> None:
        """Write down what was refused because of a role."""
        log.info("refused", extra={"why": type(error).__name__, "workspace": self._workspace})
        if isinstance(error, NotAllowed):
            record_refusal(
                self._database,
                self._workspace,
                error,
                subject_kind="library",
                subject=self._workspace,
                name=error.act,
                now=time_now(),
            )

    def _tell(self, person: str, channel: str | None, said: str) -> None:
        self._status.to_one(channel, person, escape(said))
