"""An item is sent into review and back, published, released, retired; as durable jobs."""

import logging
from collections.abc import Callable

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.mrkdwn import escape
from bot.durable import step, time_now, workflow
from bot.learning.item_cards import ItemCards
from bot.learning.item_presses import ItemPress
from bot.library.desk import Desk
from bot.library.mishaps import apologising
from bot.library.presses import Turned
from knowledge.members.queries import people_who_may
from knowledge.members.roles import OPERATOR, Act
from knowledge.wording import LONGEST_REASON, plain
from learning.errors import WrongItemState
from learning.items import service
from learning.items.queries import version
from learning.items.steps import last_step
from learning.items.values import ItemState

MOST_REVIEWERS = 20
# The Home tab, and what came of a press on it.
ShowHome = Callable[[Turned, str | None], None]

log = logging.getLogger(__name__)


@DBOS.dbos_class()
class ItemReviews(DBOSConfiguredInstance):
    """The jobs of an item's life."""

    def __init__(self, desk: Desk, cards: ItemCards, show_home: ShowHome) -> None:
        """Take what the jobs work with.

        Args:
            desk: The library, and Slack.
            cards: Show items.
            show_home: Shows a Home tab with what came of a press on it.
        """
        super().__init__("item_reviews")
        self._desk = desk
        self._cards = cards
        self._show_home = show_home

    @workflow
    def submit(self, press: ItemPress) -> None:
        """Send a draft into review, and tell those who can review it."""
        with apologising(self._desk, press.person, press.channel):
            refused = self.ask(press)
            if refused is None:
                told = sum(self.tell(reviewer, press.version_id) for reviewer in self.reviewers(press))
                said = self._desk.status.texts(press.person).items
                self._show(press, said.submitted.of(told) if told else said.nobody_to_review)
            else:
                self._show(press, refused)

    @workflow
    def publish(self, press: ItemPress) -> None:
        """Let it be drawn, and tell its author."""
        with apologising(self._desk, press.person, press.channel):
            self._moved(press, self.let_in(press), self._desk.status.texts(press.person).items.published)

    @workflow
    def release(self, press: ItemPress) -> None:
        """Let it be drawn again after quarantine, and tell its author."""
        with apologising(self._desk, press.person, press.channel):
            self._moved(press, self.let_in_again(press), self._desk.status.texts(press.person).items.released)

    @workflow
    def send_back(self, press: ItemPress, reason: str) -> None:
        """Make a draft of it again, and tell its author why."""
        with apologising(self._desk, press.person, press.channel):
            self._moved(press, self.give_back(press, reason), self._desk.status.texts(press.person).items.sent_back)

    @workflow
    def retire(self, press: ItemPress, reason: str) -> None:
        """Give it up, and tell its author why."""
        with apologising(self._desk, press.person, press.channel):
            self._moved(press, self.give_up(press, reason), self._desk.status.texts(press.person).items.retired)

    @step
    def ask(self, press: ItemPress) -> str | None:
        """Let it go into review; returns why not, if that was refused."""

        def act(session: Session) -> None:
            service.submit(session, self._desk.workspace, press.version_id, by=press.person, now=time_now())

        return self._once(press, ItemState.IN_REVIEW, act)

    @step
    def let_in(self, press: ItemPress) -> str | None:
        """Publish it; returns why not, if that was refused."""

        def act(session: Session) -> None:
            service.publish(session, self._desk.workspace, press.version_id, by=press.person, now=time_now())

        return self._once(press, ItemState.PUBLISHED, act)

    @step
    def let_in_again(self, press: ItemPress) -> str | None:
        """Release it; returns why not, if that was refused."""

        def act(session: Session) -> None:
            service.release(session, self._desk.workspace, press.version_id, by=press.person, now=time_now())

        return self._once(press, ItemState.PUBLISHED, act)

    @step
    def give_back(self, press: ItemPress, reason: str) -> str | None:
        """Send it back; returns why not, if that was refused."""

        def act(session: Session) -> None:
            workspace, now = self._desk.workspace, time_now()
            service.send_back(session, workspace, press.version_id, by=press.person, reason=reason, now=now)

        return self._once(press, ItemState.DRAFT, act, reason)

    @step
    def give_up(self, press: ItemPress, reason: str) -> str | None:
        """Retire it; returns why not, if that was refused."""

        def act(session: Session) -> None:
            workspace, now = self._desk.workspace, time_now()
            service.retire(session, workspace, press.version_id, by=press.person, reason=reason, now=now)

        return self._once(press, ItemState.RETIRED, act, reason)

    @step
    def reviewers(self, press: ItemPress) -> list[str]:
        """Who is told: those who may publish, without the author and who asks."""
        with self._desk.database.reading() as session:
            able = people_who_may(session, self._desk.workspace, Act.PUBLISH_ITEMS)
            author = version(session, self._desk.workspace, press.version_id).created_by
        return [person for person in able if person not in {author, press.person}][:MOST_REVIEWERS]

    @step
    def author(self, press: ItemPress) -> list[str]:
        """Who wrote it, if that is a person who does not know yet."""
        with self._desk.database.reading() as session:
            author = version(session, self._desk.workspace, press.version_id).created_by
        return [author] if author not in {OPERATOR, press.person} else []

    @step
    def tell(self, person: str, version_id: str) -> bool:
        """Show a person the item, once."""
        return self._cards.tell(person, version_id)

    @step
    def show(self, press: ItemPress, said: str | None) -> None:
        """Make the card or page say what holds now; a message has no place of its own for what came of it."""
        self._cards.show(press, said)

    @step
    def say(self, press: ItemPress, said: str) -> None:
        """Tell the person alone, where the button stood in a message."""
        self._desk.status.to_one(press.channel, press.person, escape(said))

    def _moved(self, press: ItemPress, refused: str | None, done: str) -> None:
        if refused is None:
            for person in self.author(press):
                self.tell(person, press.version_id)
        self._show(press, refused or done, refused=refused is not None)

    def _show(self, press: ItemPress, said: str, *, refused: bool = True) -> None:
        """Show it where it was pressed. A card says by itself what was done, but not what was refused."""
        if press.home is not None:
            self._show_home(press.home, said)
            return
        self.show(press, said)
        if press.page is None and refused:
            self.say(press, said)

    def _once(
        self, press: ItemPress, state: ItemState, act: Callable[[Session], None], reason: str | None = None
    ) -> str | None:
        """Do it, or see that this person has done it already: a step may be done again after a crash."""
        workspace = self._desk.workspace

        def unless_done(session: Session) -> None:
            now = last_step(session, workspace, press.version_id)
            same = reason is None or now.reason == plain(reason)[:LONGEST_REASON]
            if (now.state, now.by) == (state, press.person) and same:
                return
            act(session)
            # Asked last, for whoever may not do it is to hear just that; what was done is undone where it raises.
            if press.shown not in {None, now.state}:
                key = version(session, workspace, press.version_id).key
                raise WrongItemState(key, now.state.value, state.value)
            log.info("item moved", extra={"item": press.version_id, "state": state.value})

        return self._desk.acting.why_not(press.person, unless_done)
