"""Asking to be certified: in the Home tab."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from bot.listeners.guarding import Listeners
from bot.parts import Parts
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handler."""
    listeners.action("certify_open", on_open)


def on_open(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show the certifications."""
    act = body["trigger_id"]
    jobs.start(f"certify:{act}", parts.certifying.show, body["user"]["id"], act, None, parts.exams.clock())
    ack()
