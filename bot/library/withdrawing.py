"""A guide is taken away from readers, as a durable job."""

import logging
from dataclasses import dataclass

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.durable import step, time_now, workflow
from bot.library.cards import Cards, Pressed
from bot.library.desk import Desk
from bot.library.patience import WAIT_SECONDS, patient_step
from knowledge.errors import GuideNotFound
from knowledge.guides import life
from knowledge.guides.queries import owner_of
from knowledge.guides.states import EditionState
from knowledge.guides.steps import subject_last_published
from knowledge.members.roles import OPERATOR

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Withdrawal:
    """Who takes a guide away and why; and the message with the button, as for ``Pressed``."""

    person: str
    guide_id: str
    reason: str
    channel: str | None = None
    message: str | None = None


@DBOS.dbos_class()
class Withdrawing(DBOSConfiguredInstance):
    """The job of a withdrawal."""

    def __init__(self, desk: Desk, cards: Cards) -> None:
        """Take what the job works with."""
        super().__init__("withdrawing")
        self._desk = desk
        self._cards = cards

    @workflow
    def withdraw(self, wanted: Withdrawal) -> None:
        """Take a guide out of all answers at once, and tell those who look after it."""
        edition_id = self.take_away(wanted)
        self.show(wanted)
        if edition_id is None:
            return
        for person in self.concerned(wanted, edition_id):
            self.tell(person, edition_id)
        self.forget(edition_id)

    @step
    def take_away(self, wanted: Withdrawal) -> str | None:
        """Let readers see it no more, or tell the person why not; returns the edition that they saw."""
        workspace = self._desk.workspace

        def act(session: Session) -> str:
            seen = subject_last_published(session, workspace, wanted.guide_id).edition_id
            last = life.steps_of(session, seen)[-1]
            # Done before a crash, if it was this person.
            if (last.state, last.by) == (EditionState.WITHDRAWN, wanted.person):
                return seen
            return life.withdraw(
                session, workspace, wanted.guide_id, by=wanted.person, reason=wanted.reason, now=time_now()
            )

        edition_id = self._desk.acting.attempt(wanted.person, wanted.channel, act)
        if edition_id is not None:
            log.info("withdrawn", extra={"workspace": workspace, "edition": edition_id})
        return edition_id

    @step
    def show(self, wanted: Withdrawal) -> None:
        """Make the card say what holds now."""
        try:
            with self._desk.database.reading() as session:
                edition_id = subject_last_published(session, self._desk.workspace, wanted.guide_id).edition_id
        except GuideNotFound:
            return
        self._cards.show(Pressed(wanted.person, edition_id, wanted.channel, wanted.message))

    @step
    def concerned(self, wanted: Withdrawal, edition_id: str) -> list[str]:
        """Who else is told: who added the edition, and who answers for the guide."""
        with self._desk.database.reading() as session:
            adder = life.steps_of(session, edition_id)[0].by
            owner = owner_of(session, self._desk.workspace, wanted.guide_id)
        people = dict.fromkeys([adder, *([owner] if owner is not None else [])])
        return [person for person in people if person not in {OPERATOR, wanted.person}]

    @step
    def tell(self, person: str, edition_id: str) -> bool:
        """Show a person what became of the edition, once."""
        return self._cards.tell(person, edition_id)

    @patient_step
    def forget(self, edition_id: str) -> None:
        """Take it out of the caches too: no answer is drawn from what is left there, it only takes up room."""
        services = self._desk.services
        with services.changing_the_library(wait=WAIT_SECONDS):
            services.intake.forget([edition_id])
