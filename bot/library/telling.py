"""Messages into people's own conversations with the bot, each once."""

import logging
from datetime import datetime

from bot.blocks.message import Message
from bot.calls import SlackRefused
from bot.library.desk import Desk
from bot.posting import Mark, Venue

log = logging.getLogger(__name__)


def tell_once(desk: Desk, person: str, mark: Mark, message: Message, since: datetime) -> bool:
    """Tell a person something, unless that was told before; no message of this mark is older than ``since``.

    Returns:
        Whether the person has it.

    Raises:
        SlackAway: Slack can't be told now.
    """
    try:
        desk.posting.once(Venue(desk.identity.direct_channel(person), None), mark, message, since)
        return True
    except SlackRefused as error:
        log.error("not told", extra={"about": mark.kind, "method": error.method, "error": error.error})
        return False


def was_told(desk: Desk, person: str, mark: Mark, since: datetime) -> bool | None:
    """Whether a message of this mark stands in a person's conversation; None where the bot can't write there.

    Raises:
        SlackAway: Slack can't be asked now.
    """
    try:
        return desk.posting.find(Venue(desk.identity.direct_channel(person), None), mark, since) is not None
    except SlackRefused as error:
        log.error("not told", extra={"about": mark.kind, "method": error.method, "error": error.error})
        return None
