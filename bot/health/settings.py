"""Whether the tokens that Slack gave are set, each in its own place. Pure."""

import re

from pydantic import SecretStr, ValidationError
from pydantic_core import ErrorDetails

from bot.health import Finding
from bot.settings import Settings

CHECK = "settings"
_WHERE = {
    "SLACK_BOT_TOKEN": "the Bot User OAuth Token (xoxb-...) from OAuth & Permissions of your app at api.slack.com/apps",
    "SLACK_APP_TOKEN": (
        "an app-level token (xapp-...) with the scope connections:write, from Basic Information of your app at "
        "api.slack.com/apps"
    ),
    "SLACK_SIGNING_SECRET": "the Signing Secret from Basic Information of your app at api.slack.com/apps",
}
_SHAPES = {
    "SLACK_BOT_TOKEN": re.compile(r"xoxb-[\w-]{10,}", re.ASCII),
    "SLACK_APP_TOKEN": re.compile(r"xapp-[\w-]{10,}", re.ASCII),
    "SLACK_SIGNING_SECRET": re.compile(r"[0-9A-Za-z]{32,}", re.ASCII),
}
_KINDS = {
    "xoxb-": "a bot token",
    "xapp-": "an app-level token",
    "xoxp-": "a user token",
    "xoxe": "a configuration token",
}


def settings_finding(settings: Settings) -> Finding:
    """Whether the bot can start with these settings, over its transport; names each variable that is at fault."""
    given = {"SLACK_BOT_TOKEN": settings.slack_bot_token}
    if settings.transport == "http":
        given["SLACK_SIGNING_SECRET"] = settings.slack_signing_secret
    else:
        given["SLACK_APP_TOKEN"] = settings.slack_app_token
    problems = [said for name, value in given.items() if (said := _problem(name, value))]
    if problems:
        return Finding(CHECK, good=False, says=" ".join(problems))
    return Finding(CHECK, good=True, says=f"{' and '.join(given)} are set, for transport {settings.transport}.")


def _problem(name: str, secret: SecretStr | None) -> str | None:
    """What is wrong with a variable, without a piece of what it holds."""
    value = secret.get_secret_value() if secret is not None else ""
    if not value.strip():
        return f"{name} is not set. It is {_WHERE[name]}."
    if value != value.strip(" \t\r\n\"'"):
        return f"{name} has a space, a line end or quotation marks around it. Write it without."
    if _SHAPES[name].fullmatch(value):
        return None
    for start, kind in _KINDS.items():
        if value.startswith(start) and not _SHAPES[name].pattern.startswith(start):
            return f"{name} holds {kind}. It has to be {_WHERE[name]}."
    return f"{name} is malformed: it is too short, or cut off. It is {_WHERE[name]}."


def unreadable(error: ValidationError, *, check: str = CHECK) -> Finding:
    """What is wrong with the variables of settings that could not be read."""
    return Finding(check, good=False, says=" ".join(_variable_problem(each) for each in error.errors()))


def _variable_problem(error: ErrorDetails) -> str:
    said = error["msg"].removeprefix("Value error, ")
    if not error["loc"]:
        return f"{said}."
    name = str(error["loc"][0])
    variable = name if name.isupper() else f"FIELDWISE_{name.upper()}"
    return f"{variable} can't be used: {said[0].lower()}{said[1:]}."
