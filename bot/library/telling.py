"""Messages into people's own conversations with the bot, each once."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.blocks.message import Message
from bot.calls import SlackRefused
from bot.library.desk import Desk
from bot.library.owners import Keeper
from bot.posting import Mark, Venue
from knowledge.freshness.reminders import is_working_time

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


def is_at_work(keeper: Keeper, now: datetime) -> bool:
    """Whether a person is at work at this time."""
    return is_working_time(now, keeper.zone)


def tell_each(
    desk: Desk,
    keepers: Sequence[Keeper],
    mark: Mark,
    message: Callable[[Keeper], Message],
    since: datetime,
    now: datetime,
    *,
    first: bool = False,
) -> bool | None:
    """Tell each of several people something once, as far as they are at work.

    Args:
        desk: Slack.
        keepers: Who is to be told.
        mark: Of all the messages.
        message: What a person is told.
        since: No message of this mark is older.
        now: The time.
        first: Whether there is no message of this mark.

    Returns:
        Whether all have it to whom it can be told; False while some are not at work, None where nobody can be told.

    Raises:
        SlackAway: Slack can't be told now.
    """

    def told(keeper: Keeper) -> bool | None:
        if is_at_work(keeper, now):
            return tell_once(desk, keeper.person, mark, message(keeper), since) or None
        return False if first else was_told(desk, keeper.person, mark, since)

    found = [told(keeper) for keeper in keepers]
    if False in found:
        return False
    return True if True in found else None
