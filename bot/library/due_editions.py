"""Scheduled editions whose date has come, as durable jobs."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from dbos import DBOS, DBOSConfiguredInstance

from bot.durable import step, time_now, workflow
from bot.library.announcing import Announcing
from bot.library.desk import Desk
from ingestion.intake import Outcome
from knowledge.golden.queries import golden_questions
from knowledge.guides.served import Served, served
from knowledge.guides.states import EditionState
from knowledge.guides.steps import due_editions, state_of
from storage.errors import LibraryBusy

# Who changes the library otherwise is waited for so long; then it is tried again some minutes later.
PATIENCE_SECONDS = 60.0

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Circumstances:
    """All on which it depends whether an edition is kept back."""

    day: date
    due: tuple[str, ...]
    golden: frozenset[str]
    served: Served


@DBOS.dbos_class()
class DueEditions(DBOSConfiguredInstance):
    """The job that lets readers see them."""

    def __init__(self, desk: Desk, announcing: Announcing, patience: float = PATIENCE_SECONDS) -> None:
        """Take what the job works with.

        Args:
            desk: The library.
            announcing: Tells people what came of it.
            patience: For so many seconds it waits for whoever changes the library.
        """
        super().__init__("due_editions")
        self._desk = desk
        self._announcing = announcing
        self._patience = patience
        # After a restart of the bot they are asked once more.
        self._kept_back_in: _Circumstances | None = None

    def is_due(self, now: datetime) -> bool:
        """Whether there is such an edition that was not kept back before in just these circumstances."""
        with self._desk.database.reading() as session:
            if not due_editions(session, self._desk.workspace, now.date()):
                return False
        return self._circumstances(now.date()) != self._kept_back_in

    @workflow
    def publish(self) -> None:
        """Let readers see them, as far as nothing keeps them back, and tell those whom it concerns."""
        due = self.due()
        kept_back = self.switch()
        for edition_id in due:
            if edition_id in kept_back:
                self._announcing.kept_back(edition_id, kept_back[edition_id])
            elif self.is_published(edition_id):
                self._announcing.approved(edition_id, None)

    @step
    def due(self) -> list[str]:
        """Which they are. Noted before they are published, so that a crash does not make us forget them."""
        with self._desk.database.reading() as session:
            return due_editions(session, self._desk.workspace, time_now().date())

    @step
    def switch(self) -> Mapping[str, Outcome]:
        """Check and publish them; returns what kept others back.

        Somebody else may be changing the library, then nothing is done.
        """
        services, workspace = self._desk.services, self._desk.workspace
        try:
            with services.changing_the_library(wait=self._patience):
                before = self._circumstances(time_now().date())
                outcomes = services.intake.switch_due(workspace)
                after = self._circumstances(before.day)
        except LibraryBusy:
            log.info("scheduled editions have to wait", extra={"workspace": workspace})
            return {}
        kept_back = {key: outcome for key, outcome in outcomes.items() if not isinstance(outcome, EditionState)}
        # The first try builds the caches where there were none. What else has changed meanwhile is reason to try again.
        self._kept_back_in = replace(before, served=replace(before.served, generation=after.served.generation))
        for edition_id, outcome in kept_back.items():
            log.error("not published as scheduled", extra={"edition": edition_id, "why": type(outcome).__name__})
        return kept_back

    def _circumstances(self, day: date) -> _Circumstances:
        workspace = self._desk.workspace
        with self._desk.database.reading() as session:
            due = tuple(due_editions(session, workspace, day))
            golden = frozenset(question.id for question in golden_questions(session, workspace))
            return _Circumstances(day, due, golden, served(session, workspace))

    @step
    def is_published(self, edition_id: str) -> bool:
        """Whether readers see it now."""
        with self._desk.database.reading() as session:
            return state_of(session, edition_id) is EditionState.PUBLISHED
