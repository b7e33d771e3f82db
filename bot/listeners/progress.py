"""Progress: addresses of pages and of a calendar, because of a press."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from bot.listeners.guarding import Listeners
from bot.parts import Parts
from learning.exchange.values import LinkKind
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action("progress_page", on_page)
    listeners.action("cohort_link", on_cohort)
    listeners.action("calendar_make", on_calendar)
    listeners.action("calendar_end", on_calendar_end)


def on_page(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Give the person the address of a page with her progress."""
    _give(body, parts, LinkKind.PROGRESS, None)
    ack()


def on_cohort(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Give somebody who looks after a cohort the address of a page with it."""
    _give(body, parts, LinkKind.COHORT, str(body["actions"][0]["value"]))
    ack()


def on_calendar(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Give the person the address of a calendar with her dates."""
    _give(body, parts, LinkKind.CALENDAR, None)
    ack()


def on_calendar_end(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """End the address of her calendar."""
    act, at = body["trigger_id"], parts.progress_links.clock()
    jobs.start(f"link-end:{act}", parts.progress_links.end_calendar, body["user"]["id"], act, at)
    ack()


def _give(body: Mapping[str, Any], parts: Parts, kind: LinkKind, subject: str | None) -> None:
    act, at = body["trigger_id"], parts.progress_links.clock()
    jobs.start(f"link:{act}", parts.progress_links.give, body["user"]["id"], kind.value, subject, act, at)
