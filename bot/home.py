"""What a reader sees on opening the bot: the Home tab, and questions to try, as durable jobs."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.answering import AnswerFrom
from bot.blocks.home import HomePage, home_view, panel_view
from bot.blocks.library.showing import NEEDED, Panel, Showing, is_allowed
from bot.blocks.message import Block
from bot.calls import SlackRefused
from bot.durable import step, time_now, workflow
from bot.learning.home_learning import learning_of
from bot.library.cards import Cards
from bot.library.desk import Desk
from bot.library.handing import hand
from bot.library.mishaps import apologising
from bot.library.panels import Panels
from bot.library.people import People
from bot.library.presses import ACTS, Order, Press, Turned
from bot.prompts import Prompts, Reading
from bot.readers import Readers
from bot.texts import Texts
from knowledge.conversations.recent import recent_questions
from knowledge.errors import NotAllowed
from knowledge.guides.queries import guide_summaries
from knowledge.members.service import claim_ownership
from learning.learners.values import DEFAULT
from learning.notices.service import zone_for
from learning.progress.values import Progress

RECENT = 5

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


@dataclass(frozen=True)
class _Start:
    """What the start shows beside the questions to try; ``top`` stands above it."""

    reading: Reading
    top: Sequence[Block]
    learning: Progress | None

    def view(self, prompts: Sequence[str], texts: Texts, now: datetime) -> Block:
        page = HomePage(self.reading.guides, self.reading.recent, prompts, now.date(), self.learning)
        return home_view(page, texts, self.top)


@dataclass(frozen=True)
class _Tab:
    """A Home tab; ``start`` where it is still to be found out what to try."""

    view: Block
    start: _Start | None = None


@DBOS.dbos_class()
class Homes(DBOSConfiguredInstance):
    """The jobs that opening the bot starts."""

    def __init__(
        self,
        desk: Desk,
        answer: AnswerFrom,
        readers: Readers,
        people: People,
        cards: Cards,
        clock: Callable[[], datetime] = time_now,
    ) -> None:
        """Take what the jobs work with."""
        super().__init__("homes")
        self._desk = desk
        self._clock = clock
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
        with apologising(self._desk, opened.person):
            if opened.tab not in {"home", "messages"} or self.is_from_outside(opened.person):
                return
            if opened.tab == "home":
                self.publish(Turned(opened.person, opened.showing, opened.moment, pressed=False), None)
            else:
                self.suggest(opened)

    @workflow
    def turn(self, turned: Turned, said: str | None = None) -> None:
        """Show something else on the Home tab, with what there is to say of it."""
        with apologising(self._desk, turned.person):
            if not self.is_from_outside(turned.person):
                self.publish(turned, said)

    @workflow
    def act(self, turned: Turned, press: Press) -> None:
        """Do what a button of the Home tab is for, and show what holds then."""
        with apologising(self._desk, turned.person):
            if not self.is_from_outside(turned.person):
                self.publish(turned, self.do(turned.person, press))

    @workflow
    def claim(self, turned: Turned) -> None:
        """Let somebody who keeps the Slack workspace take charge of a library that has no owner."""
        with apologising(self._desk, turned.person):
            if not self.is_from_outside(turned.person):
                self.publish(turned, self.take_charge(turned.person))

    @workflow
    def hand_over(self, turned: Turned, edition_id: str, at: datetime) -> None:
        """Send the card of an edition that was asked for at this time, and say so."""
        with apologising(self._desk, turned.person):
            if not self.is_from_outside(turned.person):
                self.publish(turned, self.hand(turned.person, edition_id, at))

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
        act, now, schemes = ACTS[press.what], self._clock(), self._desk.services.schemes

        def done(session: Session) -> object:
            return act(session, self._workspace, person, press.value, schemes, now)

        return self._desk.acting.why_not(person, done)

    @step
    def take_charge(self, person: str) -> str:
        """Make a person the first owner, if Slack says that the workspace is hers to keep; returns what came of it."""
        said = self._status.texts(person).library
        if not self._people.keeps_workspace(person):
            return said.not_the_keeper
        with self._database.transaction() as session:
            claimed = claim_ownership(session, self._workspace, person, now=self._clock())
        return said.claimed if claimed else said.claimed_before

    @step
    def hand(self, person: str, edition_id: str, at: datetime) -> str:
        """Post the card; returns what came of it."""
        return hand(self._desk, self._cards, person, edition_id, at)

    @step
    def publish(self, turned: Turned, said: str | None) -> None:
        """Show the Home tab as it is now, unless a later press has overtaken this one."""
        texts, now = self._status.texts(turned.person), self._clock()
        self._panels.prepare(self._order.expected(turned), now)
        with self._order.turn(turned) as turn:
            tab = self._tab(turned, turn.showing, said, texts, now) if turn is not None else None
            if tab is not None:
                self._show(turned.person, tab.view)
        if turn is None or tab is None or tab.start is None:
            return
        # Whoever presses something meanwhile does not wait until it is found out what to try.
        prompts = self._prompts.found(tab.start.reading, texts)
        with self._order.more(turned.person, turn) as still:
            if still:
                self._show(turned.person, tab.start.view(prompts, texts, now))

    def _show(self, person: str, view: Block) -> None:
        try:
            self._calls.repeatable(self._calls.client.views_publish, user_id=person, view=view)
        except SlackRefused as error:
            log.error("home not shown", extra={"error": error.error})

    def _tab(self, turned: Turned, showing: Showing, said: str | None, texts: Texts, now: datetime) -> _Tab:
        """What the tab shows at once."""
        person = turned.person
        stands = self._panels.standing(person)
        looks_after = self._panels.looks_after(person, stands.role)
        if not is_allowed(stands.role, showing.panel, looks_after=looks_after):
            if turned.pressed:
                error = NotAllowed(person, NEEDED[showing.panel].value, stands.role.value)
                said = self._desk.acting.noted(person, error)
            showing = Showing()
        top = self._panels.top(person, stands, showing, said, texts, looks_after=looks_after)
        if showing.panel is not Panel.START:
            blocks = self._panels.blocks(person, stands.role, showing, texts, now)
            return _Tab(panel_view(top, blocks, showing.noted()))
        reading = self._reading(person)
        start = _Start(reading, top, self._learning(person, reading.audiences, now))
        prompts = self._prompts.known(start.reading, texts)
        return _Tab(start.view(prompts or (), texts, now), start if prompts is None else None)

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

    def _learning(self, person: str, audiences: Sequence[str], now: datetime) -> Progress | None:
        zone = zone_for(DEFAULT, self._desk.identity.zone(person, now=now))
        with self._database.reading() as session:
            return learning_of(session, self._workspace, person, zone, now, audiences)

    def _reading(self, person: str) -> Reading:
        audiences = self._readers.audiences_of(person)
        with self._database.reading() as session:
            recent = recent_questions(session, self._workspace, person, RECENT)
            guides = guide_summaries(session, self._workspace, audiences=audiences)
        return Reading(recent, [guide for guide in guides if guide.retired_at is None], audiences)
