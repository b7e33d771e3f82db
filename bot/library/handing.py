"""The card of an edition, sent to whoever asks for it in the Home tab or on the page of a guide."""

from datetime import datetime

from bot.library.cards import Cards
from bot.library.desk import Desk
from bot.library.telling import tell_once
from bot.posting import Mark
from knowledge.members.roles import Act
from knowledge.members.service import require

EVENT_TYPE = "fieldwise_edition_handed_over"


def hand(desk: Desk, cards: Cards, person: str, edition_id: str, at: datetime) -> str:
    """Post the card into the person's own conversation, once for what was pressed at this time.

    Returns:
        What came of it, in the person's language.

    Raises:
        SlackAway: Slack can't be told now.
    """
    refused = desk.acting.why_not(person, lambda session: require(session, desk.workspace, person, Act.SEE_LIBRARY))
    if refused is not None:
        return refused
    texts, message = desk.status.texts(person), cards.message(edition_id, person)
    if message is None:
        return texts.refusals.guide_gone
    mark = Mark(EVENT_TYPE, {"edition": edition_id, "moment": at.isoformat()})
    told = tell_once(desk, person, mark, message, at)
    return texts.library.card_sent if told else texts.library.card_not_sent
