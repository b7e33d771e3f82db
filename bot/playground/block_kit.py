"""The blocks, with Slack's limits, and on which surface each may stand."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.playground.elements import (
    ELEMENTS,
    MOMENTS,
    MULTI_SELECTS,
    NAME,
    PICKERS,
    SELECTS,
    SLACK_FILE,
    TYPED,
    action_ids,
    element,
    element_or_text,
)
from bot.playground.shapes import (
    Check,
    Fields,
    anything,
    at_least_one,
    boolean,
    choice,
    exactly_one,
    listed,
    plain,
    problem,
    shaped,
    string,
    text,
    typed,
    url,
    whole,
)

STATES = ("pending", "in_progress", "complete", "error")


def _block(required: Fields | None = None, optional: Fields | None = None, rule: Check | None = None) -> Check:
    return shaped({"type": anything, **(required or {})}, {"block_id": NAME, **(optional or {})}, rule=rule)


def _inline(required: Fields) -> Check:
    return shaped({"type": anything, **required}, {"style": _STYLE})


_STYLE = shaped(
    {}, {name: boolean for name in ("bold", "italic", "strike", "code", "underline", "highlight", "unlink")}
)
INLINE: dict[str, Check] = {
    "text": _inline({"text": string(13_200)}),
    "link": shaped({"type": anything, "url": url()}, {"text": string(3000), "unsafe": boolean, "style": _STYLE}),
    "user": _inline({"user_id": NAME}),
    "usergroup": _inline({"usergroup_id": NAME}),
    "channel": _inline({"channel_id": NAME}),
    "emoji": shaped({"type": anything, "name": string(100)}, {"unicode": string(100), "style": _STYLE}),
    "broadcast": _inline({"range": choice("here", "channel", "everyone")}),
    "date": shaped(
        {"type": anything, "timestamp": whole(0, 9_999_999_999), "format": string(255)},
        {"url": url(), "fallback": string(3000), "style": _STYLE},
    ),
    "color": _inline({"value": string(20)}),
}
_INLINES = listed(typed(lambda: INLINE, INLINE), 10_000, least=0)
_PART = {"type": anything, "elements": _INLINES}
RICH: dict[str, Check] = {
    "rich_text_section": shaped(_PART),
    "rich_text_quote": shaped(_PART, {"border": whole(0, 1)}),
    "rich_text_preformatted": shaped(
        {**_PART, "elements": listed(typed(lambda: INLINE, ("text", "link")), 10_000, least=0)},
        {"border": whole(0, 1), "language": string(50)},
    ),
    "rich_text_list": shaped(
        {
            "type": anything,
            "style": choice("bullet", "ordered"),
            "elements": listed(typed(lambda: RICH, ("rich_text_section",)), 1000),
        },
        {"indent": whole(0, 8), "offset": whole(0, 100_000), "border": whole(0, 1)},
    ),
}


def _action_ids_once(value: Any, pointer: str) -> Iterator[str]:
    seen: set[str] = set()
    for name, place in action_ids(value, pointer):
        if name in seen:
            yield problem(f"action_id {name} already exists in this block", place)
        seen.add(name)


def _collapsed_only_if_collapsible(value: Any, pointer: str) -> Iterator[str]:
    yield from at_least_one("title", "rich_text_title")(value, pointer)
    if value.get("default_collapsed") and not value.get("is_collapsible"):
        yield problem("default_collapsed requires is_collapsible", pointer)
    if value.get("has_header_divider") and value.get("is_collapsible"):
        yield problem("has_header_divider cannot be set when is_collapsible is true", pointer)


_RICH_TEXT = typed(lambda: BLOCKS, ("rich_text",))
_IMAGE = element("image")
CHILDREN = (
    "actions",
    "context",
    "divider",
    "header",
    "image",
    "input",
    "rich_text",
    "section",
    "table",
)
CELLS: dict[str, Check] = {
    "raw_text": shaped({"type": anything, "text": string(3000)}),
    "raw_number": shaped({"type": anything, "value": anything}),
    "rich_text": lambda value, pointer: BLOCKS["rich_text"](value, pointer),
}
COLUMN = shaped({}, {"align": choice("left", "center", "right"), "is_wrapped": boolean})

BLOCKS: dict[str, Check] = {
    "section": _block(
        optional={
            "text": text(3000),
            "fields": listed(text(2000), 10),
            "accessory": element("button", "overflow", "image", *SELECTS, *MULTI_SELECTS, *PICKERS),
            "expand": boolean,
        },
        rule=at_least_one("text", "fields"),
    ),
    "header": _block({"text": plain(150)}),
    "divider": _block(),
    "image": _block(
        {"alt_text": string(2000)},
        {"image_url": url(), "slack_file": SLACK_FILE, "title": plain(2000)},
        exactly_one("image_url", "slack_file"),
    ),
    "context": _block({"elements": listed(element_or_text("image"), 10)}),
    "actions": _block({"elements": listed(element("button", "overflow", *SELECTS, *PICKERS, *MOMENTS), 25)}),
    "context_actions": _block({"elements": listed(element("feedback_buttons", "icon_button"), 5)}),
    "markdown": _block({"text": string(12_000)}),
    "rich_text": _block({"elements": listed(typed(lambda: RICH, RICH), 1000)}),
    "input": _block(
        {"label": plain(2000), "element": element(*TYPED, *SELECTS, *MULTI_SELECTS, *PICKERS, *MOMENTS, "file_input")},
        {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "table": _block(
        {"rows": listed(listed(typed(lambda: CELLS, CELLS), 20), 100)},
        {"column_settings": listed(COLUMN, 20)},
    ),
    "task_card": _block(
        {"task_id": string(255), "title": string(255)},
        {
            "status": choice(*STATES),
            "details": _RICH_TEXT,
            "output": _RICH_TEXT,
            "sources": listed(typed(lambda: ELEMENTS, ("url",)), 50),
        },
    ),
    "plan": _block({"title": string(255)}, {"tasks": listed(typed(lambda: BLOCKS, ("task_card",)), 50)}),
    "alert": _block({"text": text(200)}, {"level": choice("default", "info", "warning", "error", "success")}),
    "card": _block(
        optional={
            "hero_image": _IMAGE,
            "icon": _IMAGE,
            "title": text(150),
            "subtitle": text(150),
            "body": text(200),
            "actions": listed(element("button"), 3),
        },
        rule=at_least_one("hero_image", "title", "actions", "body"),
    ),
    "carousel": _block({"elements": listed(typed(lambda: BLOCKS, ("card",)), 10)}),
    "container": _block(
        {"child_blocks": listed(typed(lambda: BLOCKS, CHILDREN), 10)},
        {
            "title": plain(150),
            "rich_text_title": _RICH_TEXT,
            "subtitle": text(150),
            "width": choice("narrow", "standard", "wide", "full"),
            "icon": _IMAGE,
            "is_collapsible": boolean,
            "default_collapsed": boolean,
            "has_header_divider": boolean,
        },
        _collapsed_only_if_collapsible,
    ),
}
EVERYWHERE = (
    "section",
    "header",
    "divider",
    "image",
    "context",
    "actions",
    "rich_text",
    "input",
    "card",
    "carousel",
    "container",
)
SURFACES: dict[str, tuple[tuple[str, ...], int]] = {
    "message": ((*EVERYWHERE, "context_actions", "markdown", "table", "task_card", "plan"), 50),
    "modal": ((*EVERYWHERE, "alert"), 100),
    "home": (EVERYWHERE, 100),
}
"""The blocks that a surface takes, and how many of them. Alerts are for modals, what an agent says is for messages."""


def takes_files(block: Any) -> bool:
    """Whether a block has a field for files."""
    if not isinstance(block, Mapping):
        return False
    inside, children = block.get("element"), block.get("child_blocks")
    own = isinstance(inside, Mapping) and inside.get("type") == "file_input"
    return own or (isinstance(children, list | tuple) and any(takes_files(one) for one in children))


def block_on(surface: str) -> Check:
    """A block that may stand on this surface, each of whose actions has a name of its own."""
    check = typed(lambda: BLOCKS, SURFACES[surface][0])

    def whole_block(value: Any, pointer: str) -> Iterator[str]:
        yield from check(value, pointer)
        yield from _action_ids_once(value, pointer)
        if surface != "modal" and takes_files(value):
            yield problem("unsupported type: file_input", f"{pointer}/element/type")

    return whole_block
