"""People and channels as Slack's markup names them; anything else that stands in their place is plain text. Pure."""

import re

from bot.blocks.mrkdwn import escaped_line

_PERSON = re.compile(r"[UW][A-Z0-9]{1,30}")
_CHANNEL = re.compile(r"[CG][A-Z0-9]{1,30}")


def is_channel(name: str) -> bool:
    """Whether it is the id of a channel."""
    return _CHANNEL.fullmatch(name) is not None


def mention(name: str, limit: int) -> str:
    """A person or a channel, as mrkdwn; what is the id of neither is escaped, at most so many units of it."""
    if _PERSON.fullmatch(name):
        return f"<@{name}>"
    return f"<#{name}>" if is_channel(name) else escaped_line(name, limit)
