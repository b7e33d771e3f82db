"""What a person can press, choose and fill in: finding the element, and what Slack reports of it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Element = dict[str, Any]
Block = dict[str, Any]
REPORTED = {
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "overflow": "selected_option",
    "checkboxes": "selected_options",
    "multi_static_select": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "file_input": "files",
}
"""The field in which Slack reports what was chosen in an element; for all others it is ``value``."""


class NotPossible(Exception):
    """Something that a person could not do in Slack. The message is a sentence for them."""


def elements(blocks: Iterable[Block]) -> Iterator[tuple[Block, Element]]:
    """Every interactive element of blocks, with the block that it stands in."""
    for block in blocks:
        yield from elements(block.get("child_blocks", ()))
        if block.get("type") == "carousel":
            yield from elements(block["elements"])
            continue
        single = [block[name] for name in ("accessory", "element") if name in block]
        for element in [*single, *block.get("elements", ()), *block.get("actions", ())]:
            if "action_id" in element:
                yield block, element


def element_of(blocks: Iterable[Block], action_id: str, block_id: str | None = None) -> tuple[Block, Element]:
    """The element of an action.

    Raises:
        NotPossible: There is none.
    """
    for block, element in elements(blocks):
        if element["action_id"] == action_id and block_id in (None, block.get("block_id")):
            return block, element
    known = ", ".join(sorted({element["action_id"] for _, element in elements(blocks)}))
    raise NotPossible(f"There is nothing called {action_id} to press here, only: {known or 'nothing'}.")


def option_of(element: Element, value: Any) -> Any:
    """The option of an element that has this value.

    Raises:
        NotPossible: It has none such.
    """
    groups = [group["options"] for group in element.get("option_groups", ())]
    options = [option for options in [element.get("options", ()), *groups] for option in options]
    for option in options:
        if option["value"] == value:
            return option
    raise NotPossible(f"{element['action_id']} has no option {value!r}.")


def reported(element: Element, value: Any) -> dict[str, Any]:
    """What an element holds once a person gave it a value, as Slack reports it."""
    name = REPORTED.get(element["type"], "value")
    if value is None or value == "":
        return {name: [] if name in ("selected_options", "selected_users", "files") else None}
    if name == "selected_option":
        return {name: option_of(element, value)}
    if name == "selected_options":
        return {name: [option_of(element, one) for one in ([value] if isinstance(value, str) else value)]}
    return {name: str(value) if name == "value" else value}


def pressed(block: Block, element: Element, value: Any, at: str) -> dict[str, Any]:
    """The entry in ``actions`` for a press or a choice."""
    action: dict[str, Any] = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block.get("block_id"),
        "action_ts": at,
    }
    match element["type"]:
        case "button" | "icon_button":
            return {**action, **{name: element[name] for name in ("text", "value", "style") if name in element}}
        case "feedback_buttons":
            return {**action, **_feedback(element, value)}
        case _:
            return {**action, **reported(element, value)}


def initial(element: Element) -> dict[str, Any]:
    """What an element holds before a person touches it."""
    name = REPORTED.get(element["type"], "value")
    given = element.get(f"initial_{name.removeprefix('selected_')}")
    return {name: given} if given is not None else reported(element, None)


def filled(view: dict[str, Any], values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The ``state.values`` of a view after a person filled it in; ``values`` are by ``action_id``.

    Raises:
        NotPossible: The view has no such field, or the field no such option.
    """
    for action_id in values:
        element_of(view["blocks"], action_id)
    state: dict[str, dict[str, Any]] = {}
    kept = view["state"]["values"]
    for block, element in elements(view["blocks"]):
        action = element["action_id"]
        if element["type"] in ("button", "overflow"):
            continue
        if action in values:
            holds = reported(element, values[action])
        else:
            holds = kept.get(block["block_id"], {}).get(action) or initial(element)
        state.setdefault(block["block_id"], {})[action] = {"type": element["type"], **holds}
    return state


def mistakes(view: dict[str, Any], state: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """What Slack itself says about a form before it sends it on, by ``block_id``."""
    said: dict[str, str] = {}
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        holds = state[block["block_id"]][element["action_id"]]
        value = holds[REPORTED.get(element["type"], "value")]
        mistake = _mistake(element, value, optional=bool(block.get("optional")))
        if mistake:
            said[block["block_id"]] = mistake
    return said


def _mistake(element: Element, value: Any, *, optional: bool) -> str | None:
    if not value:
        return None if optional else "Please complete this required field."
    match element["type"]:
        case "plain_text_input" if len(value) < element.get("min_length", 0):
            return f"Please write at least {element['min_length']} characters."
        case "plain_text_input" if len(value) > element.get("max_length", 3000):
            return f"Please write at most {element.get('max_length', 3000)} characters."
        case "number_input" if not value.lstrip("-").replace(".", "", element["is_decimal_allowed"]).isdigit():
            return "Please enter a number."
        case "url_text_input" if not value.startswith(("http://", "https://")):
            return "Please enter a link."
        case "email_text_input" if "@" not in value:
            return "Please enter an email address."
        case "file_input" if len(value) > element.get("max_files", 10):
            return f"Please choose at most {element.get('max_files', 10)} files."
    return None


def _feedback(element: Element, value: Any) -> dict[str, Any]:
    for name in ("positive", "negative"):
        button = element[f"{name}_button"]
        if value in (name, button["value"]):
            return {"value": button["value"], "text": button["text"]}
    raise NotPossible(f"{element['action_id']} has no button {value!r}, only positive and negative.")
