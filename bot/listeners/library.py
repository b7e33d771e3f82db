"""The library in the Home tab: its panels, its guides, the page of a guide."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack

from bot.blocks.library.choices import ANY
from bot.blocks.library.library_panel import MENU
from bot.blocks.library.reason_form import Reasoned
from bot.blocks.library.showing import Panel, Showing
from bot.durable import time_now
from bot.library.aftermath import Elsewhere
from bot.library.reminders import Pressed
from bot.listeners.guarding import Listeners
from bot.listeners.home_tab import chosen, shown, turn, turned
from bot.listeners.modals import opened
from bot.listeners.publishing import ask_reason
from bot.listeners.uploads import on_edition_add
from bot.parts import Parts
from knowledge.members.roles import Act
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    for panel in Panel:
        listeners.action(f"panel_{panel.value}", on_panel)
    listeners.action("page_back", on_page)
    listeners.action("page_forth", on_page)
    listeners.action("library_find", on_find)
    listeners.action("library_state", on_state)
    listeners.action("library_clear", on_clear)
    listeners.action("library_claim", on_claim)
    listeners.action(MENU, on_menu)
    listeners.action("guide_owner", on_owner)
    listeners.action("edition_open", on_edition)


def on_panel(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show another panel."""
    turn(body, parts, Showing(Panel(chosen(body))))
    ack()


def on_page(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show another page of the panel."""
    turn(body, parts, replace(shown(body), page=int(chosen(body))))
    ack()


def on_find(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show the guides that have these words."""
    turn(body, parts, replace(shown(body), find=chosen(body).strip(), page=0))
    ack()


def on_state(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show the guides that stand so."""
    state = chosen(body)
    turn(body, parts, replace(shown(body), state="" if state == ANY else state, page=0))
    ack()


def on_clear(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show all that the panel has."""
    turn(body, parts, Showing(shown(body).panel))
    ack()


def on_claim(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Let somebody take charge of a library without an owner."""
    jobs.start(f"claim:{body['trigger_id']}", parts.homes.claim, turned(body, Showing()))
    ack()


def on_menu(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Do what was chosen from the menu of a guide."""
    what, _, guide_id = chosen(body).partition(":")
    person, trigger = body["user"]["id"], body["trigger_id"]
    match what:
        case "open":
            opened(body, parts, parts.guide_pages.view(person, guide_id))
        case "edition":
            on_edition_add({**body, "actions": [{"value": guide_id}]}, ack, parts)
        case "withdraw":
            ask_reason(body, parts, Reasoned.WITHDRAW, Act.WITHDRAW, guide_id)
        case "reviewed":
            here = Elsewhere(home=turned(body, shown(body)))
            jobs.start(f"reviewed:{trigger}", parts.reminders.reviewed, Pressed(person, guide_id, elsewhere=here))
    ack()


def on_edition(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Send the card of an edition."""
    view, job, at = body.get("view") or {}, f"hand:{body['trigger_id']}", time_now()
    if view.get("type") == "modal":
        person, guide_id = body["user"]["id"], view["private_metadata"]
        jobs.start(job, parts.guide_pages.hand_over, person, guide_id, chosen(body), view["id"], at)
    else:
        jobs.start(job, parts.homes.hand_over, turned(body, shown(body)), chosen(body), at)
    ack()


def on_owner(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Let somebody else answer for a guide."""
    view, person, owner = body["view"], body["user"]["id"], chosen(body)
    if owner:
        jobs.start(
            f"own:{body['trigger_id']}", parts.guide_pages.own, person, view["private_metadata"], owner, view["id"]
        )
    ack()
