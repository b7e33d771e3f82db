"""Scheduled editions whose date has come, as durable jobs."""

import logging
from collections.abc import Mapping
from datetime import datetime

from dbos import DBOS, DBOSConfiguredInstance

from bot.durable import step, time_now, workflow
from bot.library.announcing import Announcing
from bot.library.desk import Desk
from ingestion.intake import Outcome
from knowledge.guides.states import EditionState
from knowledge.guides.steps import due_editions, state_of
from storage.errors import LibraryBusy

# Who changes the library otherwise is waited for so long; then it is tried again some minutes later.
PATIENCE_SECONDS = 60.0

log = logging.getLogger(__name__)


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

    def is_due(self, now: datetime) -> bool:
        """Whether there is such an edition."""
        with self._desk.database.reading() as session:
            return bool(due_editions(session, self._desk.workspace, now.date()))

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
                outcomes = services.intake.switch_due(workspace)
        except LibraryBusy:
            log.info("scheduled editions have to wait", extra={"workspace": workspace})
            return {}
        kept_back = {key: outcome for key, outcome in outcomes.items() if not isinstance(outcome, EditionState)}
        for edition_id, outcome in kept_back.items():
            log.error("not published as scheduled", extra={"edition": edition_id, "why": type(outcome).__name__})
        return kept_back

    @step
    def is_published(self, edition_id: str) -> bool:
        """Whether readers see it now."""
        with self._desk.database.reading() as session:
            return state_of(session, edition_id) is EditionState.PUBLISHED
