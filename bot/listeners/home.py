"""Opening the bot."""

from collections.abc import Mapping
from typing import Any

from bot.blocks.library.showing import showing_of
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
    showing = showing_of((event.get("view") or {}).get("private_metadata"))
    moment = str(event.get("event_ts") or "")
    opened = Opened(event["user"], event["channel"], event.get("tab") or "home", showing, moment)
    jobs.start(body["event_id"], parts.homes.welcome, opened)
