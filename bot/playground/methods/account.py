"""Who the token belongs to, and the door to Socket Mode."""

from typing import Any

from bot.playground.interactivity import Refusal
from bot.playground.methods.method import Arguments, Method
from bot.playground.people import APP, BOT, BOT_USER, TEAM, TEAM_DOMAIN, TEAM_NAME
from bot.playground.platform import Platform


def auth_test(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    return {
        "url": f"{platform.url}/",
        "team": TEAM_NAME,
        "user": platform.registration.name.lower(),
        "team_id": TEAM,
        "user_id": BOT_USER,
        "bot_id": BOT,
        "is_enterprise_install": False,
    }


def connections_open(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    return {"url": f"{platform.url.replace('http', 'ws', 1)}/link?ticket={platform.ticket()}"}


def bots_info(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    if arguments.get("bot", BOT) != BOT:
        raise Refusal("bot_not_found")
    name = platform.registration.name
    return {"bot": {"id": BOT, "deleted": False, "name": name, "updated": 1, "app_id": APP, "user_id": BOT_USER}}


def team_info(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    if arguments.get("team", TEAM) != TEAM:
        raise Refusal("team_not_found")
    return {"team": {"id": TEAM, "name": TEAM_NAME, "domain": TEAM_DOMAIN, "email_domain": "", "icon": {}}}


METHODS = {
    "auth.test": Method(auth_test),
    "apps.connections.open": Method(connections_open, token="app"),
    "bots.info": Method(bots_info, optional=("bot", "team_id"), scope=("users:read",)),
    "team.info": Method(team_info, optional=("team", "domain", "include_slackbot_availability"), scope=("team:read",)),
}
