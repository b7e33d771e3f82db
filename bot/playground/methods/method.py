"""What a Web API method is, and what several of them ask."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.playground.interactivity import Refusal
from bot.playground.limits import METADATA, METADATA_BYTES, problems, too_long
from bot.playground.people import BOT_USER, Channel, direct
from bot.playground.platform import Platform
from bot.playground.shapes import problem
from bot.playground.workspace import Message

Arguments = dict[str, Any]
Handler = Callable[[Platform, Arguments], dict[str, Any]]
Scope = tuple[str, ...] | Mapping[str, str]
"""One of several scopes that each suffice, or the scope for each kind of channel."""

READ = {"channel": "channels:read", "private": "groups:read", "im": "im:read", "mpim": "mpim:read"}
HISTORY = {"channel": "channels:history", "private": "groups:history", "im": "im:history", "mpim": "mpim:history"}


@dataclass(frozen=True)
class Method:
    """A method: which arguments it knows, which scope it needs, what it does."""

    handler: Handler
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    scope: Scope = ()
    token: str = "bot"


def visible_channel(platform: Platform, channel_id: Any) -> Channel:
    """The channel of an id, as far as the bot may know of it.

    Raises:
        Refusal: There is none, or it is private and the bot is not in it.
    """
    channel = platform.workspace.channels.get(channel_id) if isinstance(channel_id, str) else None
    if channel is None or (channel.kind != "channel" and BOT_USER not in channel.members):
        raise Refusal("channel_not_found")
    return channel


def joined_channel(platform: Platform, channel_id: Any) -> Channel:
    """The channel of an id, which the bot is in; a person's id is their direct message.

    Raises:
        Refusal: The bot can't see it or is not in it.
    """
    if isinstance(channel_id, str) and channel_id in platform.workspace.people:
        channel_id = direct(channel_id)
    channel = visible_channel(platform, channel_id)
    if BOT_USER not in channel.members:
        raise Refusal("not_in_channel")
    return channel


def own_message(platform: Platform, channel: Channel, ts: str, otherwise: str) -> Message:
    """A message of the bot's.

    Raises:
        Refusal: There is none, or somebody else wrote it (the error ``otherwise``).
    """
    message = platform.workspace.message(channel.id, ts)
    if message is None:
        raise Refusal("message_not_found")
    if message["user"] != BOT_USER:
        raise Refusal(otherwise)
    return message


def accept_blocks(blocks: Any) -> None:
    """Nothing, if these blocks may stand in a message.

    Raises:
        Refusal: They may not, and why.
    """
    if not isinstance(blocks, list):
        raise Refusal("invalid_blocks_format")
    found = problems(blocks, "message")
    if found:
        raise Refusal("invalid_blocks", found)
    if too_long(blocks):
        raise Refusal("msg_blocks_too_long")


def accept_metadata(metadata: Any) -> None:
    """Nothing, if this may be a message's metadata.

    Raises:
        Refusal: It may not, and why.
    """
    found = list(METADATA(metadata, "/metadata"))
    if found:
        raise Refusal("invalid_metadata_format", found)
    if len(str(metadata)) > METADATA_BYTES:
        raise Refusal("metadata_too_large")


def invalid(what: str, pointer: str) -> Refusal:
    """The refusal of an argument."""
    return Refusal("invalid_arguments", [problem(what, pointer)])


def truth(value: Any) -> bool:
    """A boolean argument, however it was encoded."""
    return value in (True, "1", "true", "True")
