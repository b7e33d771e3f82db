"""Channels, who is in them and what was said."""

import base64
import secrets
from typing import Any

from bot.playground.events import publish
from bot.playground.interactivity import Refusal
from bot.playground.methods.method import (
    HISTORY,
    READ,
    Arguments,
    Method,
    invalid,
    joined_channel,
    truth,
    visible_channel,
)
from bot.playground.people import BOT_USER, TEAM, Channel, channel_object, direct
from bot.playground.platform import Platform
from bot.playground.workspace import Message

PAGING = ("cursor", "limit")
KINDS = {"public_channel": "channel", "private_channel": "private", "im": "im", "mpim": "mpim"}
MOST = 999


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
    channel = platform.workspace.channels[direct(people[0])] if len(people) == 1 else _group(platform, people)
    return {"channel": channel_object(channel) if truth(arguments.get("return_im")) else {"id": channel.id}}


def members(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    channel = visible_channel(platform, arguments["channel"])
    page, cursor = _page(channel.members, arguments)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def list_all(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    asked = [one.strip() for one in str(arguments.get("types", "public_channel")).split(",")]
    if any(one not in KINDS for one in asked):
        raise Refusal("invalid_types")
    for kind in asked:
        if READ[KINDS[kind]] not in platform.registration.scopes:
            raise Refusal("missing_scope", needed=READ[KINDS[kind]])
    kinds = [KINDS[one] for one in asked]
    seen = [
        channel_object(channel)
        for channel in platform.workspace.channels.values()
        if channel.kind in kinds and (channel.kind == "channel" or BOT_USER in channel.members)
    ]
    page, cursor = _page(seen, arguments)
    return {"channels": page, "response_metadata": {"next_cursor": cursor}}


def join(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    channel = visible_channel(platform, arguments["channel"])
    if channel.kind != "channel":
        raise Refusal("method_not_supported_for_channel_type")
    if BOT_USER not in channel.members:
        channel.members.append(BOT_USER)
        platform.workspace.changed("people", channel.id)
        joined = {"type": "member_joined_channel", "user": BOT_USER, "channel": channel.id, "channel_type": "C"}
        publish(platform, {**joined, "team": TEAM, "event_ts": platform.workspace.new_ts()}, channel)
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
    page, cursor = _page(found, arguments)
    if not truth(arguments.get("include_all_metadata")):
        for message in page:
            message.pop("metadata", None)
    more = {"response_metadata": {"next_cursor": cursor}} if cursor else {}
    return {"messages": page, "has_more": bool(cursor), **more}


def _page(items: list[Any], arguments: Arguments) -> tuple[list[Any], str]:
    try:
        limit = int(arguments.get("limit") or 100)
        start = int(base64.b64decode(arguments["cursor"])) if arguments.get("cursor") else 0
    except ValueError:
        raise Refusal("invalid_cursor") from None
    if not 1 <= limit <= MOST:
        raise invalid(f"must be an integer from 1 to {MOST}", "/limit")
    rest = start + limit < len(items)
    return items[start : start + limit], base64.b64encode(str(start + limit).encode()).decode() if rest else ""


_SPAN = ("latest", "oldest", "inclusive", "include_all_metadata")
METHODS = {
    "conversations.info": Method(info, ("channel",), ("include_locale", "include_num_members"), READ),
    "conversations.history": Method(history, ("channel",), (*PAGING, *_SPAN), HISTORY),
    "conversations.replies": Method(replies, ("channel", "ts"), (*PAGING, *_SPAN), HISTORY),
    "conversations.open": Method(open_direct, (), ("channel", "users", "return_im"), ("im:write", "mpim:write")),
    "conversations.members": Method(members, ("channel",), PAGING, READ),
    "conversations.list": Method(list_all, (), (*PAGING, "types", "exclude_archived", "team_id")),
    "conversations.join": Method(join, ("channel",), (), ("channels:join",)),
}
