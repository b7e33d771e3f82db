"""The questions of the week by which a certificate is kept."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from bot.listeners.guarding import Listeners
from bot.listeners.home_tab import chosen
from bot.parts import Parts
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action("continuous_next", on_next)
    listeners.action("continuous_after", on_after)


def on_next(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Ask the next question for a certification."""
    jobs.start(f"continuous:{body['trigger_id']}", parts.continuing.ask, body["user"]["id"], chosen(body))
    ack()


def on_after(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Ask the next question after another."""
    jobs.start(f"continuous:{body['trigger_id']}", parts.continuing.after, body["user"]["id"], chosen(body))
    ack()
