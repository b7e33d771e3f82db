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
    "multi_external_select": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "file_input": "files",
}
"""The field in which Slack reports what was chosen in an element; for all others it is ``value``."""
SEVERAL = ("selected_options", "selected_users", "selected_conversations", "selected_channels", "files")
STATELESS = ("button", "overflow", "feedback_buttons", "icon_button")
"""Elements that are pressed, and hold nothing afterwards."""


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
    if isinstance(value, dict) and element["type"].endswith("external_select"):
        return value
    for option in options(element):
        if option["value"] == value:
            return option
    raise NotPossible(f"{element['action_id']} has no option {value!r}.")


def options(element: Element) -> list[Any]:
    """The options that an element was given, in groups or not."""
    groups = [group["options"] for group in element.get("option_groups", ())]
    return [option for several in [element.get("options", ()), *groups] for option in several]


def reported(element: Element, value: Any) -> dict[str, Any]:
    """What an element holds once a person gave it a value, as Slack reports it.

    Args:
        element: The element.
        value: The text, the option's value, the person's or the channel's id, the date; for an element that takes
            several, a list of such or one alone. The options of an external select come as option objects.

    Raises:
        NotPossible: The element has no such option, or takes fewer.
    """
    name = REPORTED.get(element["type"], "value")
    if name in SEVERAL:
        return {name: _several(element, name, value)}
    if value is None or value == "":
        return {name: None}
    if name == "selected_option":
        return {name: option_of(element, value)}
    return {name: str(value) if name == "value" else value}


def _several(element: Element, name: str, value: Any) -> list[Any]:
    chosen = value if isinstance(value, list | tuple) else [] if value in (None, "") else [value]
    if len(chosen) > element.get("max_selected_items", len(chosen)):
        raise NotPossible(f"{element['action_id']} takes {element['max_selected_items']} at most.")
    return [option_of(element, one) for one in chosen] if name == "selected_options" else list(chosen)


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
    """The ``state.values`` of a view after a person filled it in.

    Args:
        view: The view, with what it held before.
        values: By ``action_id``, or by ``block_id/action_id`` where several blocks have the same action.

    Raises:
        NotPossible: The view has no such field, or the field no such option.
    """
    fields = [(block, element) for block, element in elements(view["blocks"]) if element["type"] not in STATELESS]
    known = {name for block, element in fields for name in names(block, element)}
    for name in values:
        if name not in known:
            raise NotPossible(f"There is no field called {name} here.")
    state: dict[str, dict[str, Any]] = {}
    for block, element in fields:
        holds = _held(view, block, element, values)
        state.setdefault(block["block_id"], {})[element["action_id"]] = {"type": element["type"], **holds}
    return state


def names(block: Block, element: Element) -> tuple[str, str]:
    """By what the value of a field is given: with its block's id, and without."""
    return f"{block.get('block_id')}/{element['action_id']}", element["action_id"]


def _held(view: dict[str, Any], block: Block, element: Element, values: Mapping[str, Any]) -> dict[str, Any]:
    for name in names(block, element):
        if name in values:
            return reported(element, values[name])
    kept: dict[str, Any] | None = view["state"]["values"].get(block["block_id"], {}).get(element["action_id"])
    return kept if kept is not None and _still_fits(element, kept) else initial(element)


def _still_fits(element: Element, kept: dict[str, Any]) -> bool:
    """Whether what was chosen before can stay, now that the app may have changed the element."""
    if kept["type"] != element["type"]:
        return False
    one_alone = kept.get("selected_option")
    chosen = [*kept.get("selected_options", ()), *([one_alone] if one_alone else ())]
    return element["type"].endswith("external_select") or all(one in options(element) for one in chosen)


def _feedback(element: Element, value: Any) -> dict[str, Any]:
    for name in ("positive", "negative"):
        button = element[f"{name}_button"]
        if value in (name, button["value"]):
            return {"value": button["value"], "text": button["text"]}
    raise NotPossible(f"{element['action_id']} has no button {value!r}, only positive and negative.")
