"""What was wrong with an answer: the modal that asks for it. Pure."""

from enum import StrEnum

from bot.blocks.message import Block, plain
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


def reason_view(answer_id: str, texts: Texts) -> Block:
    """A modal with the reasons under ``reason`` and a free text under ``comment``, which may stay empty.

    These are the names of both the blocks and the actions; the answer's id is the view's metadata.
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
        "private_metadata": answer_id,
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
