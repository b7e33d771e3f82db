"""The modal that asks why something is done to an item. Pure."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from bot.blocks.library.choices import field, form
from bot.blocks.message import Block
from bot.texts import Texts

LONGEST_REASON = 1_000


class ItemReasoned(StrEnum):
    """What needs a reason, by the name of its modal."""

    SEND_BACK = "item_sent_back"
    RETIRE = "item_retired"


@dataclass(frozen=True)
class AboutItem:
    """What a reason is for, and where the button stands that asked for it.

    Attributes:
        channel: Of the message; with ``message``, its ``ts``. None for a button that stands in none.
        shown: The state that the person saw.
        home: The note of the Home tab; ``page`` is the id of the item's page.
    """

    version_id: str
    channel: str | None = None
    message: str | None = None
    shown: str | None = None
    home: str | None = None
    page: str | None = None


def reason_form(what: ItemReasoned, about: AboutItem, texts: Texts) -> Block:
    """A modal with one field, ``reason``."""
    said = texts.items
    title, label, hint = {
        ItemReasoned.SEND_BACK: (said.send_back_title, said.send_back_label, said.send_back_hint),
        ItemReasoned.RETIRE: (said.retire_title, said.retire_label, said.retire_hint),
    }[what]
    reason = {"type": "plain_text_input", "action_id": "reason", "multiline": True, "max_length": LONGEST_REASON}
    blocks = [field("reason", label, reason, hint=hint)]
    return form(what.value, title, title, texts.cancel, json.dumps(asdict(about)), blocks)


def about_item(view: Mapping[str, Any]) -> AboutItem:
    """What the reason in a modal is for."""
    return AboutItem(**json.loads(view["private_metadata"]))


def reason_given(view: Mapping[str, Any]) -> str:
    """What was given, without space around it."""
    return str(view["state"]["values"]["reason"]["reason"].get("value") or "").strip()
