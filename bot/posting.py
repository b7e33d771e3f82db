"""Messages that are posted once and then kept up to date, however often it has to be tried."""

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.blocks.message import Message
from bot.calls import ATTEMPTS, Calls, SlackAway, SlackRefused, SlackUnsure
from bot.locks import Locks

# Messages that are looked through for one that a crash made us forget.
LOOKED_THROUGH = 200
# Seconds by which Slack's clock may differ from this machine's.
CLOCKS_APART = 60
# Why a message that stands can't be changed: it is as it is.
_SET = {"message_not_found", "edit_window_closed", "cant_update_message"}
# After a post that had to be tried again, so much is waited as after this attempt, before one looks for another.
SLOW_ATTEMPT = 4

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Venue:
    """Where something is to be shown: a channel, and the thread's root in it."""

    channel: str
    root: str | None


@dataclass(frozen=True)
class Mark:
    """What a message is about, as its metadata: so that it is found again.

    Attributes:
        kind: The metadata's event type.
        facts: Its payload: ids, never what somebody wrote.
    """

    kind: str
    facts: Mapping[str, str]


def stamped_at(moment: str) -> datetime:
    """The time that a ``ts`` of Slack names."""
    return datetime.fromtimestamp(float(moment), UTC)


class Posting:
    """Posts, finds, updates and deletes our own messages."""

    def __init__(self, calls: Calls) -> None:
        """Take Slack."""
        self._calls = calls
        self._client = calls.client
        # Two jobs, of a double click say, must not both find that nothing is posted yet.
        self._locks = Locks()

    def once(self, venue: Venue, mark: Mark, message: Message, since: datetime) -> str | None:
        """Post, unless a message of this mark stands there; as ``post``, and safe to be called by several jobs."""
        name = venue.channel, mark.kind, *sorted(mark.facts.items())
        with self._locks.of(name):
            return self.find(venue, mark, since) or self.post(venue, mark, message, since)

    def post(self, venue: Venue, mark: Mark, message: Message, since: datetime) -> str | None:
        """Post once; the message's ``ts``, or None where its thread is gone.

        Args:
            venue: Where.
            mark: By which it is found where nobody knows whether a call was done.
            message: What is posted.
            since: No message of this mark is older.

        Raises:
            SlackAway: Slack can't be told now; look for the message before trying again.
            SlackRefused: Slack does not let the bot write there.
        """
        for attempt in range(ATTEMPTS):
            try:
                answer = self._calls.once(self._client.chat_postMessage, **_posting(venue, mark, message))
            except SlackUnsure:
                self._calls.pause(attempt)
                found = self.find(venue, mark, since)
                if found is not None:
                    return found
                continue
            except SlackRefused as error:
                if error.error in {"thread_not_found", "message_not_found"}:
                    return None
                raise
            if attempt:
                return self._only_one(venue, mark, since) or answer["ts"]
            return self._kept_in_its_thread(venue, answer)
        raise SlackAway

    def ours(self, venue: Venue, kinds: Collection[str], since: datetime) -> list[Mapping[str, Any]]:
        """Our last messages of these kinds, as Slack tells them, the oldest first; none from before ``since``."""
        found = self._last(venue, since)
        marked = [said for said in found if (said.get("metadata") or {}).get("event_type") in kinds]
        return sorted(marked, key=lambda said: str(said["ts"]))

    def find(self, venue: Venue, mark: Mark, since: datetime) -> str | None:
        """The first of our messages with this mark, none from before ``since``."""
        return next(iter(self._ours(venue, mark, since)), None)

    def update(self, channel: str, moment: str, message: Message) -> None:
        """Make a message say this; one that can't be changed any more stays as it is."""
        try:
            self._calls.repeatable(
                self._client.chat_update, channel=channel, ts=moment, text=message.text, blocks=list(message.blocks)
            )
        except SlackRefused as error:
            if error.error not in _SET:
                raise
            log.info("the message can't be changed any more", extra={"channel": channel, "error": error.error})

    def delete(self, channel: str, moment: str) -> None:
        """Delete a message, if it is still there."""
        try:
            self._calls.repeatable(self._client.chat_delete, channel=channel, ts=moment)
        except SlackRefused as error:
            if error.error != "message_not_found":
                raise

    def _only_one(self, venue: Venue, mark: Mark, since: datetime) -> str | None:
        """Delete all but the first of our messages: a call that was given up may have been slow, and done after all."""
        self._calls.pause(SLOW_ATTEMPT)
        ours = self._ours(venue, mark, since)
        for moment in ours[1:]:
            self.delete(venue.channel, moment)
        return next(iter(ours), None)

    def _kept_in_its_thread(self, venue: Venue, answer: dict[str, Any]) -> str | None:
        # A message to a thread whose root is deleted lands in the channel, where nobody knows what it is about.
        moment: str = answer["ts"]
        if venue.root is None or answer.get("message", {}).get("thread_ts") == venue.root:
            return moment
        log.info("the thread is gone", extra={"channel": venue.channel})
        self.delete(venue.channel, moment)
        return None

    def _ours(self, venue: Venue, mark: Mark, since: datetime) -> list[str]:
        return sorted(str(m["ts"]) for m in self._last(venue, since) if _has(m, mark))

    def _last(self, venue: Venue, since: datetime) -> list[Mapping[str, Any]]:
        where: dict[str, Any] = {
            "channel": venue.channel,
            "include_all_metadata": True,
            "limit": LOOKED_THROUGH,
            "oldest": str(since.timestamp() - CLOCKS_APART),
        }
        try:
            if venue.root is None:
                found = self._calls.repeatable(self._client.conversations_history, **where)
            else:
                found = self._calls.repeatable(self._client.conversations_replies, ts=venue.root, **where)
        except SlackRefused:
            return []
        return list(found.get("messages", ()))


def _has(message: Mapping[str, Any], mark: Mark) -> bool:
    metadata = message.get("metadata") or {}
    return metadata.get("event_type") == mark.kind and (metadata.get("event_payload") or {}) == dict(mark.facts)


def _posting(venue: Venue, mark: Mark, message: Message) -> dict[str, Any]:
    return {
        "channel": venue.channel,
        "thread_ts": venue.root,
        "text": message.text,
        "blocks": list(message.blocks),
        "metadata": {"event_type": mark.kind, "event_payload": dict(mark.facts)},
        "unfurl_links": False,
        "unfurl_media": False,
    }
