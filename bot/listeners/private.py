"""Questions for one person's eyes: the slash command, the message shortcut, and questions offered on buttons."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from bot.listeners.guarding import Listeners
from bot.listeners.wishes import by_command
from bot.parts import Parts
from bot.private import AskedPrivately, Pressed
from bot.reading import greets, plain
from bot.wishes import wish_in
from storage import jobs

COMMAND = "/fieldwise"
SHORTCUT = "answer_from_guides"


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.command(COMMAND, on_command)
    listeners.shortcut(SHORTCUT, on_shortcut)
    listeners.action("ask_prompt", on_prompt)
    listeners.action("share", on_share)


def on_command(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Take the question of the slash command."""
    question = plain(body.get("text") or "", parts.identity.own.user)
    wish = wish_in(question)
    if wish is not None:
        by_command(wish, body, parts)
        ack()
        return
    asked = AskedPrivately(
        id=f"command:{body['trigger_id']}",
        channel=body["channel_id"],
        root=None,
        person=body["user_id"],
        text="" if greets(question) else question,
        address=body["response_url"],
    )
    jobs.start(asked.id, parts.private.answer, asked)
    ack()


def on_shortcut(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Take somebody's message as a question."""
    message = body["message"]
    asked = AskedPrivately(
        id=f"shortcut:{body['trigger_id']}",
        channel=body["channel"]["id"],
        root=message.get("thread_ts") or message["ts"],
        person=body["user"]["id"],
        text=plain(message.get("text") or "", parts.identity.own.user),
        address=body["response_url"],
    )
    jobs.start(asked.id, parts.private.answer, asked)
    ack()


def on_prompt(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Ask the question on a button; the answer goes to the person's own conversation with the bot."""
    person = body["user"]["id"]
    asked = AskedPrivately(
        id=f"prompt:{body['trigger_id']}",
        channel=person,
        root=None,
        person=person,
        text=body["actions"][0]["value"],
        address=None,
    )
    jobs.start(asked.id, parts.private.answer, asked)
    ack()


def on_share(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show a private answer to all; pressing twice shares once."""
    pressed = Pressed(body["actions"][0]["value"], body["user"]["id"], body["response_url"])
    jobs.start(f"share:{pressed.answer_id}:{body['trigger_id']}", parts.private.share, pressed)
    ack()
