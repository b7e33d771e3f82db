"""An edition is checked and published, as a durable job.

Readers see the old edition or the new one, wherever the process dies: the switch is one transaction, and the step
that makes it finds what is done already.
"""

import logging
from enum import StrEnum

from dbos import DBOS, DBOSConfiguredInstance

from bot.blocks.mrkdwn import escape
from bot.blocks.notices import incident_notice
from bot.durable import step, workflow
from bot.incidents import PREFIX, incident
from bot.library.announcing import Announcing
from bot.library.cards import Cards, Pressed
from bot.library.desk import Desk
from bot.library.mishaps import apologising
from bot.library.patience import WAIT_SECONDS, patient_step
from bot.library.refusals import REFUSALS
from bot.library.stale_presses import require_shown
from ingestion.probing import Probe
from knowledge.errors import GoldenFailed
from knowledge.guides import life
from knowledge.guides.states import EditionState
from knowledge.guides.steps import subject_of
from storage.errors import LibraryBusy

_DECIDED = {EditionState.PUBLISHED, EditionState.SCHEDULED}

log = logging.getLogger(__name__)


class Ending(StrEnum):
    """How the publishing of an edition ended."""

    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    GOLDEN_FAILED = "golden_failed"
    NOT_FOUND = "not_found"
    REFUSED = "refused"
    BUSY = "busy"


@DBOS.dbos_class()
class Publishing(DBOSConfiguredInstance):
    """The jobs of publishing."""

    def __init__(self, desk: Desk, cards: Cards, announcing: Announcing) -> None:
        """Take what the jobs work with."""
        super().__init__("publishing")
        self._desk = desk
        self._cards = cards
        self._announcing = announcing

    @workflow
    def publish(self, pressed: Pressed, override: str | None) -> None:
        """Check an edition and let readers see it; ``override`` says why it may although golden questions fail."""
        with apologising(self._desk, pressed.person, pressed.channel):
            self._publish(pressed, override)

    def _publish(self, pressed: Pressed, override: str | None) -> None:
        if not self.allow(pressed):
            self.show(pressed)
            return
        self.show_working(pressed)
        try:
            ending = self.switch(pressed, override)
            if ending is Ending.BUSY:
                self.show_waiting(pressed)
                ending = self.switch_in_the_end(pressed, override)
        except Exception as error:  # noqa: BLE001 - whatever it is, the person gets a sentence and a code to quote
            self.apologise(pressed, error)
            return
        self.show_end(pressed, ending)
        if ending in {Ending.PUBLISHED, Ending.SCHEDULED}:
            self._announcing.approved(pressed.edition_id, pressed.person)

    @step
    def allow(self, pressed: Pressed) -> bool:
        """Whether there is anything to publish; who may not is told why."""
        workspace = self._desk.workspace
        try:
            with self._desk.database.reading() as session:
                subject_of(session, workspace, pressed.edition_id)
                last = life.steps_of(session, pressed.edition_id)[-1]
                if last.state in _DECIDED and last.by == pressed.person:
                    return False
                life.require_publishable(session, workspace, pressed.edition_id, by=pressed.person)
                require_shown(session, workspace, pressed, last.state, EditionState.PUBLISHED)
                return True
        except REFUSALS as error:
            self._desk.acting.refuse(pressed.person, pressed.channel, error)
            return False

    @step
    def switch(self, pressed: Pressed, override: str | None) -> Ending:
        """Check and publish it, unless somebody else changes the library."""
        try:
            return self._switched(pressed, override)
        except LibraryBusy:
            return Ending.BUSY

    @patient_step
    def switch_in_the_end(self, pressed: Pressed, override: str | None) -> Ending:
        """The same, as soon as nobody else does."""
        return self._switched(pressed, override)

    @step
    def show(self, pressed: Pressed) -> None:
        """Make the card say what holds now."""
        self._cards.show(pressed)

    @step
    def show_working(self, pressed: Pressed) -> None:
        """Say that it is being done."""
        self._note(pressed, self._desk.status.texts(pressed.person).publishing.publishing)

    @step
    def show_waiting(self, pressed: Pressed) -> None:
        """Say that somebody else is changing the library."""
        self._note(pressed, self._desk.status.texts(pressed.person).publishing.waiting)

    @step
    def show_end(self, pressed: Pressed, ending: Ending) -> None:
        """Show how it ended."""
        missing = self._desk.status.texts(pressed.person).publishing.not_found
        self._cards.show(pressed, escape(missing) if ending is Ending.NOT_FOUND else None)

    @step
    def apologise(self, pressed: Pressed, error: Exception) -> None:
        """Tell the code of what went wrong, and show what holds now."""
        code = incident(error, edition=pressed.edition_id).removeprefix(PREFIX)
        self._cards.show(pressed, incident_notice(code, self._desk.status.texts(pressed.person)).text)

    def _note(self, pressed: Pressed, sentence: str) -> None:
        # Where no message was pressed, one is posted when it is done.
        if pressed.message is not None:
            self._cards.show(pressed, escape(sentence))

    def _switched(self, pressed: Pressed, override: str | None) -> Ending:
        services, workspace, edition_id = self._desk.services, self._desk.workspace, pressed.edition_id
        with services.changing_the_library(wait=WAIT_SECONDS):
            outcomes = services.intake.switch(workspace, [edition_id], by=pressed.person, override=override)
        outcome = outcomes[edition_id]
        log.info("publishing ended", extra={"edition": edition_id, "outcome": type(outcome).__name__})
        if isinstance(outcome, EditionState):
            return Ending.SCHEDULED if outcome is EditionState.SCHEDULED else Ending.PUBLISHED
        if isinstance(outcome, Probe):
            return Ending.NOT_FOUND
        if isinstance(outcome, GoldenFailed):
            return Ending.GOLDEN_FAILED
        if not isinstance(outcome, REFUSALS):
            raise outcome
        self._desk.acting.refuse(pressed.person, pressed.channel, outcome)
        return Ending.REFUSED
