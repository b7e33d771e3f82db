"""Asking to be certified: in the Home tab."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from bot.listeners.guarding import Listeners
from bot.listeners.wishes import by_press
from bot.parts import Parts
from bot.wishes import Wish


def register(listeners: Listeners) -> None:
    """Add the handler."""
    listeners.action("certify_open", on_open)


def on_open(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show the certifications."""
    by_press(Wish.CERTIFY, body, parts)
    ack()
