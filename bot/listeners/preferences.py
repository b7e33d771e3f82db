"""How a person wants to be reached, and practising what an answer says."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from bot.blocks.learning.preferences import CALLBACK, preferences_form, preferred, wrong_field
from bot.listeners.guarding import Listeners
from bot.listeners.modals import opened
from bot.parts import Parts
from learning.errors import BadHours, ZoneUnknown
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action("preferences_open", on_open)
    listeners.action("practice_pause", on_pause)
    listeners.action("practice_go_on", on_go_on)
    listeners.action("practise_this", on_practise_this)
    listeners.submission(CALLBACK, on_saved)


def on_open(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form."""
    person = body["user"]["id"]
    opened(body, parts, preferences_form(parts.reaching.preferences(person), parts.status.texts(person)))
    ack()


def on_saved(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Keep what the form says; what can't be stands at its field."""
    person, texts = body["user"]["id"], parts.status.texts(body["user"]["id"])
    try:
        parts.reaching.prefer(person, preferred(body["view"]["state"]["values"]))
    except (ZoneUnknown, BadHours) as error:
        ack(response_action="errors", errors=wrong_field(error, texts))
        return
    ack()
    parts.status.to_one(None, person, texts.preferences.saved)


def on_pause(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Take a break."""
    where = body["container"]["channel_id"], body["container"]["message_ts"]
    jobs.start(f"practice-pause:{body['trigger_id']}", parts.reaching.pause, body["user"]["id"], *where)
    ack()


def on_go_on(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """End the break."""
    where = body["container"]["channel_id"], body["container"]["message_ts"]
    jobs.start(f"practice-go-on:{body['trigger_id']}", parts.reaching.go_on, body["user"]["id"], *where)
    ack()


def on_practise_this(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Add what an answer says to the practice of whoever pressed."""
    person, answer_id = body["user"]["id"], body["actions"][0]["value"]
    channel, root = body["container"]["channel_id"], (body.get("message") or {}).get("thread_ts")
    job = f"practise-this:{body['trigger_id']}"
    jobs.start(job, parts.reaching.practise, person, answer_id, channel, root)
    ack()
