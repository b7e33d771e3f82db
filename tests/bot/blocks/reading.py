"""What a reader of Slack sees: a small reading of Slack's markup that knows nothing of how it is written here.

Where Slack's own rules are not known for sure, this reading is the more suspicious one.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_TOKEN = re.compile(r"<[^<>]*>")
_FORMATS = {
    "bold": re.compile(r"\*[^*\n]+\*"),
    "strike": re.compile(r"~[^~\n]+~"),
    "code": re.compile(r"`[^`]+`"),
    "italics": re.compile(r"(?<![^\W_])_[^\n]*?[^_\n][^\n]*?_(?![^\W_])"),
    "quote": re.compile(r"^[^\S\n]*(?:&gt;|>)", re.MULTILINE),
    "emoji": re.compile(r":(?!\d+:)[\w+'-]{1,100}:"),
}
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}


def tokens(mrkdwn: str) -> list[str]:
    """Mentions, broadcasts, channels, links, dates: whatever stands in angle brackets, closed or not."""
    found = _TOKEN.findall(mrkdwn)
    rest = _TOKEN.sub("", mrkdwn)
    return found + [character for character in rest if character in "<"]


def formats(mrkdwn: str) -> list[tuple[str, str]]:
    """All that is formatted, and how."""
    return [(name, match[0]) for name, pattern in _FORMATS.items() for match in pattern.finditer(mrkdwn)]


def decoded(text: str) -> str:
    """The text with the three entities that Slack knows turned back, once."""
    return re.sub("&(?:amp|lt|gt);", lambda match: _ENTITIES[match[0]], text)


def parts(value: Any, kind: str) -> Iterator[Mapping[str, Any]]:
    """Everything of this type inside blocks or a view."""
    if isinstance(value, Mapping):
        if value.get("type") == kind:
            yield value
        for inner in value.values():
            yield from parts(inner, kind)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from parts(inner, kind)


def shown(value: Any) -> str:
    """All text that blocks or a view show, piece by piece on lines of its own."""
    return "\n".join(_shown(value))


def _shown(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        kind, text = value.get("type"), value.get("text")
        if isinstance(text, str):
            yield text if kind in {"text", "link"} else decoded(text)
        if kind == "task_card":
            yield value["title"]
        for inner in value.values():
            yield from _shown(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _shown(inner)
