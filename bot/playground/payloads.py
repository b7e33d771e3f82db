"""What the app is told when a person presses, chooses, submits, closes or commands."""

from typing import Any

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
        "message": message,
        "response_url": platform.url + platform.response_urls.new(person.id, channel.id),
    }


def message_actions(
    platform: Platform, person: Person, channel: Channel, message: Message, action: dict[str, Any]
) -> dict[str, Any]:
    """A press in a message. That of an ephemeral message is told without the message."""
    ephemeral = bool(message.get("is_ephemeral"))
    path = platform.response_urls.new(
        person.id, channel.id, None, "ephemeral" if ephemeral else "message", message["ts"]
    )
    container = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": channel.id,
        "is_ephemeral": ephemeral,
    }
    if "thread_ts" in message:
        container["thread_ts"] = message["thread_ts"]
    told = {
        **_common(platform, "block_actions", person),
        "container": container,
        "channel": _channel(channel),
        "state": {"values": {}},
        "response_url": platform.url + path,
        "actions": [action],
    }
    return told if ephemeral else {**told, "message": message}


def view_actions(platform: Platform, person: Person, view: View, action: dict[str, Any]) -> dict[str, Any]:
    """A press in a modal or an App Home."""
    return {
        **_common(platform, "block_actions", person),
        "container": {"type": "view", "view_id": view["id"]},
        "view": view,
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
