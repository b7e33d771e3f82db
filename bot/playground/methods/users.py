"""People."""

from typing import Any

from bot.playground.interactivity import Refusal
from bot.playground.methods.method import Arguments, Method, truth
from bot.playground.methods.paging import MOST, PAGING, page
from bot.playground.people import BOT, BOT_USER, TEAM, user_object
from bot.playground.platform import Platform


def info(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    if arguments["user"] == BOT_USER:
        return {"user": _bot(platform)}
    person = platform.workspace.people.get(arguments["user"])
    if person is None:
        raise Refusal("user_not_found")
    return {"user": user_object(person, platform.clock(), locale=truth(arguments.get("include_locale")))}


def list_all(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    locale, now = truth(arguments.get("include_locale")), platform.clock()
    people = [user_object(one, now, locale=locale) for one in platform.workspace.people.values()]
    everybody = [*people, _bot(platform)]
    # Without a limit Slack tries to give all of them at once.
    part, cursor = page(everybody, arguments, otherwise=MOST)
    return {"members": part, "response_metadata": {"next_cursor": cursor}}


def _bot(platform: Platform) -> dict[str, Any]:
    name = platform.registration.name
    profile = {"real_name": name, "display_name": name, "bot_id": BOT, "team": TEAM}
    return {
        "id": BOT_USER,
        "team_id": TEAM,
        "name": name.lower(),
        "real_name": name,
        "deleted": False,
        "tz": "America/Los_Angeles",
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_bot": True,
        "profile": profile,
    }


METHODS = {
    "users.info": Method(info, ("user",), ("include_locale",), ("users:read",)),
    "users.list": Method(list_all, (), (*PAGING, "include_locale", "team_id"), ("users:read",)),
}
