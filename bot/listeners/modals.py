"""Modals that a press opens."""

from collections.abc import Mapping
from typing import Any

from bot.blocks.message import Block
from bot.parts import Parts


def opened(body: Mapping[str, Any], parts: Parts, view: Block) -> str:
    """Open a modal, on top of the one in which something was pressed; returns its id."""
    client = parts.calls.client
    inside = (body.get("view") or {}).get("type") == "modal"
    open_ = client.views_push if inside else client.views_open
    answer = parts.calls.at_once(open_, trigger_id=body["trigger_id"], view=view)
    return str(answer["view"]["id"])
