"""What people say of an answer."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from bot.blocks.feedback import reason_view
from bot.blocks.notices import thanks_notice
from bot.durable import time_now
from bot.listeners.guarding import Listeners
from bot.parts import Parts
from knowledge.conversations import service


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action("feedback", on_feedback)
    listeners.submission("feedback_reason", on_reason)


def on_feedback(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Keep a thumb; ask for the reason of one that points down."""
    answer_id, _, word = body["actions"][0]["value"].rpartition(":")
    person, helpful = body["user"]["id"], word == "helpful"
    with parts.database.transaction() as session:
        service.judge(session, parts.workspace, answer_id, person, helpful=helpful, now=time_now())
    texts = parts.status.texts(person)
    if not helpful:
        parts.calls.client.views_open(trigger_id=body["trigger_id"], view=reason_view(answer_id, texts))
    ack()
    if helpful and "channel" in body:
        root = body.get("message", {}).get("thread_ts")
        parts.status.to_one(body["channel"]["id"], person, thanks_notice(texts).text, root)


def on_reason(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Keep why an answer did not help."""
    view = body["view"]
    values = view["state"]["values"]
    reason = (values["reason"]["reason"].get("selected_option") or {}).get("value")
    comment = values["comment"]["comment"].get("value")
    with parts.database.transaction() as session:
        service.judge(
            session,
            parts.workspace,
            view["private_metadata"],
            body["user"]["id"],
            helpful=False,
            reason=reason,
            comment=comment,
            now=time_now(),
        )
    ack()
