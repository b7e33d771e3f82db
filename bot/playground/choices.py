"""What a select that fills itself offers a person: people, conversations, or what the app suggested."""

from collections.abc import Iterable
from typing import Any

from bot.playground.elements import GROUP, OPTION
from bot.playground.forms import NotPossible
from bot.playground.people import BOT_USER, Channel, Person
from bot.playground.platform import Platform
from bot.playground.shapes import listed

Option = dict[str, Any]
Group = dict[str, Any]
"""``label``, which may be None, and ``options``."""
KINDS = {"channel": "public", "private": "private", "im": "im", "mpim": "mpim"}
LETTERS_BEFORE_A_QUERY = 3
"""``min_query_length`` of an external select that has none."""


def fills_itself(element: dict[str, Any]) -> bool:
    """Whether the options are people or conversations of the workspace."""
    return source(element) in ("users", "conversations", "channels")


def source(element: dict[str, Any]) -> str:
    """Where the options of a select come from: ``users_select`` and ``multi_users_select`` from ``users``."""
    return str(element["type"]).removeprefix("multi_").removesuffix("_select")


def offered(platform: Platform, person: Person, element: dict[str, Any], typed: str = "") -> list[Option]:
    """The people or conversations that a select offers for what was typed, in the order of their names."""
    match source(element):
        case "users":
            found = _people(platform, person)
        case "channels":
            found = _conversations(platform, person, {"include": ["public"]})
        case _:
            found = _conversations(platform, person, element.get("filter") or {})
    words = typed.casefold().split()
    fitting = [(name, key) for name, key in found if all(word in name.casefold() for word in words)]
    return [_option(name, key) for name, key in sorted(fitting, key=lambda one: one[0].casefold())]


def suggested(answer: Any) -> list[Group]:
    """The options that an app gave as an answer to a ``block_suggestion``.

    Raises:
        NotPossible: They are not what Slack takes.
    """
    given = answer if isinstance(answer, dict) else {}
    groups = given.get("option_groups")
    if groups is None:
        groups = [{"label": None, "options": given.get("options") or []}]
        problems = list(listed(OPTION, 100, least=0)(groups[0]["options"], "/options"))
    else:
        problems = list(listed(GROUP, 100, least=0)(groups, "/option_groups"))
    if problems:
        raise NotPossible(f"The app answered with options that Slack refuses: {problems}")
    return [{"label": one["label"] and one["label"]["text"], "options": one["options"]} for one in groups]


def settled(platform: Platform, person: Person, element: dict[str, Any], value: Any) -> Any:
    """A person's choice as the select holds it: an id that it offers, or an option that the app has suggested.

    Raises:
        NotPossible: It offers no such thing.
    """
    several = isinstance(value, list | tuple)
    chosen = list(value) if several else [value]
    if value in (None, ""):
        return value
    if fills_itself(element):
        known = {one["value"] for one in offered(platform, person, element)}
        for one in chosen:
            if one not in known:
                raise NotPossible(f"{element['action_id']} does not offer {one}.")
    elif source(element) == "external":
        chosen = [_suggestion(platform, person, element, one) for one in chosen]
    return chosen if several else chosen[0]


def _suggestion(platform: Platform, person: Person, element: dict[str, Any], value: Any) -> Option:
    first = [element.get("initial_option"), *element.get("initial_options", ())]
    known: dict[str, Option] = {one["value"]: one for one in first if one}
    known |= platform.suggested.get((person.id, element["action_id"]), {})
    key = value["value"] if isinstance(value, dict) else value
    if key not in known:
        raise NotPossible(f"{key} was not suggested for {element['action_id']}.")
    return known[key]


def _people(platform: Platform, person: Person) -> Iterable[tuple[str, str]]:
    """Everybody with an account here, the app, and of other organisations those who share a channel."""
    workspace = platform.workspace
    met = {member for one in workspace.channels.values() if person.id in one.members for member in one.members}
    for one in workspace.people.values():
        if not one.deleted and (one.team_id == person.team_id or one.id in met):
            yield one.real_name, one.id
    yield platform.registration.name, BOT_USER


def _conversations(platform: Platform, person: Person, wanted: dict[str, Any]) -> Iterable[tuple[str, str]]:
    for one in platform.workspace.channels.values():
        open_to_all = one.kind == "channel" and not person.is_stranger
        if not open_to_all and person.id not in one.members:
            continue
        if KINDS[one.kind] not in wanted.get("include", KINDS.values()):
            continue
        if one.shared and wanted.get("exclude_external_shared_channels"):
            continue
        if one.kind == "im" and wanted.get("exclude_bot_users"):
            continue
        yield _name(platform, person, one), one.id


def _name(platform: Platform, person: Person, channel: Channel) -> str:
    if channel.kind in ("channel", "private"):
        return f"#{channel.name}"
    people = platform.workspace.people
    others = [people[one].real_name for one in channel.members if one not in (person.id, BOT_USER)]
    return ", ".join([*others, platform.registration.name])


def _option(name: str, key: str) -> Option:
    return {"text": {"type": "plain_text", "text": name}, "value": key}
