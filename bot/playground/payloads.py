"""What the app is told when a person presses, chooses, submits, closes or commands."""

from typing import Any

from bot.playground.events import as_heard
from bot.playground.people import APP, TEAM, TEAM_DOMAIN, Channel, Person
from bot.playground.platform import Platform
from bot.playground.workspace import Message, View

NAMES = {"im": "directmessage", "private": "privategroup"}


def command(
    platform: Platform, person: Person, channel: Channel, name: str, text: str, thread_ts: str | None
) -> dict[str, Any]:
    """A slash command."""
    payload = {
        "token": platform.verification_token,
        "team_id": TEAM,
        "team_domain": TEAM_DOMAIN,
        "channel_id": channel.id,
        "channel_name": NAMES.get(channel.kind, channel.name),
        "user_id": person.id,
        "user_name": person.name,
        "command": name,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": platform.url + platform.response_urls.new(person.id, channel.id, thread_ts),
        "trigger_id": platform.triggers.new(person.id),
    }
    return {**payload, "thread_ts": thread_ts} if thread_ts else payload


def shortcut(
    platform: Platform, person: Person, channel: Channel, callback_id: str, message: Message
) -> dict[str, Any]:
    """A message shortcut."""
    return {
        **_common(platform, "message_action", person),
        "action_ts": platform.workspace.new_ts(),
        "callback_id": callback_id,
        "channel": _channel(channel),
        "message_ts": message["ts"],
        "message": as_heard(platform, channel, message),
        "response_url": platform.url + platform.response_urls.new(person.id, channel.id),
    }


def message_actions(
    platform: Platform,
    person: Person,
    channel: Channel,
    message: Message,
    action: dict[str, Any],
    state: dict[str, dict[str, Any]],
) -> dict[str, Any]:
    """A press in a message, with what its fields hold. That of an ephemeral message is told without the message."""
    ephemeral = bool(message.get("is_ephemeral"))
    path = platform.response_urls.new(
        person.id, channel.id, None, "ephemeral" if ephemeral else "message", message["ts"]
    )
    told = {
        **_common(platform, "block_actions", person),
        **in_message(channel, message),
        "state": {"values": state},
        "response_url": platform.url + path,
        "actions": [action],
    }
    if ephemeral:
        del told["message"]
    return told


def in_message(channel: Channel, message: Message) -> dict[str, Any]:
    """Where something happened: in a message."""
    container = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": channel.id,
        "is_ephemeral": bool(message.get("is_ephemeral")),
    }
    if "thread_ts" in message:
        container["thread_ts"] = message["thread_ts"]
    return {"container": container, "channel": _channel(channel), "message": message}


def in_view(view: View) -> dict[str, Any]:
    """Where something happened: in a modal or an App Home."""
    return {"container": {"type": "view", "view_id": view["id"]}, "view": view}


def suggestion(
    platform: Platform,
    person: Person,
    block: dict[str, Any],
    element: dict[str, Any],
    text: str,
    where: dict[str, Any],
) -> dict[str, Any]:
    """The question what an external select is to offer for what a person has typed."""
    told = _common(platform, "block_suggestion", person)
    del told["trigger_id"]
    asked = {"action_id": element["action_id"], "block_id": block.get("block_id"), "value": text}
    return {**told, **where, **asked}


def view_actions(platform: Platform, person: Person, view: View, action: dict[str, Any]) -> dict[str, Any]:
    """A press in a modal or an App Home."""
    return {
        **_common(platform, "block_actions", person),
        **in_view(view),
        "actions": [action],
    }


def submission(platform: Platform, person: Person, view: View) -> dict[str, Any]:
    """A modal sent off; ``view`` holds the filled-in state."""
    return {**_common(platform, "view_submission", person), "view": view, "response_urls": []}


def closing(platform: Platform, person: Person, view: View, *, cleared: bool) -> dict[str, Any]:
    """A modal closed by the person."""
    told = _common(platform, "view_closed", person)
    del told["trigger_id"]
    return {**told, "view": view, "is_cleared": cleared}


def _common(platform: Platform, kind: str, person: Person) -> dict[str, Any]:
    return {
        "type": kind,
        "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": person.team_id},
        "api_app_id": APP,
        "token": platform.verification_token,
        "trigger_id": platform.triggers.new(person.id),
        "team": {"id": TEAM, "domain": TEAM_DOMAIN},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _channel(channel: Channel) -> dict[str, str]:
    return {"id": channel.id, "name": NAMES.get(channel.kind, channel.name)}
