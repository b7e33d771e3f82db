"""What Slack makes of the text that a person types."""

import re
from collections.abc import Mapping
from typing import Any

ADDRESS = re.compile(r"https?://[^\s<>|]+[^\s<>|.,;:!?)\]'\"]")
TOKEN = re.compile(r"<([^<>]+)>")
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
BROADCASTS = ("here", "channel", "everyone")


def stored(typed: str, names: Mapping[str, str]) -> str:
    """The text as Slack keeps it: escaped, with links, mentions and channel names as tokens.

    Args:
        typed: What was typed.
        names: From what can be written (``@Amara Okafor``, ``#mentors``) to its token (``<@U0AMARA>``).
    """
    text = re.sub("[&<>]", lambda found: ESCAPES[found[0]], typed)
    text = ADDRESS.sub(lambda found: f"<{found[0]}>", text)
    known = {**{f"@{word}": f"<!{word}>" for word in BROADCASTS}, **names}
    folded = {name.casefold(): token for name, token in known.items()}
    written = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    return re.sub(rf"(?<!\w)({written})(?!\w)", lambda found: folded[found[0].casefold()], text, flags=re.IGNORECASE)


def plain(text: str) -> str:
    """Stored text without its escapes."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def rich_text(text: str, block_id: str) -> list[dict[str, Any]]:
    """The blocks that Slack makes of stored text."""
    if not text:
        return []
    elements: list[dict[str, Any]] = []
    for index, part in enumerate(TOKEN.split(text)):
        if part:
            elements.append(_token(part) if index % 2 else {"type": "text", "text": plain(part)})
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "block_id": block_id, "elements": [section]}]


def _token(token: str) -> dict[str, Any]:
    match token[0]:
        case "@":
            return {"type": "user", "user_id": token[1:]}
        case "#":
            return {"type": "channel", "channel_id": token[1:]}
        case "!":
            return {"type": "broadcast", "range": token[1:]}
        case _:
            return {"type": "link", "url": plain(token)}
