"""The elements that stand inside blocks, with Slack's limits."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.playground.shapes import (
    Check,
    Fields,
    anything,
    at_least_one,
    boolean,
    choice,
    exactly_one,
    listed,
    pattern,
    plain,
    problem,
    shaped,
    string,
    text,
    typed,
    url,
    whole,
)

NAME = string(255)
DATE = pattern(r"\d{4}-\d\d-\d\d", "a date in the format YYYY-MM-DD")
TIME = pattern(r"\d\d:\d\d", "a time in the format HH:mm")
NUMBER = pattern(r"-?\d+(\.\d+)?", "a number written as a string")
CONFIRM = shaped(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": choice("primary", "danger")},
)
DISPATCH = shaped({}, {"trigger_actions_on": listed(choice("on_enter_pressed", "on_character_entered"), 2)})


def _option(*kinds: str) -> Check:
    return shaped(
        {"text": text(75, *kinds), "value": string(150)},
        {"description": text(75, *kinds), "url": url()},
    )


OPTION = _option("plain_text")
MARKED_OPTION = _option()
GROUP = shaped({"label": plain(75), "options": listed(OPTION, 100)})
FEEDBACK_BUTTON = shaped({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)})
SLACK_FILE = shaped({}, {"id": string(255), "url": url()}, rule=exactly_one("id", "url"))


def _interactive(required: Fields | None = None, optional: Fields | None = None, rule: Check | None = None) -> Check:
    shared: Mapping[str, Check] = {"action_id": NAME, "confirm": CONFIRM, "focus_on_load": boolean}
    return shaped({"type": anything, **(required or {})}, {**shared, **(optional or {})}, rule=rule)


def _input(required: Fields | None = None, optional: Fields | None = None, rule: Check | None = None) -> Check:
    return _interactive(required, {"placeholder": plain(150), **(optional or {})}, rule)


def _typed_text(most: int = 3000, **optional: Check) -> Check:
    return _input(optional={"initial_value": string(most), "dispatch_action_config": DISPATCH, **optional})


def _select(initial: str, check_initial: Check, **optional: Check) -> Check:
    return _input(optional={initial: check_initial, **optional})


def _no_choice_but_the_options(value: Any, pointer: str) -> Iterator[str]:
    """What is chosen at first is among the options, word for word."""
    groups = [value, *_list(value, "option_groups")]
    options = [one for group in groups if isinstance(group, Mapping) for one in _list(group, "options")]
    first = value.get("initial_option")
    if first is not None and first not in options:
        yield problem("must exactly match one of the provided options", f"{pointer}/initial_option")
    for index, one in enumerate(_list(value, "initial_options")):
        if one not in options:
            yield problem("must exactly match one of the provided options", f"{pointer}/initial_options/{index}")


def _list(value: Mapping[str, Any], name: str) -> list[Any]:
    found = value.get(name)
    return list(found) if isinstance(found, list | tuple) else []


def _among_options(value: Any, pointer: str) -> Iterator[str]:
    yield from exactly_one("options", "option_groups")(value, pointer)
    yield from _no_choice_but_the_options(value, pointer)


FILTER = shaped(
    {},
    {
        "include": listed(choice("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
    rule=at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),
)
_MOST: dict[str, Check] = {"max_selected_items": whole(1, 100)}
_QUERY: dict[str, Check] = {"min_query_length": whole(0, 100)}
_CONVERSATIONS: dict[str, Check] = {"default_to_current_conversation": boolean, "filter": FILTER}
_CHOICES: dict[str, Check] = {"options": listed(OPTION, 100), "option_groups": listed(GROUP, 100)}

ELEMENTS: dict[str, Check] = {
    "button": _interactive(
        {"text": plain(75)},
        {
            "url": url(),
            "value": string(2000),
            "style": choice("primary", "danger"),
            "accessibility_label": string(75),
            "agent_prompt": string(4000),
        },
    ),
    "overflow": _interactive({"options": listed(OPTION, 5)}),
    "static_select": _input(optional={**_CHOICES, "initial_option": OPTION}, rule=_among_options),
    "multi_static_select": _input(
        optional={**_CHOICES, **_MOST, "initial_options": listed(OPTION, 100)}, rule=_among_options
    ),
    "external_select": _select("initial_option", OPTION, **_QUERY),
    "multi_external_select": _select("initial_options", listed(OPTION, 100), **_QUERY, **_MOST),
    "users_select": _select("initial_user", NAME),
    "multi_users_select": _select("initial_users", listed(NAME, 100), **_MOST),
    "conversations_select": _select("initial_conversation", NAME, response_url_enabled=boolean, **_CONVERSATIONS),
    "multi_conversations_select": _select("initial_conversations", listed(NAME, 100), **_CONVERSATIONS, **_MOST),
    "channels_select": _select("initial_channel", NAME, response_url_enabled=boolean),
    "multi_channels_select": _select("initial_channels", listed(NAME, 100), **_MOST),
    "radio_buttons": _interactive(
        {"options": listed(MARKED_OPTION, 10)}, {"initial_option": MARKED_OPTION}, _no_choice_but_the_options
    ),
    "checkboxes": _interactive(
        {"options": listed(MARKED_OPTION, 10)},
        {"initial_options": listed(MARKED_OPTION, 10)},
        _no_choice_but_the_options,
    ),
    "datepicker": _input(optional={"initial_date": DATE}),
    "timepicker": _input(optional={"initial_time": TIME, "timezone": string(255)}),
    "datetimepicker": _interactive(optional={"initial_date_time": whole(0, 9_999_999_999)}),
    "plain_text_input": _typed_text(multiline=boolean, min_length=whole(0, 3000), max_length=whole(1, 3000)),
    "email_text_input": _typed_text(),
    "url_text_input": _typed_text(),
    "number_input": _input(
        {"is_decimal_allowed": boolean},
        {"initial_value": NUMBER, "min_value": NUMBER, "max_value": NUMBER, "dispatch_action_config": DISPATCH},
    ),
    "file_input": shaped(
        {"type": anything},
        {"action_id": NAME, "filetypes": listed(string(20), 100), "max_files": whole(1, 10)},
    ),
    "image": shaped(
        {"type": anything, "alt_text": string(2000)},
        {"image_url": url(), "slack_file": SLACK_FILE},
        rule=exactly_one("image_url", "slack_file"),
    ),
    "feedback_buttons": shaped(
        {"type": anything, "positive_button": FEEDBACK_BUTTON, "negative_button": FEEDBACK_BUTTON},
        {"action_id": NAME},
    ),
    "icon_button": shaped(
        {"type": anything, "icon": choice("trash"), "text": plain(75)},
        {
            "action_id": NAME,
            "value": string(2000),
            "accessibility_label": string(75),
            "visible_to_user_ids": listed(NAME, 10),
            "confirm": CONFIRM,
        },
    ),
    "url": shaped({"type": anything, "url": url(), "text": string(3000)}),
}

SELECTS = ("static_select", "external_select", "users_select", "conversations_select", "channels_select")
MULTI_SELECTS = tuple(f"multi_{kind}" for kind in SELECTS)
"""They stand in sections and inputs, not among actions."""
PICKERS = ("datepicker", "timepicker", "radio_buttons", "checkboxes")
MOMENTS = ("datetimepicker",)
"""It stands among actions and in inputs, not in sections."""
TYPED = ("plain_text_input", "email_text_input", "url_text_input", "number_input")


def element(*allowed: str) -> Check:
    """An element of one of these types."""
    return typed(lambda: ELEMENTS, allowed)


def element_or_text(*allowed: str) -> Check:
    """An element of one of these types, or a text object of up to 3,000 characters."""
    both = {**ELEMENTS, **{kind: text(3000, kind) for kind in ("plain_text", "mrkdwn")}}
    return typed(lambda: both, (*allowed, "plain_text", "mrkdwn"))


def action_ids(value: Any, pointer: str) -> list[tuple[str, str]]:
    """Every ``action_id`` under a value, with the pointer to it."""
    if isinstance(value, Mapping):
        own = value.get("action_id")
        found = [(own, f"{pointer}/action_id")] if isinstance(own, str) else []
        return found + [pair for name, part in value.items() for pair in action_ids(part, f"{pointer}/{name}")]
    if isinstance(value, list | tuple):
        return [pair for index, part in enumerate(value) for pair in action_ids(part, f"{pointer}/{index}")]
    return []
