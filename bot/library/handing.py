"""The card of an edition, sent to whoever asks for it in the Home tab or on the page of a guide."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.library.cards import HANDED_OVER, Cards
from bot.library.desk import Desk
from bot.library.standing_cards import StandingCard, standing_cards
from bot.library.telling import tell_once
from bot.posting import Mark
from knowledge.guides.steps import steps_of
from knowledge.members.roles import Act
from knowledge.members.service import require


def hand(desk: Desk, cards: Cards, person: str, edition_id: str, at: datetime) -> str:
    """Post the card into the person's own conversation, unless the last one there says what holds.

    It is posted once for what was pressed at this time.

    Returns:
        What came of it, in the person's language.

    Raises:
        SlackAway: Slack can't be told now.
    """

    def see(session: Session) -> object:
        return require(session, desk.workspace, person, Act.SEE_LIBRARY)

    refused = desk.acting.why_not(person, see, edition_id)
    if refused is not None:
        return refused
    texts, message = desk.status.texts(person), cards.message(edition_id, person)
    if message is None:
        return texts.refusals.guide_gone
    there = _last_card(desk, person, edition_id)
    if there is not None and there.at < at:
        return texts.library.card_there.format(date=texts.day(there.at.date()))
    mark = Mark(HANDED_OVER, {"edition": edition_id, "moment": at.isoformat()})
    told = tell_once(desk, person, mark, message, at)
    return texts.library.card_sent if told else texts.library.card_not_sent


def _last_card(desk: Desk, person: str, edition_id: str) -> StandingCard | None:
    """The last card of the edition in the person's conversation, if it shows the state in which the edition is."""
    with desk.database.reading() as session:
        steps = steps_of(session, edition_id)
    cards = standing_cards(desk, person, {edition_id: steps[-1].state}, steps[0].at)
    return cards[-1] if cards and cards[-1].shown is steps[-1].state else None
