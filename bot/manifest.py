"""The Slack app's manifest, as Slack is given it: what the app may do, and what it is told of."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

PATH = Path(__file__).with_name("manifest.yaml")


@dataclass(frozen=True)
class Manifest:
    """What the rest of the program asks the manifest.

    Attributes:
        scopes: What the bot token must be allowed to do.
        events: What the app is told of.
        commands: The slash commands, with their slash.
        shortcuts: The callback ids of the message shortcuts.
    """

    scopes: frozenset[str]
    events: frozenset[str]
    commands: frozenset[str]
    shortcuts: frozenset[str]

    def missing(self, granted: Iterable[str]) -> tuple[str, ...]:
        """The scopes that the token lacks, sorted: the app was installed before the manifest asked for them."""
        return tuple(sorted(self.scopes - set(granted)))


@cache
def manifest() -> Manifest:
    """The manifest that ships with the program."""
    return parsed(yaml.safe_load(PATH.read_text(encoding="utf-8")))


def parsed(document: dict[str, Any]) -> Manifest:
    """Read the document that Slack is given."""
    features = document["features"]
    return Manifest(
        scopes=frozenset(document["oauth_config"]["scopes"]["bot"]),
        events=frozenset(document["settings"]["event_subscriptions"]["bot_events"]),
        commands=frozenset(each["command"] for each in features["slash_commands"]),
        shortcuts=frozenset(each["callback_id"] for each in features["shortcuts"]),
    )
