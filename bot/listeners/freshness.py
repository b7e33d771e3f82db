"""The buttons about the review of a guide."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from bot.blocks.library.guide_page import CALLBACK as GUIDE_PAGE
from bot.blocks.library.reminder import due_of
from bot.library.aftermath import Elsewhere
from bot.library.reminders import Pressed
from bot.listeners.guarding import Listeners
from bot.parts import Parts
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action("guide_reviewed", on_reviewed)
    listeners.action("review_begin", on_review_begun)


def on_reviewed(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Record that the guide was looked at, and that nothing has to change."""
    jobs.start(f"reviewed:{body['trigger_id']}", parts.reminders.reviewed, pressed(body))
    ack()


def on_review_begun(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Let others know that somebody reviews the guide."""
    jobs.start(f"review-begun:{body['trigger_id']}", parts.reminders.begun, pressed(body))
    ack()


def pressed(body: Mapping[str, Any]) -> Pressed:
    """Which guide it is, and where the button stands: in a reminder, in a modal or in Home."""
    action, view = body["actions"][0], body.get("view") or {}
    return Pressed(
        person=body["user"]["id"],
        guide_id=action["value"],
        channel=(body.get("channel") or {}).get("id"),
        message=(body.get("message") or {}).get("ts"),
        due=due_of(action.get("block_id") or ""),
        elsewhere=Elsewhere(page=view["id"]) if view.get("callback_id") == GUIDE_PAGE else None,
    )
