"""A guide is taken away from readers, as a durable job."""

import logging
from dataclasses import dataclass

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.library.edition_card import LONGEST_TITLE
from bot.blocks.mrkdwn import escape, one_line
from bot.durable import step, time_now, workflow
from bot.library.aftermath import Elsewhere, ShowElsewhere
from bot.library.announcing import Announcing
from bot.library.cards import Cards, Pressed
from bot.library.desk import Desk
from bot.library.mishaps import apologising
from bot.library.patience import WAIT_SECONDS, patient_step
from bot.library.stale_presses import is_done
from bot.library.standing_cards import StandingCards
from knowledge.errors import GuideNotFound
from knowledge.guides import life
from knowledge.guides.queries import owner_of
from knowledge.guides.states import EditionState
from knowledge.guides.steps import subject_last_published
from knowledge.members.roles import OPERATOR
from learning.standing.service import guide_withdrawn

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Withdrawal:
    """Who takes a guide away and why; and the message with the button, as for ``Pressed``.

    Attributes:
        elsewhere: Where the button stands that stands in no message.
        edition_id: The edition whose card has the button; None for whichever readers see.
    """

    person: str
    guide_id: str
    reason: str
    channel: str | None = None
    message: str | None = None
    elsewhere: Elsewhere | None = None
    edition_id: str | None = None


@DBOS.dbos_class()
class Withdrawing(DBOSConfiguredInstance):
    """The job of a withdrawal."""

    def __init__(
        self,
        desk: Desk,
        cards: Cards,
        standing: StandingCards,
        announcing: Announcing,
        show_elsewhere: ShowElsewhere,
    ) -> None:
        """Take what the job works with."""
        super().__init__("withdrawing")
        self._desk = desk
        self._cards = cards
        self._standing = standing
        self._announcing = announcing
        self._show_elsewhere = show_elsewhere

    @workflow
    def withdraw(self, wanted: Withdrawal) -> None:
        """Take a guide out of all answers at once, and tell those who look after it."""
        with apologising(self._desk, wanted.person, wanted.channel):
            refused = self.take_away(wanted)
            edition_id = self.show(wanted, refused)
            if wanted.elsewhere is not None:
                said = refused or self.sentence(wanted)
                self._show_elsewhere(wanted.person, wanted.guide_id, wanted.elsewhere, said)
            if refused is None and edition_id is not None:
                for person in self.concerned(wanted, edition_id):
                    self.tell(person, edition_id)
                self._announcing.withdrawn(edition_id)
                self._standing.refresh(edition_id)
                self.forget(edition_id)

    @step
    def take_away(self, wanted: Withdrawal) -> str | None:
        """Let readers see it no more; returns why not, if it was refused."""
        workspace, guide_id, by, now = self._desk.workspace, wanted.guide_id, wanted.person, time_now()

        def act(session: Session) -> None:
            seen = subject_last_published(session, workspace, guide_id).edition_id
            steps = life.steps_of(session, seen)
            if not is_done(steps[-1], EditionState.WITHDRAWN, by, wanted.reason):
                meant = wanted.edition_id
                life.withdraw(session, workspace, guide_id, by=by, reason=wanted.reason, now=now, meant=meant)
                guide_withdrawn(session, workspace, seen, now=now)
                log.info("withdrawn", extra={"workspace": workspace, "edition": seen})

        return self._desk.acting.why_not(by, act, guide_id)

    @step
    def show(self, wanted: Withdrawal, refused: str | None) -> str | None:
        """Make the card say what holds now, and tell why it was refused; returns the edition that readers saw."""
        if refused is not None and wanted.elsewhere is None:
            self._desk.status.to_one(wanted.channel, wanted.person, escape(refused))
        try:
            with self._desk.database.reading() as session:
                edition_id = subject_last_published(session, self._desk.workspace, wanted.guide_id).edition_id
        except GuideNotFound:
            return None
        if wanted.elsewhere is None:
            card = wanted.edition_id or edition_id
            self._cards.show(Pressed(wanted.person, card, wanted.channel, wanted.message))
        return edition_id

    @step
    def sentence(self, wanted: Withdrawal) -> str:
        """That it was withdrawn, as plain text."""
        texts = self._desk.status.texts(wanted.person)
        with self._desk.database.reading() as session:
            title = subject_last_published(session, self._desk.workspace, wanted.guide_id).title
        return texts.publishing.guide_withdrawn.format(guide=texts.quoted.format(text=one_line(title, LONGEST_TITLE)))

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
