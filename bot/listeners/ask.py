"""Questions in channels, groups and direct messages; their edits and deletions."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.listeners.guarding import Listeners
from bot.listeners.uploads import offer_files
from bot.listeners.wishes import by_message
from bot.parts import Parts
from bot.reading import Heard, asks, gone, heard, previous, reworded, thanks
from bot.wishes import wish_in
from knowledge.conversations import queries
from knowledge.conversations.values import Manner
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    # A mention comes as both events, under two ids: whichever is taken first is answered.
    listeners.event("app_mention", on_message)
    listeners.event("message", on_message)


def on_message(body: Mapping[str, Any], parts: Parts) -> None:
    """Start the job that a message, its edit or its deletion asks for."""
    subtype = body["event"].get("subtype")
    if subtype in {"message_changed", "message_deleted"}:
        _on_change(body, parts)
        return
    message = heard(body, parts.identity.own.user)
    if message is not None and _brings_files(message, parts) and not offer_files(message, parts):
        return
    if message is not None and is_for_us(message, parts):
        wish = wish_in(message.text)
        if wish is not None and not _is_foreign(message, parts):
            by_message(wish, message, parts)
            return
        job = message.event_id, parts.conversations.answer, _withheld(message, parts)
        parts.begun.once(message.channel, message.moment, lambda: jobs.start(*job))
        if not _is_foreign(message, parts):
            parts.begun.joins(message.channel, message.root)


def is_for_us(message: Heard, parts: Parts) -> bool:
    """Whether a message is meant for the bot.

    It is when it names the bot, when nobody else reads it, and when it goes on in a thread that the bot follows; but
    thanks are for nobody to answer, and who is from outside has to name the bot.
    """
    if message.mentioned:
        return not thanks(message.text)
    if not asks(message) or _is_foreign(message, parts):
        return message.direct and not message.text
    if message.direct:
        return True
    if not message.replies:
        return False
    with parts.database.reading() as session:
        manner = queries.manner(session, parts.workspace, message.channel, message.root)
    # The job that joins the thread may still wait for its turn.
    return manner is Manner.FOLLOW or (manner is None and parts.begun.is_joined(message.channel, message.root))


def _on_change(body: Mapping[str, Any], parts: Parts) -> None:
    own = parts.identity.own.user
    deleted, before = gone(body), previous(body, own)
    if deleted is not None:
        # What a person never asked the bot is none of its business, not even that it is gone.
        if _is_asked(deleted.channel, deleted.moment, parts) or (before is not None and is_for_us(before, parts)):
            taken = parts.gap_loop.asking.asked_of(deleted.channel, deleted.moment)
            jobs.start(deleted.event_id, parts.conversations.withdraw, deleted)
            if taken is not None:
                jobs.start(f"{deleted.event_id}:cards", parts.gap_loop.asking.take_back, taken)
        return
    message = reworded(body, own)
    if message is not None and (_is_asked(message.channel, message.moment, parts) or is_for_us(message, parts)):
        jobs.start(message.event_id, parts.conversations.reword, _withheld(message, parts))


def _brings_files(message: Heard, parts: Parts) -> bool:
    """Whether a message hands the bot files: nobody else reads it, or it names the bot."""
    return bool(message.files) and (message.direct or message.mentioned) and not _is_foreign(message, parts)


def _is_foreign(message: Heard, parts: Parts) -> bool:
    return any(team != parts.identity.own.team for team in message.teams)


def _withheld(message: Heard, parts: Parts) -> Heard:
    """The message without its words where somebody from outside wrote it: they are refused, whatever they say."""
    return replace(message, text="") if _is_foreign(message, parts) else message


def _is_asked(channel: str, moment: str, parts: Parts) -> bool:
    with parts.database.reading() as session:
        return queries.is_asked(session, parts.workspace, channel, moment)
