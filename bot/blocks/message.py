"""A message, and the small parts that messages and views are made of."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from bot.blocks.mrkdwn import clean, units

Block = dict[str, Any]


@dataclass(frozen=True)
class Message:
    """What is posted.

    Attributes:
        text: One true line, as mrkdwn: what notifications and screen readers get.
    """

    text: str
    blocks: tuple[Block, ...]


def stamped(blocks: Iterable[Block], owner: str) -> tuple[Block, ...]:
    """The blocks with ids that name their owner and place, and that change when the block does.

    Slack wants a new id for a block that an update has changed.
    """
    return tuple(
        {**block, "block_id": f"{owner}:{index}:{crc32(json.dumps(block).encode()):08x}"}
        for index, block in enumerate(blocks)
    )


def text_units(blocks: Iterable[Block]) -> int:
    """How much text the blocks hold, as Slack adds it up for a message, with room to spare."""
    return sum(units(text) for block in blocks for text in _texts(block))


def plain(text: str) -> Block:
    """A ``plain_text`` object of our own text, or of a ``literal``."""
    return {"type": "plain_text", "text": text, "emoji": False}


def marked(text: str) -> Block:
    """A ``mrkdwn`` object in which Slack looks for no links and names of its own accord."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def header(text: str) -> Block:
    """A heading of our own."""
    return {"type": "header", "text": plain(text)}


def section(mrkdwn: str, accessory: Block | None = None) -> Block:
    """A paragraph, with a button beside it or without; never folded."""
    block = {"type": "section", "text": marked(mrkdwn), "expand": True}
    return {**block, "accessory": accessory} if accessory is not None else block


def context(text: Block) -> Block:
    """A line in small letters."""
    return {"type": "context", "elements": [text]}


def button(action: str, label: str, value: str, spoken: str | None = None) -> Block:
    """A button; ``spoken`` is what screen readers say where the label alone tells too little."""
    block = {"type": "button", "action_id": action, "text": plain(label), "value": value}
    return {**block, "accessibility_label": spoken} if spoken is not None else block


def rich_text(*elements: Block) -> Block:
    """A block whose texts are shown letter for letter."""
    return {"type": "rich_text", "elements": list(elements)}


def rich_section(*parts: Block) -> Block:
    """A paragraph of rich text."""
    return {"type": "rich_text_section", "elements": list(parts)}


def rich_quote(*parts: Block) -> Block:
    """A quotation of rich text."""
    return {"type": "rich_text_quote", "elements": list(parts)}


def rich_list(items: Iterable[str]) -> Block:
    """A list with bullets."""
    return {"type": "rich_text_list", "style": "bullet", "elements": [rich_section(words(item)) for item in items]}


def words(text: str, *, bold: bool = False) -> Block:
    """Text of any origin inside rich text."""
    part: Block = {"type": "text", "text": clean(text)}
    return {**part, "style": {"bold": True}} if bold else part


def _texts(value: object) -> Iterator[str]:
    match value:
        case dict():
            for name, inner in value.items():
                if isinstance(inner, str) and name in {"text", "title", "accessibility_label"}:
                    yield inner
                yield from _texts(inner)
        case list() | tuple():
            for inner in value:
                yield from _texts(inner)
        case _:
            return
