"""Channels, who is in them and what was said."""

import secrets
from typing import Any

from bot.playground.events import member_event, publish
from bot.playground.interactivity import Refusal
from bot.playground.methods.method import (
    HISTORY,
    READ,
    Arguments,
    Method,
    joined_channel,
    truth,
    visible_channel,
)
from bot.playground.methods.paging import PAGING, page
from bot.playground.people import BOT_USER, Channel, channel_object, direct
from bot.playground.platform import Platform
from bot.playground.workspace import Message

KINDS = {"public_channel": "channel", "private_channel": "private", "im": "im", "mpim": "mpim"}


def info(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    channel = visible_channel(platform, arguments["channel"])
    shown = channel_object(channel)
    if truth(arguments.get("include_num_members")):
        shown["num_members"] = len(channel.members)
    if truth(arguments.get("include_locale")):
        shown["locale"] = "en-US"
    return {"channel": shown}


def history(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    channel = joined_channel(platform, arguments["channel"])
    roots = [one for one in platform.workspace.messages(channel.id) if one.get("thread_ts", one["ts"]) == one["ts"]]
    return _messages(list(reversed(_between(roots, arguments))), arguments)


def replies(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    channel = joined_channel(platform, arguments["channel"])
    root = platform.workspace.message(channel.id, arguments["ts"])
    if root is None:
        raise Refusal("thread_not_found")
    thread = platform.workspace.messages(channel.id, root.get("thread_ts", root["ts"]))
    return _messages([thread[0], *_between(thread[1:], arguments)], arguments)


def open_direct(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    if arguments.get("channel"):
        return {"channel": {"id": visible_channel(platform, arguments["channel"]).id}}
    people = [one for one in str(arguments.get("users", "")).split(",") if one]
    if not people:
        raise Refusal("users_list_not_supplied")
    if any(one not in platform.workspace.people for one in people):
        raise Refusal("user_not_found")
    if any(platform.workspace.people[one].is_stranger for one in people):
        raise Refusal("user_not_visible")
    if any(platform.workspace.people[one].deleted for one in people):
        raise Refusal("user_disabled")
    channel = platform.workspace.channels[direct(people[0])] if len(people) == 1 else _group(platform, people)
    return {"channel": channel_object(channel) if truth(arguments.get("return_im")) else {"id": channel.id}}


def members(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    channel = visible_channel(platform, arguments["channel"])
    part, cursor = page(channel.members, arguments)
    return {"members": part, "response_metadata": {"next_cursor": cursor}}


def list_all(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    seen = [channel_object(one) for one in _known(platform, arguments)]
    part, cursor = page(seen, arguments)
    return {"channels": part, "response_metadata": {"next_cursor": cursor}}


def list_of_person(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    """What a person, or without one the bot, is a member of, as far as the bot may know of it."""
    person = arguments.get("user", BOT_USER)
    if person != BOT_USER and person not in platform.workspace.people:
        raise Refusal("user_not_found")
    shown = [channel_object(one) for one in _known(platform, arguments) if person in one.members]
    for one in shown:
        # The list is about this person, and doesn't say whether the bot is in.
        one.pop("is_member", None)
    part, cursor = page(shown, arguments)
    return {"channels": part, "response_metadata": {"next_cursor": cursor}}


def _known(platform: Platform, arguments: Arguments) -> list[Channel]:
    """The channels of the kinds that were asked for: all public ones, and of the others those that the bot is in.

    Raises:
        Refusal: There is no such kind, or a scope is missing.
    """
    asked = [one.strip() for one in str(arguments.get("types", "public_channel")).split(",")]
    if any(one not in KINDS for one in asked):
        raise Refusal("invalid_types")
    kinds = [KINDS[one] for one in asked]
    scopes = platform.registration.scopes
    for kind in kinds:
        if READ[kind] not in scopes:
            raise Refusal("missing_scope", needed=READ[kind], provided=",".join(sorted(scopes)))
    everywhere = platform.workspace.channels.values()
    return [one for one in everywhere if one.kind in kinds and (one.kind == "channel" or BOT_USER in one.members)]


def join(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    channel = visible_channel(platform, arguments["channel"])
    if channel.kind != "channel":
        raise Refusal("method_not_supported_for_channel_type")
    if BOT_USER not in channel.members:
        channel.members.append(BOT_USER)
        platform.workspace.changed("people", channel.id)
        publish(platform, member_event(platform, "joined", channel, BOT_USER), channel)
    return {"channel": channel_object(channel)}


def _group(platform: Platform, people: list[str]) -> Channel:
    """The group conversation of the bot and these people, opened if there was none."""
    workspace = platform.workspace
    for channel in list(workspace.channels.values()):
        if channel.kind == "mpim" and set(channel.members) == {*people, BOT_USER}:
            return channel
    names = [*(workspace.people[one].name for one in people), platform.registration.name.lower()]
    new = Channel(f"G{secrets.token_hex(5).upper()}", f"mpdm-{'--'.join(names)}-1", "mpim", [*people, BOT_USER])
    workspace.add(new)
    return new


def _between(messages: list[Message], arguments: Arguments) -> list[Message]:
    """Those inside ``oldest`` and ``latest``, the ends only with ``inclusive``."""
    oldest, latest = str(arguments.get("oldest") or "0"), str(arguments.get("latest") or "9999999999.999999")
    ends = truth(arguments.get("inclusive"))
    return [
        one
        for one in messages
        if oldest < one["ts"] < latest or (ends and one["ts"] in (arguments.get("oldest"), arguments.get("latest")))
    ]


def _messages(found: list[Message], arguments: Arguments) -> dict[str, Any]:
    part, cursor = page(found, arguments)
    if not truth(arguments.get("include_all_metadata")):
        for message in part:
            message.pop("metadata", None)
    more = {"response_metadata": {"next_cursor": cursor}} if cursor else {}
    return {"messages": part, "has_more": bool(cursor), **more}


_SPAN = ("latest", "oldest", "inclusive", "include_all_metadata")
METHODS = {
    "conversations.info": Method(info, ("channel",), ("include_locale", "include_num_members"), READ),
    "conversations.history": Method(history, ("channel",), (*PAGING, *_SPAN), HISTORY),
    "conversations.replies": Method(replies, ("channel", "ts"), (*PAGING, *_SPAN), HISTORY),
    "conversations.open": Method(open_direct, (), ("channel", "users", "return_im"), ("im:write", "mpim:write")),
    "conversations.members": Method(members, ("channel",), PAGING, READ),
    "conversations.list": Method(list_all, (), (*PAGING, "types", "exclude_archived", "team_id")),
    "users.conversations": Method(list_of_person, (), (*PAGING, "types", "user", "exclude_archived", "team_id")),
    "conversations.join": Method(join, ("channel",), (), ("channels:join",)),
}
