"""Views as the server keeps them: the stack of modals before a person, and their App Home."""

import copy
import secrets
from typing import Any

from bot.playground.forms import elements
from bot.playground.messages import with_ids
from bot.playground.people import APP, BOT, TEAM
from bot.playground.platform import Platform
from bot.playground.workspace import View

KEPT = (
    "private_metadata",
    "callback_id",
    "external_id",
    "title",
    "submit",
    "close",
    "clear_on_close",
    "notify_on_close",
    "submit_disabled",
)


def put(platform: Platform, person: str, view: View, *, on_top: bool) -> View:
    """Show a modal to a person, alone or on top of those that are open."""
    with platform.workspace.lock:
        stack = platform.workspace.state.modals.setdefault(person, [])
        if not on_top:
            stack.clear()
        new = _kept(view, f"V{secrets.token_hex(5).upper()}")
        new["previous_view_id"] = stack[-1]["id"] if stack else None
        new["root_view_id"] = stack[0]["id"] if stack else new["id"]
        stack.append(new)
    platform.workspace.changed("views", person)
    return copy.deepcopy(new)


def replace_view(platform: Platform, person: str, view_id: str, view: View) -> View:
    """Put another content into a view that is shown."""
    if view["type"] == "home":
        return publish_home(platform, person, view)
    with platform.workspace.lock:
        stack = platform.workspace.state.modals[person]
        index = next(index for index, one in enumerate(stack) if one["id"] == view_id)
        old = stack[index]
        chain = {name: old[name] for name in ("previous_view_id", "root_view_id")}
        stack[index] = {**_kept(view, view_id), **chain, "state": _carried_over(old, view)}
        new = copy.deepcopy(stack[index])
    platform.workspace.changed("views", person)
    return new


def close(platform: Platform, person: str, view_id: str | None) -> list[View]:
    """Take a view, and all above it, from a person's stack; all of them without an id. Returns them, top first."""
    with platform.workspace.lock:
        stack = platform.workspace.state.modals.get(person, [])
        start = next((index for index, one in enumerate(stack) if one["id"] == view_id), 0 if view_id is None else None)
        gone = [] if start is None else list(reversed(stack[start:]))
        if start is not None:
            del stack[start:]
    platform.workspace.changed("views", person)
    return gone


def publish_home(platform: Platform, person: str, view: View) -> View:
    """Show this as the App Home of a person."""
    with platform.workspace.lock:
        old = platform.workspace.state.homes.get(person)
        new = _kept(view, old["id"] if old else f"V{secrets.token_hex(5).upper()}")
        if old is not None:
            new["state"] = _carried_over(old, view)
        platform.workspace.state.homes[person] = new
    platform.workspace.changed("home", person)
    return copy.deepcopy(new)


def find(platform: Platform, key: str, value: Any) -> tuple[str, View] | None:
    """The view whose field ``key`` is this, and whose it is; an App Home too."""
    if not value:
        return None
    with platform.workspace.lock:
        state = platform.workspace.state
        everything = [(person, one) for person, stack in state.modals.items() for one in stack]
        for person, view in [*everything, *state.homes.items()]:
            if view.get(key) == value:
                return person, copy.deepcopy(view)
    return None


def _kept(view: View, view_id: str) -> View:
    kept: View = {
        "id": view_id,
        "team_id": TEAM,
        "type": view["type"],
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "state": {"values": {}},
        "hash": f"{secrets.randbelow(10**10)}.{secrets.token_urlsafe(6)}",
        "title": None,
        "close": None,
        "submit": None,
        "clear_on_close": False,
        "notify_on_close": False,
        "previous_view_id": None,
        "root_view_id": view_id,
        "app_id": APP,
        "app_installed_team_id": TEAM,
        "bot_id": BOT,
        "blocks": with_ids(view["blocks"]),
    }
    return {**kept, **{name: view[name] for name in KEPT if view.get(name) is not None}}


def _carried_over(old: View, new: View) -> dict[str, Any]:
    """What a person had filled in where the new view has the same block with the same action."""
    fields = {(block.get("block_id"), element["action_id"]) for block, element in elements(new["blocks"])}
    values: dict[str, dict[str, Any]] = {}
    for block_id, actions in old["state"]["values"].items():
        stays = {action_id: holds for action_id, holds in actions.items() if (block_id, action_id) in fields}
        if stays:
            values[block_id] = stays
    return {"values": values}


def remember(platform: Platform, view_id: str, state: dict[str, dict[str, Any]]) -> None:
    """Keep what a person chose in a view."""
    with platform.workspace.lock:
        stored = platform.workspace.state
        for view in [*(one for stack in stored.modals.values() for one in stack), *stored.homes.values()]:
            if view["id"] == view_id:
                view["state"]["values"] = copy.deepcopy(state)
