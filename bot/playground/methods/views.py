"""Modals and the App Home."""

from typing import Any

from bot.playground.interactivity import Refusal
from bot.playground.limits import view_problems, view_too_large
from bot.playground.methods.method import Arguments, Method
from bot.playground.modals import find, publish_home, put, replace_view
from bot.playground.platform import Platform

MOST_VIEWS = 3


def open_view(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    accept(arguments["view"], "modal")
    person = platform.triggers.use(arguments["trigger_id"])
    return {"view": put(platform, person, arguments["view"], on_top=False)}


def push(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    accept(arguments["view"], "modal")
    person = platform.triggers.use(arguments["trigger_id"])
    if len(platform.workspace.views(person)) >= MOST_VIEWS:
        raise Refusal("push_limit_reached")
    return {"view": put(platform, person, arguments["view"], on_top=True)}


def update(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    key = "view_id" if arguments.get("view_id") else "external_id"
    found = find(platform, "id" if key == "view_id" else key, arguments.get(key))
    if found is None:
        raise Refusal("not_found")
    person, view = found
    accept(arguments["view"], view["type"])
    if arguments.get("hash") and arguments["hash"] != view["hash"]:
        raise Refusal("hash_conflict")
    return {"view": replace_view(platform, person, view["id"], arguments["view"])}


def publish(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    accept(arguments["view"], "home")
    person = platform.workspace.people.get(arguments["user_id"])
    if person is None or person.is_stranger:
        raise Refusal("user_not_found")
    old = platform.workspace.home(person.id)
    if arguments.get("hash") and (old is None or arguments["hash"] != old["hash"]):
        raise Refusal("hash_conflict")
    return {"view": publish_home(platform, person.id, arguments["view"])}


def accept(view: Any, kind: str) -> None:
    """Nothing, if this is a view of this kind that Slack would show.

    Raises:
        Refusal: It is not, and why.
    """
    found = view_problems(view)
    if found:
        raise Refusal("invalid_arguments", found)
    if view["type"] != kind:
        raise Refusal("invalid_arguments", [f"[ERROR] must be a {kind} view [json-pointer:/view/type]"])
    if view_too_large(view):
        raise Refusal("view_too_large")


METHODS = {
    "views.open": Method(open_view, ("trigger_id", "view"), ("interactivity_pointer",)),
    "views.push": Method(push, ("trigger_id", "view"), ("interactivity_pointer",)),
    "views.update": Method(update, ("view",), ("view_id", "external_id", "hash")),
    "views.publish": Method(publish, ("user_id", "view"), ("hash",)),
}
