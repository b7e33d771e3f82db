"""Lists that come in pages."""

import base64
from typing import Any

from bot.playground.interactivity import Refusal
from bot.playground.methods.method import Arguments, invalid

PAGING = ("cursor", "limit")
MOST = 999


def page(items: list[Any], arguments: Arguments, *, otherwise: int = 100) -> tuple[list[Any], str]:
    """One page of a list, and the cursor of the next, which is empty at the end.

    Args:
        items: All of it.
        arguments: Those of the call, with ``limit`` and ``cursor``.
        otherwise: How many without a ``limit``.

    Raises:
        Refusal: The cursor or the limit is none.
    """
    try:
        limit = int(arguments.get("limit") or otherwise)
        start = int(base64.b64decode(arguments["cursor"])) if arguments.get("cursor") else 0
    except ValueError:
        raise Refusal("invalid_cursor") from None
    if not 1 <= limit <= MOST:
        raise invalid(f"must be an integer from 1 to {MOST}", "/limit")
    rest = start + limit < len(items)
    return items[start : start + limit], base64.b64encode(str(start + limit).encode()).decode() if rest else ""
