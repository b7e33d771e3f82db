"""What was wrong with an answer: the modal that asks for it. Pure."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from bot.blocks.gaps.told import ask_button
from bot.blocks.message import Block, Message, plain, rich_section, rich_text, stamped, words
from bot.blocks.mrkdwn import escape
from bot.texts import Texts

LONGEST_COMMENT = 2_000


class Reason(StrEnum):
    """Why an answer did not help."""

    WRONG = "wrong"
    INCOMPLETE = "incomplete"
    OUTDATED = "outdated"
    OFF_TOPIC = "off_topic"
    UNCLEAR = "unclear"
    OTHER = "other"


@dataclass(frozen=True)
class Reasoned:
    """The answer that a modal asks about, and where it stands."""

    answer_id: str
    channel: str
    root: str | None


def reasoned(view: Mapping[str, Any]) -> Reasoned:
    """What a modal of ``reason_view`` is about."""
    return Reasoned(**json.loads(view["private_metadata"]))


def thanks_with_offer(answer_id: str, texts: Texts) -> Message:
    """Thanks for what was said of an answer, with the button that gets a person to answer instead."""
    said = rich_text(rich_section(words(texts.thanks_for_reason)))
    buttons = {"type": "actions", "elements": [ask_button(answer_id, texts)]}
    return Message(escape(texts.thanks_for_reason), stamped([said, buttons], f"thanks:{answer_id}"))


def reason_view(answer_id: str, texts: Texts, channel: str, root: str | None) -> Block:
    """A modal with the reasons under ``reason`` and a free text under ``comment``, which may stay empty.

    These are the names of both the blocks and the actions; ``reasoned`` reads from the view what it is about.

    Args:
        answer_id: The answer.
        texts: In the language of who judges it.
        channel: Where it stands.
        root: The thread that it stands in, if it does in one.
    """
    labels = {
        Reason.WRONG: texts.reason_wrong,
        Reason.INCOMPLETE: texts.reason_incomplete,
        Reason.OUTDATED: texts.reason_outdated,
        Reason.OFF_TOPIC: texts.reason_off_topic,
        Reason.UNCLEAR: texts.reason_unclear,
        Reason.OTHER: texts.reason_other,
    }
    options = [{"text": plain(label), "value": reason.value} for reason, label in labels.items()]
    comment = {
        "type": "plain_text_input",
        "action_id": "comment",
        "multiline": True,
        "max_length": LONGEST_COMMENT,
    }
    return {
        "type": "modal",
        "callback_id": "feedback_reason",
        "private_metadata": json.dumps(asdict(Reasoned(answer_id, channel, root))),
        "title": plain(texts.reason_title),
        "submit": plain(texts.send),
        "close": plain(texts.cancel),
        "blocks": [
            {
                "type": "input",
                "block_id": "reason",
                "label": plain(texts.reason_question),
                "element": {"type": "radio_buttons", "action_id": "reason", "options": options},
            },
            {
                "type": "input",
                "block_id": "comment",
                "label": plain(texts.reason_comment),
                "hint": plain(texts.reason_comment_hint),
                "optional": True,
                "element": comment,
            },
        ],
    }
