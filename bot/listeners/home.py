"""Opening the bot."""

from collections.abc import Mapping
from typing import Any

from bot.home import Opened
from bot.listeners.guarding import Listeners
from bot.parts import Parts
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handler."""
    listeners.event("app_home_opened", on_opened)


def on_opened(body: Mapping[str, Any], parts: Parts) -> None:
    """Fill the tab."""
    event = body["event"]
    opened = Opened(event["user"], event["channel"], event.get("tab") or "home")
    jobs.start(body["event_id"], parts.homes.welcome, opened)
