"""What Slack accepts as blocks, message or view. Pure: the server refuses by it, and a test can check any payload."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.playground.block_kit import SURFACES, block_on
from bot.playground.shapes import Check, anything, boolean, choice, listed, plain, problem, shaped, string

ALL_BLOCK_TEXT = 13_200
"""Characters of text that all blocks of one message may hold together; more is ``msg_blocks_too_long``."""
MARKDOWN = 12_000
"""Characters of all markdown blocks of a message together, and of a ``markdown_text``."""
MESSAGE_TEXT = 40_000
"""Characters of a posted message's text; the rest is cut off."""
UPDATED_TEXT = 4_000
"""Characters of the text given to ``chat.update``; more is ``msg_too_long``."""
TABLE_TEXT = 10_000
"""Characters of all cells of a table together."""
VIEW_BYTES = 250_000
"""Bytes of a view; more is ``view_too_large``."""
METADATA_BYTES = 8_000
"""Bytes of a message's metadata; more is ``metadata_too_large``."""
PROMPTS = 4
LOADING_MESSAGES = 10

_VIEW_FIELDS: dict[str, Check] = {
    "private_metadata": string(3000, least=0),
    "callback_id": string(255),
    "external_id": string(255),
}
_VIEWS: dict[str, Check] = {
    "modal": shaped(
        {"type": anything, "title": plain(24), "blocks": anything},
        {
            **_VIEW_FIELDS,
            "submit": plain(24),
            "close": plain(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "submit_disabled": boolean,
        },
    ),
    "home": shaped({"type": anything, "blocks": anything}, _VIEW_FIELDS),
}
METADATA = shaped({"event_type": string(255), "event_payload": anything}, {"entities": anything})


def problems(blocks: Any, surface: str, *, pointer: str = "/blocks") -> list[str]:
    """What Slack would name in ``response_metadata.messages`` for these blocks.

    Args:
        blocks: The decoded ``blocks``.
        surface: ``message``, ``modal`` or ``home``.
        pointer: Where the blocks stand in the payload.
    """
    found = list(listed(block_on(surface), SURFACES[surface][1], least=0)(blocks, pointer))
    if not isinstance(blocks, list | tuple):
        return found
    return [*found, *_names_twice(blocks, pointer), *_tables(blocks, pointer), *_markdown(blocks, pointer)]


def characters(blocks: Any) -> int:
    """Characters of all text in blocks, however deep."""
    if isinstance(blocks, Mapping):
        own = sum(len(blocks[name]) for name in ("text", "title") if isinstance(blocks.get(name), str))
        return own + sum(characters(part) for part in blocks.values())
    if isinstance(blocks, list | tuple):
        return sum(characters(part) for part in blocks)
    return 0


def too_long(blocks: Any) -> bool:
    """Whether the text of all blocks together is too much for one message."""
    return characters(blocks) > ALL_BLOCK_TEXT


def message_problems(message: Mapping[str, Any]) -> list[str]:
    """Everything wrong with a message of ours: its blocks, their text together, a missing text for notifications."""
    blocks = message.get("blocks") or []
    found = problems(blocks, "message")
    if too_long(blocks):
        found.append(problem(f"no more than {ALL_BLOCK_TEXT} characters allowed in all blocks", "/blocks"))
    if not message.get("text"):
        found.append(problem("missing required field: text", ""))
    elif len(message["text"]) > UPDATED_TEXT:
        found.append(problem(f"must be less than {UPDATED_TEXT + 1} characters", "/text"))
    return found


def view_problems(view: Any) -> list[str]:
    """What Slack would name for this modal or Home view."""
    kind = view.get("type") if isinstance(view, Mapping) else None
    if not isinstance(kind, str) or kind not in _VIEWS:
        return list(choice(*_VIEWS)(kind, "/view/type"))
    blocks = view.get("blocks", [])
    found = [*_VIEWS[kind](view, "/view"), *problems(blocks, kind, pointer="/view/blocks")]
    if kind == "modal" and not view.get("submit") and _takes_input(blocks):
        found.append(problem("missing required field: submit, for the input blocks", "/view"))
    return found


def view_too_large(view: Any) -> bool:
    """Whether a view has more bytes than Slack takes."""
    return len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES


def _takes_input(blocks: Any) -> bool:
    listed_blocks = blocks if isinstance(blocks, list | tuple) else ()
    return any(isinstance(block, Mapping) and block.get("type") == "input" for block in listed_blocks)


def _names_twice(blocks: Sequence[Any], pointer: str) -> Iterator[str]:
    names = [block.get("block_id") if isinstance(block, Mapping) else None for block in blocks]
    counts = Counter(name for name in names if isinstance(name, str))
    for index, name in enumerate(names):
        if isinstance(name, str) and counts[name] > 1 and name in names[:index]:
            yield problem(f"block_id {name} already exists", f"{pointer}/{index}/block_id")


def _tables(blocks: Sequence[Any], pointer: str) -> Iterator[str]:
    tables = [(i, b) for i, b in enumerate(blocks) if isinstance(b, Mapping) and b.get("type") == "table"]
    for count, (index, table) in enumerate(tables):
        if count:
            yield problem("only_one_table_allowed", f"{pointer}/{index}")
        if characters(table.get("rows")) > TABLE_TEXT:
            yield problem(f"no more than {TABLE_TEXT} characters allowed in a table", f"{pointer}/{index}/rows")


def _markdown(blocks: Sequence[Any], pointer: str) -> Iterator[str]:
    texts = [b.get("text") for b in blocks if isinstance(b, Mapping) and b.get("type") == "markdown"]
    if sum(len(text) for text in texts if isinstance(text, str)) > MARKDOWN:
        yield problem(f"no more than {MARKDOWN} characters allowed in all markdown blocks", pointer)
