"""The buttons under an answer: the passage, another answer, how to behave in the thread."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from bot.blocks.notices import manner_notice
from bot.blocks.passage import closed_view, passage_view, withheld_view
from bot.durable import time_now
from bot.listeners.guarding import Listeners
from bot.listeners.modals import opened
from bot.parts import Parts
from bot.private import Pressed
from knowledge.conversations import queries, service
from knowledge.conversations.values import Manner
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action("show_passage", on_passage)
    listeners.action("shorter", on_shorter)
    listeners.action("regenerate", on_again)
    listeners.action("thread_manner", on_manner)


def on_passage(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the passage that a citation quotes."""
    answer_id, _, number = body["actions"][0]["value"].rpartition(":")
    person = body["user"]["id"]
    texts = parts.status.texts(person)
    with parts.database.reading() as session:
        passage = queries.passage_in_context(session, parts.workspace, answer_id, int(number))
    if passage is not None:
        opening = parts.withholding.opened(person, passage)
        if opening is None:
            view = closed_view(int(number), texts.exam.withheld_passage, texts)
        elif parts.readers.may_be_opened(passage.citation, body["channel"]["id"], person):
            view = passage_view(opening, texts=texts, today=time_now().date(), schemes=parts.desk.services.schemes)
        else:
            view = withheld_view(int(number), texts)
        opened(body, parts, view)
    ack()


def on_shorter(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Say the answer more shortly."""
    _vary(body, parts, short=True)
    ack()


def on_again(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Answer the question anew, from the guides as they are now."""
    _vary(body, parts, short=False)
    ack()


def on_manner(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Set how the bot behaves in this thread, and say so to who asked."""
    manner = Manner(body["actions"][0]["selected_option"]["value"])
    channel, person, message = body["channel"]["id"], body["user"]["id"], body["message"]
    root = message.get("thread_ts") or message["ts"]
    with parts.database.transaction() as session:
        service.behave(session, parts.workspace, channel, root, manner, now=time_now())
    jobs.start(f"manner:{body['trigger_id']}", parts.manners.mark, channel, root)
    ack()
    parts.status.to_one(channel, person, manner_notice(manner, parts.status.texts(person)).text, root)


def _vary(body: Mapping[str, Any], parts: Parts, *, short: bool) -> None:
    # Named by the answer: who clicks twice, or two people at once, get one other answer. What comes of the press of
    # somebody who has an exam open must not stand in the way of others.
    answer_id, person = body["actions"][0]["value"], body["user"]["id"]
    job = f"{'shorter' if short else 'again'}:{answer_id}"
    if parts.withholding.is_sitting(person):
        job = f"{job}:{body['trigger_id']}"
        if parts.withholding.keeps_answer(person, answer_id):
            said = parts.status.texts(person).exam.withheld
            jobs.start(job, parts.refusing.tell, person, body["channel"]["id"], said)
            return
    if body.get("container", {}).get("is_ephemeral"):
        pressed = Pressed(answer_id, person, body["response_url"])
        jobs.start(job, parts.private.again, pressed, short)
    else:
        jobs.start(job, parts.conversations.again, answer_id, short, person)
