"""An edition is sent into review and back, or given up; as durable jobs."""

import logging
from collections.abc import Callable

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.library.edition_card import person_mrkdwn
from bot.blocks.mrkdwn import escape
from bot.durable import step, time_now, workflow
from bot.library.cards import Cards, Pressed
from bot.library.desk import Desk
from bot.library.mishaps import apologising
from bot.library.stale_presses import is_done, require_shown
from bot.library.standing_cards import StandingCards
from bot.texts import Texts
from knowledge.guides import life
from knowledge.guides.states import EditionState
from knowledge.members.queries import people_who_may
from knowledge.members.roles import OPERATOR, Act

MOST_REVIEWERS = 20
MOST_NAMED = 5

log = logging.getLogger(__name__)


@DBOS.dbos_class()
class Reviewing(DBOSConfiguredInstance):
    """The jobs of a review."""

    def __init__(self, desk: Desk, cards: Cards, standing: StandingCards) -> None:
        """Take what the jobs work with."""
        super().__init__("reviewing")
        self._desk = desk
        self._cards = cards
        self._standing = standing

    @workflow
    def submit(self, pressed: Pressed) -> None:
        """Send a draft into review, and tell those who can review it."""
        with apologising(self._desk, pressed.person, pressed.channel):
            if not self.ask(pressed):
                self.show(pressed)
                return
            told = sum(self.tell(reviewer, pressed.edition_id) for reviewer in self.reviewers(pressed))
            self.show_asked(pressed, told)
            self._standing.refresh(pressed.edition_id, pressed.message)

    @workflow
    def send_back(self, pressed: Pressed, reason: str) -> None:
        """Make a draft of it again, and tell who added it why."""
        with apologising(self._desk, pressed.person, pressed.channel):
            if self.give_back(pressed, reason):
                for person in self.adder(pressed):
                    self.tell(person, pressed.edition_id)
                self.show(pressed)
                self._standing.refresh(pressed.edition_id, pressed.message)
            else:
                self.show(pressed)

    @workflow
    def discard(self, pressed: Pressed) -> None:
        """Give it up."""
        with apologising(self._desk, pressed.person, pressed.channel):
            done = self.give_up(pressed)
            self.show(pressed)
            if done:
                self._standing.refresh(pressed.edition_id, pressed.message)

    @step
    def ask(self, pressed: Pressed) -> bool:
        """Let it go into review, or tell the person why not."""

        def act(session: Session) -> None:
            workspace = self._desk.workspace
            life.submit(session, workspace, pressed.edition_id, by=pressed.person, now=time_now())

        return self._once(pressed, EditionState.IN_REVIEW, act)

    @step
    def give_back(self, pressed: Pressed, reason: str) -> bool:
        """Let it be a draft again, or tell the person why not."""

        def act(session: Session) -> None:
            workspace = self._desk.workspace
            life.send_back(session, workspace, pressed.edition_id, by=pressed.person, reason=reason, now=time_now())

        return self._once(pressed, EditionState.DRAFT, act, reason)

    @step
    def give_up(self, pressed: Pressed) -> bool:
        """Let it be discarded, or tell the person why not."""

        def act(session: Session) -> None:
            workspace = self._desk.workspace
            life.discard(session, workspace, pressed.edition_id, by=pressed.person, now=time_now())

        return self._once(pressed, EditionState.DISCARDED, act)

    @step
    def reviewers(self, pressed: Pressed) -> list[str]:
        """Who is told: those who may publish, without who added it and who asks."""
        with self._desk.database.reading() as session:
            able = people_who_may(session, self._desk.workspace, Act.PUBLISH)
            adder = life.steps_of(session, pressed.edition_id)[0].by
        return [person for person in able if person not in {adder, pressed.person}][:MOST_REVIEWERS]

    @step
    def adder(self, pressed: Pressed) -> list[str]:
        """Who added it, if that is a person who does not know yet."""
        with self._desk.database.reading() as session:
            adder = life.steps_of(session, pressed.edition_id)[0].by
        return [adder] if adder not in {OPERATOR, pressed.person} else []

    @step
    def tell(self, person: str, edition_id: str) -> bool:
        """Show a person the edition, once."""
        return self._cards.tell(person, edition_id)

    @step
    def show(self, pressed: Pressed) -> None:
        """Make the card say what holds now."""
        self._cards.show(pressed)

    @step
    def show_asked(self, pressed: Pressed, told: int) -> None:
        """Make the card say who was told; where nobody can review it, who could change that."""
        texts = self._desk.status.texts(pressed.person)
        news = escape(texts.publishing.reviewers_told.of(told)) if told else self._nobody(pressed, texts)
        self._cards.show(pressed, news)

    def _once(
        self, pressed: Pressed, state: EditionState, act: Callable[[Session], None], reason: str | None = None
    ) -> bool:
        """Do it, or see that this person has done it already: a step may be done again after a crash."""

        def unless_done(session: Session) -> bool:
            steps = life.steps_of(session, pressed.edition_id)
            if len(steps) > 1 and is_done(steps[-1], state, pressed.person, reason):
                return True
            act(session)
            # Asked last, for whoever may not do it is to hear just that; what was done is undone where it raises.
            if steps:
                require_shown(session, self._desk.workspace, pressed, steps[-1].state, state)
            log.info("edition moved", extra={"edition": pressed.edition_id, "state": state.value})
            return True

        return self._desk.acting.attempt(pressed.person, pressed.channel, unless_done, pressed.edition_id) is not None

    def _nobody(self, pressed: Pressed, texts: Texts) -> str:
        with self._desk.database.reading() as session:
            able = people_who_may(session, self._desk.workspace, Act.GIVE_ROLES)
        others = [person_mrkdwn(person, texts) for person in able if person != pressed.person][:MOST_NAMED]
        if not others:
            return escape(texts.publishing.no_reviewers)
        return texts.publishing.no_reviewers_mrkdwn.format(people=", ".join(others))
