"""What Slack knows of the app: its name, scopes, events, commands and shortcuts. Read from an app manifest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SCOPES = frozenset(
    [
        "app_mentions:read",
        "assistant:write",
        "channels:history",
        "channels:join",
        "channels:read",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "mpim:history",
        "mpim:read",
        "mpim:write",
        "reactions:read",
        "reactions:write",
        "team:read",
        "users:read",
    ]
)
EVENTS = frozenset(
    [
        "app_home_opened",
        "app_mention",
        "app_uninstalled",
        "file_deleted",
        "file_shared",
        "member_joined_channel",
        "member_left_channel",
        "message.channels",
        "message.groups",
        "message.im",
        "message.mpim",
        "tokens_revoked",
        "user_change",
    ]
)


@dataclass(frozen=True)
class Command:
    """A slash command."""

    name: str
    description: str
    usage: str = ""


@dataclass(frozen=True)
class Shortcut:
    """A message shortcut, in the menu of every message."""

    callback_id: str
    name: str


@dataclass(frozen=True)
class Registration:
    """The app as Slack sees it."""

    name: str = "Fieldwise"
    scopes: frozenset[str] = SCOPES
    events: frozenset[str] = EVENTS
    commands: tuple[Command, ...] = (Command("/fieldwise", "Ask the guides", "[a question]"),)
    shortcuts: tuple[Shortcut, ...] = (Shortcut("answer_this", "Answer this"),)


def registered(manifest: Mapping[str, Any]) -> Registration:
    """The registration that an app manifest asks for."""
    features = manifest.get("features", {})
    display = manifest.get("display_information", {})
    return Registration(
        name=features.get("bot_user", {}).get("display_name") or display["name"],
        scopes=frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ())),
        events=frozenset(manifest.get("settings", {}).get("event_subscriptions", {}).get("bot_events", ())),
        commands=tuple(
            Command(one["command"], one.get("description", ""), one.get("usage_hint", ""))
            for one in features.get("slash_commands", ())
        ),
        shortcuts=tuple(
            Shortcut(one["callback_id"], one["name"])
            for one in features.get("shortcuts", ())
            if one["type"] == "message"
        ),
    )
