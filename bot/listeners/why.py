"""The message shortcut by which those who look after the guides see how an answer came about."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack
from sqlalchemy.orm import Session

from bot.blocks.mrkdwn import escape
from bot.blocks.why import why_view
from bot.listeners.guarding import Listeners
from bot.listeners.modals import opened
from bot.parts import Parts
from knowledge.conversations.queries import answer_at
from knowledge.conversations.why import Why, why
from knowledge.members.roles import Act
from knowledge.members.service import require

SHORTCUT = "why_this_answer"


def register(listeners: Listeners) -> None:
    """Add the handler."""
    listeners.shortcut(SHORTCUT, on_why)


def on_why(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open what was searched, found, drafted and checked for the answer in a message; or say why not."""
    person, channel, message = body["user"]["id"], body["channel"]["id"], body["message"]

    def look(session: Session) -> tuple[Why | None]:
        require(session, parts.workspace, person, Act.SEE_LIBRARY)
        answer_id = answer_at(session, parts.workspace, channel, message["ts"])
        return (why(session, parts.workspace, answer_id) if answer_id is not None else None,)

    texts, found = parts.status.texts(person), parts.desk.acting.look(person, look)
    if not isinstance(found, str) and parts.withholding.is_sitting(person):
        found = texts.exam.withheld_passage
    if not isinstance(found, str) and found[0] is not None:
        opened(body, parts, why_view(found[0], texts))
    else:
        said = found if isinstance(found, str) else texts.worded.why_none
        parts.status.to_one(channel, person, escape(said), message.get("thread_ts"))
    ack()
