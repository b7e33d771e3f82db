"""People."""

from typing import Any

from bot.playground.interactivity import Refusal
from bot.playground.methods.method import Arguments, Method, truth
from bot.playground.people import BOT, BOT_USER, TEAM, user_object
from bot.playground.platform import Platform


def info(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    if arguments["user"] == BOT_USER:
        return {"user": _bot(platform)}
    person = platform.workspace.people.get(arguments["user"])
    if person is None:
        raise Refusal("user_not_found")
    return {"user": user_object(person, locale=truth(arguments.get("include_locale")))}


def list_all(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    locale = truth(arguments.get("include_locale"))
    people = [user_object(one, locale=locale) for one in platform.workspace.people.values()]
    return {"members": [*people, _bot(platform)], "response_metadata": {"next_cursor": ""}}


def _bot(platform: Platform) -> dict[str, Any]:
    name = platform.registration.name
    profile = {"real_name": name, "display_name": name, "bot_id": BOT, "team": TEAM}
    return {
        "id": BOT_USER,
        "team_id": TEAM,
        "name": name.lower(),
        "real_name": name,
        "is_bot": True,
        "profile": profile,
    }


METHODS = {
    "users.info": Method(info, ("user",), ("include_locale",), ("users:read",)),
    "users.list": Method(list_all, (), ("cursor", "limit", "include_locale", "team_id"), ("users:read",)),
}
