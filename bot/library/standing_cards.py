"""Cards of editions that stand in people's conversations with the bot: found again, and made to say what holds now."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dbos import DBOS, DBOSConfiguredInstance

from bot.blocks.library.edition_card import shown_on
from bot.calls import SlackRefused
from bot.durable import step, workflow
from bot.library.cards import CARD_KINDS, Cards
from bot.library.desk import Desk
from bot.locks import Locks
from bot.posting import Venue, stamped_at
from ingestion.uploads.queries import upload_of
from knowledge.guides.library import lives_of
from knowledge.guides.states import EditionState
from knowledge.guides.steps import subject_of
from knowledge.members.queries import people_who_may
from knowledge.members.roles import OPERATOR, Act

MOST_PEOPLE = 50

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class StandingCard:
    """A card in a person's conversation.

    Attributes:
        message: Its ``ts``.
        shown: The state of the edition that it shows; None where that is not known.
    """

    channel: str
    message: str
    edition_id: str
    shown: EditionState | None

    @property
    def at(self) -> datetime:
        """When it was posted."""
        return stamped_at(self.message)


@DBOS.dbos_class()
class StandingCards(DBOSConfiguredInstance):
    """The job that brings cards up to date which nobody pressed."""

    def __init__(self, desk: Desk, cards: Cards) -> None:
        """Take what the job works with."""
        super().__init__("standing_cards")
        self._desk = desk
        self._cards = cards
        self._locks = Locks()

    @workflow
    def refresh(self, edition_id: str, besides: str | None = None) -> None:
        """Make the cards of the edition's guide say what holds now, as far as they are known and say otherwise.

        Args:
            edition_id: The edition.
            besides: The ``ts`` of a card that was just made to say so, with what came of a press.
        """
        for person in self.those_with_cards(edition_id):
            self.refresh_for(person, edition_id, besides)

    @step
    def those_with_cards(self, edition_id: str) -> list[str]:
        """Who may have such a card: those who may see the library."""
        with self._desk.database.reading() as session:
            able = people_who_may(session, self._desk.workspace, Act.SEE_LIBRARY)
        return [person for person in able if person != OPERATOR][:MOST_PEOPLE]

    @step
    def refresh_for(self, person: str, edition_id: str, besides: str | None = None) -> None:
        """Do so for one person."""
        # Whoever comes last writes what holds then.
        with self._locks.of((person,)):
            states, since = self._editions(edition_id)
            for card in standing_cards(self._desk, person, states, since):
                if card.message != besides and card.shown is not states[card.edition_id]:
                    self._update(person, card)

    def _editions(self, edition_id: str) -> tuple[Mapping[str, EditionState], datetime]:
        """The state of each edition of the guide, and when the first was added."""
        workspace = self._desk.workspace
        with self._desk.database.reading() as session:
            lives = lives_of(session, workspace, subject_of(session, workspace, edition_id).guide_id)
        states = {life.edition_id: life.steps[-1].state for life in lives}
        return states, min(life.steps[0].at for life in lives)

    def _update(self, person: str, card: StandingCard) -> None:
        message = self._cards.message(card.edition_id, person)
        if message is None:
            return
        try:
            self._desk.posting.update(card.channel, card.message, message)
        except SlackRefused as error:
            log.error("card not changed", extra={"edition": card.edition_id, "error": error.error})


def standing_cards(
    desk: Desk, person: str, editions: Mapping[str, EditionState], since: datetime
) -> list[StandingCard]:
    """The cards of these editions among the last messages of a person's conversation with the bot, the oldest first.

    Raises:
        SlackAway: Slack can't be asked now.
    """
    try:
        channel = desk.identity.direct_channel(person)
    except SlackRefused:
        return []
    found = [_card(channel, said) for said in desk.posting.ours(Venue(channel, None), CARD_KINDS, since)]
    cards = [card for card in found if card is not None and card.edition_id in editions]
    return [*_in_threads(desk, person, editions, {card.message for card in cards}), *cards]


def _in_threads(desk: Desk, person: str, editions: Mapping[str, EditionState], known: set[str]) -> list[StandingCard]:
    """The cards of uploads in threads of the conversation, of which it is only known where they stand."""
    with desk.database.reading() as session:
        uploads = {edition_id: upload_of(session, desk.workspace, edition_id) for edition_id in editions}
    return [
        StandingCard(upload.channel, upload.message, edition_id, None)
        for edition_id, upload in uploads.items()
        if upload is not None and upload.person == person and upload.channel and upload.message
        if upload.message not in known
    ]


def _card(channel: str, said: Mapping[str, Any]) -> StandingCard | None:
    shown = (shown_on(str(block.get("block_id") or "")) for block in said.get("blocks", ()))
    edition_id, state = next((one for one in shown if one is not None), (None, None))
    if edition_id is None:
        return None
    return StandingCard(channel, str(said["ts"]), edition_id, state)
