"""What a person wished to be shown is told in the person's own conversation with the bot."""

from collections.abc import Callable
from datetime import datetime

from bot.blocks.message import Message
from bot.blocks.mrkdwn import escape
from bot.durable import step
from bot.library.desk import Desk
from bot.library.mishaps import apologising
from bot.library.telling import tell_once
from bot.posting import Mark
from bot.wishes import Wished


def grant(desk: Desk, wished: Wished, kind: str, message: Callable[[], Message]) -> bool:
    """The body of a workflow: tell a person what was wished, and say so where others read the wish.

    Nobody from outside is told anything. Whatever nobody foresaw ends it, and the person is told.

    Args:
        desk: The library, and Slack.
        wished: By whom, and where.
        kind: What kind of message it is; of each kind there is one to an act.
        message: Makes the message; called again where a step is tried again.

    Returns:
        Whether the person has it.
    """
    is_told = False
    with apologising(desk, wished.person, wished.asked_in):
        if not is_from_outside(desk, wished.person):
            is_told = _tell(desk, wished.person, Mark(kind, {"act": wished.act}), message, wished.at)
        if is_told and wished.asked_in is not None:
            point(desk, wished.person, wished.asked_in)
    return is_told


@step
def is_from_outside(desk: Desk, person: str) -> bool:
    """Whether nothing is to be shown to a person, or kept of one."""
    return desk.identity.is_from_outside(person)


@step
def point(desk: Desk, person: str, channel: str) -> None:
    """Say in a channel, to a person alone, that what was wished there is in the person's own conversation."""
    desk.status.to_one(channel, person, escape(desk.status.texts(person).sent_to_you))


@step
def _tell(desk: Desk, person: str, mark: Mark, message: Callable[[], Message], at: datetime) -> bool:
    return tell_once(desk, person, mark, message(), at)
