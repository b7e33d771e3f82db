"""Asking to be certified: in words, by the command, in the Home tab."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from bot.listeners.guarding import Listeners
from bot.parts import Parts
from bot.reading import Heard
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handler."""
    listeners.action("certify_open", on_open)


def on_open(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show the certifications."""
    act = body["trigger_id"]
    jobs.start(f"certify:{act}", parts.certifying.show, body["user"]["id"], act, None, parts.exams.clock())
    ack()


def by_message(message: Heard, parts: Parts) -> None:
    """Show the certifications to who asked for them in a message, once, whatever events it comes in."""
    act = f"{message.channel}:{message.moment}"
    asked_in = None if message.direct else message.channel
    job = f"certify:{act}", parts.certifying.show, message.writer, act, asked_in, parts.exams.clock()
    parts.begun.once(message.channel, message.moment, lambda: jobs.start(*job))


def by_command(body: Mapping[str, Any], parts: Parts) -> None:
    """Show them to who used the command."""
    act = body["trigger_id"]
    asked_in = body["channel_id"]
    jobs.start(f"certify:{act}", parts.certifying.show, body["user_id"], act, asked_in, parts.exams.clock())
