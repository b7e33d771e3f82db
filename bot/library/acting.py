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
from knowledge.audit.values import Refused
from knowledge.errors import KnowledgeError, NotAllowed
from knowledge.guides.steps import subject_named
from knowledge.members.roles import Act
from knowledge.members.service import require
from learning.errors import LearningError
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

    def why_not(self, person: str, act: Callable[[Session], object], about: str | None = None) -> str | None:
        """Do something in a transaction; returns, for the person, why it was refused, or None where it was done.

        ``about`` is the id of the edition or guide that it is done to, where it is one.
        """
        try:
            with self._database.transaction() as session:
                act(session)
        except REFUSALS as error:
            return self.noted(person, error, about)
        return None

    def look(self, person: str, look: Callable[[Session], T]) -> T | str:
        """Look something up without a transaction that others wait for; or why it is not shown, as a sentence.

        What is looked up must not be a string itself.
        """
        try:
            with self._database.reading() as session:
                return look(session)
        except REFUSALS as error:
            return self.noted(person, error)

    def attempt(
        self, person: str, channel: str | None, act: Callable[[Session], T], about: str | None = None
    ) -> T | None:
        """Do something in a transaction; where the library refuses, tell the person why and return None.

        Args:
            person: Who asks for it.
            channel: Where the person is told; None for the person's own conversation with the bot.
            act: The use case. Its own result must not be None where that has to be told from a refusal.
            about: The id of the edition or guide that it is done to, where it is one.
        """
        done: list[T] = []
        said = self.why_not(person, lambda session: done.append(act(session)), about)
        if said is None:
            return done[0]
        self._tell(person, channel, said)
        return None

    def allows(self, person: str, need: Act) -> bool:
        """Whether a person's role allows an act; who may not is told so in her own conversation with the bot."""

        def act(session: Session) -> bool:
            require(session, self._workspace, person, need)
            return True

        return self.attempt(person, None, act) is not None

    def refuse(
        self, person: str, channel: str | None, error: KnowledgeError | LearningError, about: str | None = None
    ) -> None:
        """Tell a person why something was not done."""
        self._tell(person, channel, self.noted(person, error, about))

    def noted(self, person: str, error: KnowledgeError | LearningError, about: str | None = None) -> str:
        """Write down what was refused because of a role; returns the sentence for the person."""
        self.note(error, about)
        return refusal(error, self._status.texts(person))

    def note(self, error: KnowledgeError | LearningError, about: str | None = None) -> None:
        """Write down what was refused because of a role, and of which edition or guide, where it was one."""
        log.info("refused", extra={"why": type(error).__name__, "workspace": self._workspace})
        if isinstance(error, NotAllowed):
            record_refusal(self._database, self._workspace, error, self._refused(error, about), now=time_now())

    def _refused(self, error: NotAllowed, about: str | None) -> Refused:
        if about is not None:
            with self._database.reading() as session:
                subject = subject_named(session, self._workspace, about)
            if subject is not None:
                return Refused("guide", subject.guide_id, subject.title, subject.facts)
        return Refused("library", self._workspace, error.act)

    def _tell(self, person: str, channel: str | None, said: str) -> None:
        self._status.to_one(channel, person, escape(said))
