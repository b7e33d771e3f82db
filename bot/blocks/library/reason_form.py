"""The modal that asks why something is done to an edition or a guide. Pure."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from bot.blocks.message import Block, plain, section
from bot.texts import Texts
from knowledge.guides.states import EditionState
from knowledge.wording import LONGEST_REASON


class Reasoned(StrEnum):
    """What needs a reason, by the name of its modal."""

    SEND_BACK = "edition_sent_back"
    OVERRIDE = "edition_overridden"
    WITHDRAW = "guide_withdrawn"


@dataclass(frozen=True)
class About:
    """What a reason is for.

    Attributes:
        subject: The id of the edition, or of the guide that is withdrawn.
        channel: Where the message stands whose button was pressed; None for a button that stands in none.
        message: Its ``ts``.
        shown: The state that the card showed whose button was pressed.
        home: The note of the Home tab in which it was pressed.
        page: The id of the modal with the guide's page in which it was pressed.
        edition: The edition on whose card it was pressed.
    """

    subject: str
    channel: str | None
    message: str | None
    shown: EditionState | None = None
    home: str | None = None
    page: str | None = None
    edition: str | None = None


def about(view: Mapping[str, Any]) -> About:
    """What the reason in a modal is for."""
    held = json.loads(view["private_metadata"])
    shown = held.get("shown")
    return About(**{**held, "shown": EditionState(shown) if shown else None})


def reason_given(view: Mapping[str, Any]) -> str:
    """What was given as the reason, without space around it."""
    return str(view["state"]["values"]["reason"]["reason"].get("value") or "").strip()


def reason_form(what: Reasoned, subject: About, texts: Texts, called: str | None = None) -> Block:
    """A modal with one field, ``reason``; ``called`` is the name of the edition that it is for, as mrkdwn."""
    said = texts.publishing
    title, label, hint, submit = {
        Reasoned.SEND_BACK: (said.send_back_title, said.send_back_label, said.send_back_hint, said.send_back_title),
        Reasoned.OVERRIDE: (said.override_title, said.override_label, said.override_hint, said.publish),
        Reasoned.WITHDRAW: (said.withdraw_title, said.withdraw_label, said.withdraw_hint, said.withdraw_submit),
    }[what]
    field = {"type": "plain_text_input", "action_id": "reason", "multiline": True, "max_length": LONGEST_REASON}
    return {
        "type": "modal",
        "callback_id": what.value,
        "private_metadata": json.dumps(asdict(subject)),
        "title": plain(title),
        "submit": plain(submit),
        "close": plain(texts.cancel),
        "blocks": [
            *([section(called)] if called else []),
            {"type": "input", "block_id": "reason", "label": plain(label), "hint": plain(hint), "element": field},
        ],
    }
