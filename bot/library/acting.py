"""What people do to the library: in one transaction, with a sentence for whoever may not."""

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
    """Does what people ask for, or tells them why not."""

    def __init__(self, database: Database, workspace: str, status: Status) -> None:
        """Take what it works with."""
        self._database = database
        self._workspace = workspace
        self._status = status

    def attempt(self, person: str, channel: str | None, act: Callable[[Session], T]) -> T | None:
        """Do something in a transaction; where the library refuses, tell the person why and return None.

        Args:
            person: Who asks for it.
            channel: Where the person is told; None for the person's own conversation with the bot.
            act: The use case. Its own result must not be None where that has to be told from a refusal.
        """
        try:
            with self._database.transaction() as session:
                return act(session)
        except REFUSALS as error:
            self.refuse(person, channel, error)
            return None

    def refuse(self, person: str, channel: str | None, error: KnowledgeError) -> None:
        """Tell a person why something was not done; what the role forbids is in the audit log too."""
        self.note(error)
        self._status.to_one(channel, person, escape(refusal(error, self._status.texts(person))))

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
