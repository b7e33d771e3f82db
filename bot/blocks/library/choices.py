"""Selects of the library's forms and filters. Pure."""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.blocks.message import Block, plain
from bot.blocks.mrkdwn import literal
from knowledge.guides.library import ShelfGuide

LONGEST_OPTION = 75
MOST_OPTIONS = 100
# Stands for no choice: a select on the Home tab can't be emptied again.
ANY = "any"


def option(label: str, value: str) -> Block:
    """An option; its label may be anybody's text."""
    return {"text": plain(literal(label, LONGEST_OPTION) or "…"), "value": value}


def select(action: str, options: Sequence[Block], chosen: str | None = None) -> Block:
    """A select of so many options, in groups where they are too many for one list."""
    found: Block = {"type": "static_select", "action_id": action}
    first = next((one for one in options if one["value"] == chosen), None)
    if first is not None:
        found["initial_option"] = first
    if len(options) <= MOST_OPTIONS:
        return {**found, "options": list(options)}
    parts = [options[start : start + MOST_OPTIONS] for start in range(0, len(options), MOST_OPTIONS)][:MOST_OPTIONS]
    return {**found, "option_groups": [{"label": _range(part), "options": list(part)} for part in parts]}


def guide_options(guides: Iterable[ShelfGuide]) -> list[Block]:
    """Guides by title."""
    return [option(guide.title, guide.guide_id) for guide in guides]


def field(block: str, label: str, element: dict[str, Any], *, hint: str | None = None, optional: bool = False) -> Block:
    """A field of a form, whose value stands under the block's and the element's names."""
    found: Block = {"type": "input", "block_id": block, "label": plain(label), "element": element, "optional": optional}
    return {**found, "hint": plain(hint)} if hint is not None else found


def form(callback: str, title: str, send: str, cancel: str, noted: str, blocks: Sequence[Block]) -> Block:
    """A modal that is filled in and sent."""
    return {
        "type": "modal",
        "callback_id": callback,
        "private_metadata": noted,
        "title": plain(title),
        "submit": plain(send),
        "close": plain(cancel),
        "blocks": list(blocks),
    }


def confirm(title: str, text: str, yes: str, no: str) -> Block:
    """What is asked before something is taken away."""
    return {"title": plain(title), "text": plain(text), "confirm": plain(yes), "deny": plain(no), "style": "danger"}


def _range(options: Sequence[Block]) -> Block:
    first, last = options[0]["text"]["text"], options[-1]["text"]["text"]
    return plain(f"{first[:30]} – {last[:30]}".replace("&", "+"))
