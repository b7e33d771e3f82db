"""An edition is checked and published, as a durable job.

Readers see the old edition or the new one, wherever the process dies: the switch is one transaction, and the step
that makes it finds what is done already.
"""

import logging
from enum import StrEnum

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.library.edition_card import person_mrkdwn
from bot.blocks.mrkdwn import escape
from bot.blocks.notices import incident_notice
from bot.durable import step, time_now, workflow
from bot.incidents import PREFIX, incident
from bot.library.announcing import Announcing
from bot.library.cards import Cards, Pressed
from bot.library.desk import Desk
from bot.library.mishaps import apologising
from bot.library.patience import WAIT_SECONDS, patient_step
from bot.library.refusals import REFUSALS
from bot.library.reviewing import MOST_NAMED, MOST_REVIEWERS
from bot.library.stale_presses import require_shown
from bot.library.standing_cards import StandingCards
from bot.texts import Texts
from ingestion.probing import Probe
from knowledge.errors import GoldenFailed
from knowledge.guides import life
from knowledge.guides.standpoints import Standpoint, standpoint
from knowledge.guides.states import EditionState
from knowledge.guides.steps import approvers, subject_of
from knowledge.members.queries import people_who_may
from knowledge.members.roles import OPERATOR, Act
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

    def __init__(self, desk: Desk, cards: Cards, standing: StandingCards, announcing: Announcing) -> None:
        """Take what the jobs work with."""
        super().__init__("publishing")
        self._desk = desk
        self._cards = cards
        self._standing = standing
        self._announcing = announcing

    @workflow
    def publish(self, pressed: Pressed, override: str | None) -> None:
        """Check an edition and let readers see it; ``override`` says why it may although golden questions fail."""
        with apologising(self._desk, pressed.person, pressed.channel):
            self._publish(pressed, override)

    def _publish(self, pressed: Pressed, override: str | None) -> None:
        decided = self.allow(pressed)
        if decided is None:
            self.show(pressed)
            return
        self.show_working(pressed)
        try:
            ending = self.switch(pressed, override, decided)
            if ending is Ending.BUSY:
                self.show_waiting(pressed)
                ending = self.switch_in_the_end(pressed, override, decided)
        except Exception as error:  # noqa: BLE001 - whatever it is, the person gets a sentence and a code to quote
            self.apologise(pressed, error)
            return
        if ending is Ending.GOLDEN_FAILED:
            self._hold_back(pressed)
            return
        self.show_end(pressed, ending)
        if ending in {Ending.PUBLISHED, Ending.SCHEDULED}:
            self._announcing.approved(pressed.edition_id, pressed.person, pressed.message)

    def _hold_back(self, pressed: Pressed) -> None:
        approved = self.approve(pressed)
        told = sum(self.tell(each, pressed.edition_id) for each in self.those_who_override(pressed)) if approved else 0
        self.show_held_back(pressed, told)
        self._standing.refresh(pressed.edition_id, pressed.message)

    @step
    def allow(self, pressed: Pressed) -> Standpoint | None:
        """How what is to be published stands; None where there is nothing to do, and who may not is told why."""
        workspace = self._desk.workspace
        try:
            with self._desk.database.reading() as session:
                subject_of(session, workspace, pressed.edition_id)
                last = life.steps_of(session, pressed.edition_id)[-1]
                if last.state in _DECIDED and last.by == pressed.person:
                    return None
                life.require_publishable(session, workspace, pressed.edition_id, by=pressed.person)
                require_shown(session, workspace, pressed, last.state, EditionState.PUBLISHED)
                return standpoint(session, workspace, pressed.edition_id)
        except REFUSALS as error:
            self._desk.acting.refuse(pressed.person, pressed.channel, error, pressed.edition_id)
            return None

    @step
    def switch(self, pressed: Pressed, override: str | None, decided: Standpoint) -> Ending:
        """Check and publish it, unless somebody else changes the library."""
        try:
            return self._switched(pressed, override, decided)
        except LibraryBusy:
            return Ending.BUSY

    @patient_step
    def switch_in_the_end(self, pressed: Pressed, override: str | None, decided: Standpoint) -> Ending:
        """The same, as soon as nobody else does."""
        return self._switched(pressed, override, decided)

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
    def approve(self, pressed: Pressed) -> bool:
        """Note that the person lets it through, though golden questions do not; returns whether that is noted now."""
        workspace, edition_id, by = self._desk.workspace, pressed.edition_id, pressed.person

        def act(session: Session) -> bool:
            life.approve(session, workspace, edition_id, by=by, now=time_now())
            return by in approvers(life.steps_of(session, edition_id))

        return bool(self._desk.acting.attempt(by, pressed.channel, act, edition_id))

    @step
    def those_who_override(self, pressed: Pressed) -> list[str]:
        """Who else may publish an edition although golden questions fail."""
        return [person for person in self._overriding() if person != pressed.person][:MOST_REVIEWERS]

    @step
    def tell(self, person: str, edition_id: str) -> bool:
        """Show a person that it was approved, once."""
        return self._cards.tell(person, edition_id)

    @step
    def show_held_back(self, pressed: Pressed, told: int) -> None:
        """Say why it was not published, and what can be done; so many who can do something were told."""
        self._cards.show(pressed, self._held_back(pressed.person, told, self._desk.status.texts(pressed.person)))

    @step
    def apologise(self, pressed: Pressed, error: Exception) -> None:
        """Tell the code of what went wrong, and show what holds now."""
        code = incident(error, edition=pressed.edition_id).removeprefix(PREFIX)
        self._cards.show(pressed, incident_notice(code, self._desk.status.texts(pressed.person)).text)

    def _held_back(self, person: str, told: int, texts: Texts) -> str:
        said, able = texts.publishing, self._overriding()
        if person in able:
            return said.held_back_for_you_mrkdwn
        if not able:
            return escape(said.held_back)
        people = ", ".join(person_mrkdwn(one, texts) for one in able[:MOST_NAMED])
        line = said.held_back_mrkdwn.format(people=people)
        return f"{line} {escape(said.told_of_approval)}" if told else line

    def _overriding(self) -> list[str]:
        with self._desk.database.reading() as session:
            able = people_who_may(session, self._desk.workspace, Act.OVERRIDE_GOLDEN)
        return [person for person in able if person != OPERATOR]

    def _note(self, pressed: Pressed, sentence: str) -> None:
        # Where no message was pressed, one is posted when it is done.
        if pressed.message is not None:
            self._cards.show(pressed, escape(sentence))

    def _switched(self, pressed: Pressed, override: str | None, decided: Standpoint) -> Ending:
        services, workspace, edition_id = self._desk.services, self._desk.workspace, pressed.edition_id
        with services.changing_the_library(wait=WAIT_SECONDS):
            outcomes = services.intake.switch(
                workspace, [edition_id], by=pressed.person, override=override, decided={edition_id: decided}
            )
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
        self._desk.acting.refuse(pressed.person, pressed.channel, outcome, pressed.edition_id)
        return Ending.REFUSED
