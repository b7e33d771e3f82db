"""What people say of an answer."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from bot.blocks.feedback import reason_view, reasoned, thanks_with_offer
from bot.blocks.notices import thanks_notice
from bot.durable import time_now
from bot.listeners.guarding import Listeners
from bot.listeners.modals import opened
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
    channel, root = body["channel"]["id"], body.get("message", {}).get("thread_ts")
    with parts.database.transaction() as session:
        service.judge(session, parts.workspace, answer_id, person, helpful=helpful, now=time_now())
    texts = parts.status.texts(person)
    if not helpful:
        view = reason_view(answer_id, texts, channel, root)
        opened(body, parts, view)
    ack()
    if helpful:
        parts.status.to_one(channel, person, thanks_notice(texts).text, root)


def on_reason(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Keep why an answer did not help, and thank for it where the answer stands."""
    view, person = body["view"], body["user"]["id"]
    about, said = reasoned(view), _said(view)
    with parts.database.transaction() as session:
        service.judge(session, parts.workspace, about.answer_id, person, helpful=False, now=time_now(), **said)
    ack()
    texts = parts.status.texts(person)
    thanks = thanks_with_offer(about.answer_id, texts)
    parts.status.to_one(about.channel, person, thanks.text, about.root, blocks=thanks.blocks)


def _said(view: Mapping[str, Any]) -> dict[str, str | None]:
    """The reason that was chosen, and what was written of it."""
    values = view["state"]["values"]
    reason = (values["reason"]["reason"].get("selected_option") or {}).get("value")
    return {"reason": reason, "comment": values["comment"]["comment"].get("value")}
