"""Reactions to messages."""

import re
from typing import Any

from bot.playground.interactivity import Refusal
from bot.playground.methods.method import Arguments, Method, joined_channel
from bot.playground.people import BOT_USER
from bot.playground.platform import Platform


def add(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    if not re.fullmatch(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?", arguments["name"]):
        raise Refusal("invalid_name")
    reactions = _reactions(platform, arguments)
    users = reactions.setdefault(arguments["name"], [])
    if BOT_USER in users:
        raise Refusal("already_reacted")
    users.append(BOT_USER)
    return _keep(platform, arguments, reactions)


def remove(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    reactions = _reactions(platform, arguments)
    users = reactions.get(arguments["name"], [])
    if BOT_USER not in users:
        raise Refusal("no_reaction")
    users.remove(BOT_USER)
    return _keep(platform, arguments, {name: users for name, users in reactions.items() if users})


def _reactions(platform: Platform, arguments: Arguments) -> dict[str, list[str]]:
    channel = joined_channel(platform, arguments["channel"])
    message = platform.workspace.message(channel.id, arguments["timestamp"])
    if message is None:
        raise Refusal("message_not_found")
    return {one["name"]: one["users"] for one in message.get("reactions", ())}


def _keep(platform: Platform, arguments: Arguments, reactions: dict[str, list[str]]) -> dict[str, Any]:
    workspace = platform.workspace
    shown = [{"name": name, "users": users, "count": len(users)} for name, users in reactions.items()]
    with workspace.lock:
        message = workspace.state.messages[arguments["channel"]].get(arguments["timestamp"])
        if message is None:
            raise Refusal("message_not_found")
        message["reactions"] = shown
    workspace.changed("channel", arguments["channel"])
    return {}


METHODS = {
    "reactions.add": Method(add, ("channel", "name", "timestamp"), (), ("reactions:write",)),
    "reactions.remove": Method(remove, ("channel", "name", "timestamp"), (), ("reactions:write",)),
}
