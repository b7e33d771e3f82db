"""What a reader sees on opening the bot: the Home tab, and questions to try, as durable jobs."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from dbos import DBOS, DBOSConfiguredInstance

from bot.answering import AnswerFrom
from bot.blocks.home import HomePage, home_view, panel_view
from bot.blocks.library.showing import NEEDED, Panel, Showing
from bot.blocks.message import Block
from bot.calls import SlackRefused
from bot.durable import step, time_now, workflow
from bot.library.attempts import noted, why_not
from bot.library.cards import Cards
from bot.library.desk import Desk
from bot.library.panels import Panels, is_allowed
from bot.library.people import People
from bot.library.presses import ACTS, Order, Press, Turned
from bot.posting import Mark, Venue
from bot.prompts import Prompts, Reading
from bot.readers import Readers
from knowledge.conversations.recent import recent_questions
from knowledge.errors import NotAllowed
from knowledge.guides.queries import guide_summaries
from knowledge.members.roles import Act
from knowledge.members.service import claim_ownership, require

RECENT = 5
HANDED_OVER = "fieldwise_edition_handed_over"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Opened:
    """A tab of the bot that somebody opened.

    Attributes:
        showing: What the Home tab showed before.
        moment: Slack's stamp of the event.
    """

    person: str
    channel: str
    tab: str
    showing: Showing = Showing()
    moment: str = ""


@DBOS.dbos_class()
class Homes(DBOSConfiguredInstance):
    """The jobs that opening the bot starts."""

    def __init__(self, desk: Desk, answer: AnswerFrom, readers: Readers, people: People, cards: Cards) -> None:
        """Take what the jobs work with."""
        super().__init__("homes")
        self._desk = desk
        self._database = desk.database
        self._workspace = desk.workspace
        self._prompts = Prompts(desk.database, answer)
        self._calls = desk.calls
        self._status = desk.status
        self._readers = readers
        self._people = people
        self._cards = cards
        self._panels = Panels(desk, people)
        self._order = Order()

    @workflow
    def welcome(self, opened: Opened) -> None:
        """Fill the tab that was opened; where an outsider opened it, nothing is shown of the guides."""
        if opened.tab not in {"home", "messages"} or self.is_from_outside(opened.person):
            return
        if opened.tab == "home":
            self.publish(Turned(opened.person, opened.showing, opened.moment, pressed=False), None)
        else:
            self.suggest(opened)

    @workflow
    def turn(self, turned: Turned, said: str | None = None) -> None:
        """Show something else on the Home tab, with what there is to say of it."""
        if not self.is_from_outside(turned.person):
            self.publish(turned, said)

    @workflow
    def act(self, turned: Turned, press: Press) -> None:
        """Do what a button of the Home tab is for, and show what holds then."""
        if not self.is_from_outside(turned.person):
            self.publish(turned, self.do(turned.person, press))

    @workflow
    def claim(self, turned: Turned) -> None:
        """Let somebody who keeps the Slack workspace take charge of a library that has no owner."""
        if not self.is_from_outside(turned.person):
            self.publish(turned, self.take_charge(turned.person))

    @workflow
    def hand_over(self, turned: Turned, edition_id: str) -> None:
        """Send the card of an edition into the person's own conversation, and say so."""
        if not self.is_from_outside(turned.person):
            self.publish(turned, self.hand(turned.person, edition_id, turned.moment))

    @step
    def is_from_outside(self, person: str) -> bool:
        """Whether nothing is to be shown to a person."""
        outside = self._desk.identity.is_from_outside(person)
        if outside:
            log.info("refused", extra={"why": "another organisation", "person": person})
        return outside

    @step
    def do(self, person: str, press: Press) -> str | None:
        """Do it in a transaction; returns why not, if it was refused."""
        act, now = ACTS[press.what], time_now()
        return why_not(self._desk, person, lambda session: act(session, self._workspace, person, press.value, now))

    @step
    def take_charge(self, person: str) -> str:
        """Make a person the first owner, if Slack says that the workspace is hers to keep; returns what came of it."""
        said = self._status.texts(person).library
        if not self._people.keeps_workspace(person):
            return said.not_the_keeper
        with self._database.transaction() as session:
            claimed = claim_ownership(session, self._workspace, person, now=time_now())
        return said.claimed if claimed else said.claimed_before

    @step
    def hand(self, person: str, edition_id: str, moment: str) -> str:
        """Post the card; returns what came of it."""
        refused = why_not(
            self._desk, person, lambda session: require(session, self._workspace, person, Act.SEE_LIBRARY)
        )
        if refused is not None:
            return refused
        texts = self._status.texts(person)
        message = self._cards.message(edition_id, person)
        if message is None:
            return texts.refusals.guide_gone
        mark, since = Mark(HANDED_OVER, {"edition": edition_id, "moment": moment}), time_now()
        try:
            venue = Venue(self._desk.identity.direct_channel(person), None)
            if self._desk.posting.find(venue, mark, since) is None:
                self._desk.posting.post(venue, mark, message, since)
        except SlackRefused as error:
            log.error("card not sent", extra={"edition": edition_id, "error": error.error})
        return texts.library.card_sent

    @step
    def publish(self, turned: Turned, said: str | None) -> None:
        """Show the Home tab as it is now, unless a later press has overtaken this one."""
        with self._order.turn(turned) as showing:
            if showing is None:
                return
            try:
                for view in self._views(turned, showing, said):
                    self._calls.repeatable(self._calls.client.views_publish, user_id=turned.person, view=view)
            except SlackRefused as error:
                log.error("home not shown", extra={"error": error.error})

    def _views(self, turned: Turned, showing: Showing, said: str | None) -> Iterator[Block]:
        """What the tab shows; while it is still to be found out what to try, first without that."""
        person, texts, now = turned.person, self._status.texts(turned.person), time_now()
        stands = self._panels.standing(person)
        if not is_allowed(stands.role, showing.panel):
            if turned.pressed:
                error = NotAllowed(person, NEEDED[showing.panel].value, stands.role.value)
                said = noted(self._desk, person, error)
            showing = Showing()
        top = self._panels.top(person, stands, showing, said, texts)
        if showing.panel is not Panel.START:
            yield panel_view(top, self._panels.blocks(person, stands.role, showing, texts, now), showing.noted())
            return
        reading = self._reading(person)
        prompts = self._prompts.known(reading, texts)
        yield home_view(HomePage(reading.guides, reading.recent, prompts or (), now.date()), texts, top)
        if prompts is None:
            prompts = self._prompts.found(reading, texts)
            yield home_view(HomePage(reading.guides, reading.recent, prompts, now.date()), texts, top)

    @step
    def suggest(self, opened: Opened) -> None:
        """Suggest questions, fitted to the reader."""
        texts = self._status.texts(opened.person)
        prompts = self._prompts.found(self._reading(opened.person), texts)
        if not prompts:
            return
        try:
            # In the agent view a thread must not be named: Slack would drop the call without a word.
            self._calls.repeatable(
                self._calls.client.assistant_threads_setSuggestedPrompts,
                channel_id=opened.channel,
                title=texts.home_prompts,
                prompts=[{"title": prompt, "message": prompt} for prompt in prompts],
            )
        except SlackRefused as error:
            log.info("prompts not shown", extra={"error": error.error})

    def _reading(self, person: str) -> Reading:
        audiences = self._readers.audiences_of(person)
        with self._database.reading() as session:
            recent = recent_questions(session, self._workspace, person, RECENT)
            guides = guide_summaries(session, self._workspace, audiences=audiences)
        return Reading(recent, [guide for guide in guides if guide.retired_at is None], audiences)
