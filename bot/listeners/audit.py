"""The audit log in the Home tab."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack

from bot.blocks.library.choices import ANY
from bot.blocks.library.showing import MOST_PAGES_BACK, Panel, Showing
from bot.listeners.guarding import Listeners
from bot.listeners.home_tab import chosen, shown, turn
from bot.parts import Parts

ACTOR, ACTION, GUIDE = "audit_actor", "audit_action", "audit_guide"


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    for name in (ACTOR, ACTION, GUIDE):
        listeners.action(name, on_filter)
    listeners.action("audit_clear", on_clear)
    listeners.action("audit_older", on_older)
    listeners.action("audit_newer", on_newer)


def on_filter(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Narrow the log to what one person did, to one kind of act, or to one guide."""
    showing, name = shown(body), body["actions"][0]["action_id"]
    value = "" if chosen(body) == ANY else chosen(body)
    narrowed = Showing(
        Panel.AUDIT,
        actor=value if name == ACTOR else showing.actor,
        action=value if name == ACTION else showing.action,
        guide=value if name == GUIDE else showing.guide,
    )
    turn(body, parts, narrowed)
    ack()


def on_clear(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show the whole log."""
    turn(body, parts, Showing(Panel.AUDIT))
    ack()


def on_older(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show the entries before these."""
    showing = shown(body)
    before = (*showing.before, int(chosen(body)))[-MOST_PAGES_BACK:]
    turn(body, parts, replace(showing, panel=Panel.AUDIT, before=before))
    ack()


def on_newer(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show the entries after these."""
    showing = shown(body)
    turn(body, parts, replace(showing, panel=Panel.AUDIT, before=showing.before[:-1]))
    ack()
