"""What the app is told of a change: only what it subscribed to, and only from channels that it is in."""

import secrets
from typing import Any, Literal

from bot.playground.files import stub
from bot.playground.people import APP, BOT_USER, TEAM, Channel
from bot.playground.platform import Platform

SUBSCRIPTIONS = {
    "channel": "message.channels",
    "private": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}
CHANNEL_TYPES = {"channel": "channel", "private": "group", "im": "im", "mpim": "mpim"}


def publish(platform: Platform, event: dict[str, Any], channel: Channel | None = None) -> None:
    """Tell the app of an event, if it asked for such events and is in the channel."""
    name = event["type"]
    if name == "message" and channel is not None:
        name = SUBSCRIPTIONS[channel.kind]
    heard = channel is None or BOT_USER in channel.members
    if name in platform.registration.events and heard:
        wrapped = _wrapped(platform, event, channel)
        platform.deliveries.send("events_api", wrapped, event_id=wrapped["event_id"])


def message_event(platform: Platform, channel: Channel, message: dict[str, Any]) -> dict[str, Any]:
    """The ``message`` event of a new message."""
    subtype = {"subtype": "file_share"} if message.get("files") else {}
    return {**as_heard(platform, channel, message), **_where(channel, message["ts"]), **subtype}


def mention_event(platform: Platform, channel: Channel, message: dict[str, Any]) -> dict[str, Any]:
    """The ``app_mention`` event of a new message that names the app."""
    heard = as_heard(platform, channel, message)
    return {**heard, "type": "app_mention", "channel": channel.id, "event_ts": message["ts"]}


def changed_event(
    platform: Platform, channel: Channel, message: dict[str, Any], previous: dict[str, Any], at: str
) -> dict[str, Any]:
    """The ``message_changed`` event of an edit."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "message": as_heard(platform, channel, message),
        "previous_message": as_heard(platform, channel, previous),
        "ts": at,
        **_where(channel, at),
    }


def deleted_event(platform: Platform, channel: Channel, previous: dict[str, Any], at: str) -> dict[str, Any]:
    """The ``message_deleted`` event."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "deleted_ts": previous["ts"],
        "previous_message": as_heard(platform, channel, previous),
        "ts": at,
        **_where(channel, at),
    }


def member_event(
    platform: Platform, kind: Literal["joined", "left"], channel: Channel, user: str, inviter: str | None = None
) -> dict[str, Any]:
    """The event of somebody, maybe the app, who came into a channel or left it."""
    person = platform.workspace.people.get(user)
    event = {
        "type": f"member_{kind}_channel",
        "user": user,
        "channel": channel.id,
        "channel_type": "C" if channel.kind == "channel" else "G",
        "team": person.team_id if person else TEAM,
        "event_ts": platform.workspace.new_ts(),
    }
    return {**event, "inviter": inviter} if inviter else event


def _where(channel: Channel, at: str) -> dict[str, Any]:
    return {"channel": channel.id, "channel_type": CHANNEL_TYPES[channel.kind], "event_ts": at}


def as_heard(platform: Platform, channel: Channel, message: dict[str, Any]) -> dict[str, Any]:
    """A message as events carry it: in a shared channel with the author's team and with stubs for files."""
    if not channel.shared:
        return message
    author = platform.workspace.people.get(message.get("user", ""))
    team = author.team_id if author else TEAM
    files = {"files": [stub(file) for file in message["files"]]} if message.get("files") else {}
    return {**message, **files, "team": team, "user_team": team, "source_team": team}


def _wrapped(platform: Platform, event: dict[str, Any], channel: Channel | None) -> dict[str, Any]:
    return {
        "token": platform.verification_token,
        "team_id": TEAM,
        "context_team_id": TEAM,
        "context_enterprise_id": None,
        "api_app_id": APP,
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(5).upper()}",
        "event_time": int(platform.clock()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": channel is not None and channel.shared,
        "event_context": f"4-{secrets.token_urlsafe(24)}",
    }
