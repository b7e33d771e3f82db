"""Who is speaking, and who can read along. Where Slack does not say, the answer is the careful one."""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.calls import Calls, SlackAway, SlackRefused, SlackUnsure
from bot.reading import Heard
from bot.remembering import remember

# A language is looked up again after this time; whether somebody is from outside, every time.
KNOWN_FOR = timedelta(minutes=30)
# Whether a channel is shared is asked so often at most, not once more for each question.
SHARED_KNOWN_FOR = timedelta(minutes=1)
# So long may somebody who has left a channel still be told what its guides say.
MEMBERSHIP_KNOWN_FOR = timedelta(minutes=1)
# Slack gives at most so many channels in one answer.
CHANNELS_AT_ONCE = 999

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Own:
    """The bot itself, as ``auth.test`` tells it."""

    team: str
    user: str

    def is_outsider(self, user: Mapping[str, Any]) -> bool:
        """Whether a person, as ``users.info`` tells of one, is from another organisation."""
        return user.get("team_id") != self.team or bool(user.get("is_stranger"))

    def is_colleague(self, user: Mapping[str, Any]) -> bool:
        """Whether a user, as ``users.info`` tells of one, is a person of our own organisation with an open account."""
        return not (self.is_outsider(user) or user.get("deleted") or user.get("is_bot"))


class Identity:
    """Asks Slack about people and channels."""

    def __init__(self, calls: Calls, own: Own) -> None:
        """Ask nothing yet."""
        self._calls = calls
        self.own = own
        self._locales: dict[str, tuple[datetime, str | None]] = {}
        self._zones: dict[str, tuple[datetime, str | None]] = {}
        self._shared: dict[str, tuple[datetime, bool]] = {}
        self._channels: dict[str, tuple[datetime, frozenset[str]]] = {}
        self._lock = threading.Lock()

    def locale(self, person: str, *, now: datetime) -> str | None:
        """A person's language as Slack names it (``es-ES``); None where Slack does not say it at once."""
        with self._lock:
            known = self._locales.get(person)
        if known is not None and now - known[0] < KNOWN_FOR:
            return known[1]
        try:
            answer = self._calls.at_once(self._calls.client.users_info, user=person, include_locale=True)
            found: str | None = answer["user"].get("locale")
        except (SlackRefused, SlackUnsure, SlackAway):
            return None
        with self._lock:
            remember(self._locales, person, (now, found))
        return found

    def zone(self, person: str, *, now: datetime) -> str | None:
        """The name of a person's time zone as Slack knows it, of half an hour ago at most; None where it knows none.

        Raises:
            SlackAway: Slack can't be asked now: nobody is woken as it is not known where she is.
        """
        with self._lock:
            known = self._zones.get(person)
        if known is not None and now - known[0] < KNOWN_FOR:
            return known[1]
        try:
            found: str | None = self._user(person).get("tz")
        except SlackRefused:
            return None
        with self._lock:
            remember(self._zones, person, (now, found))
        return found

    def is_shared(self, channel: str) -> bool:
        """Whether people of another organisation read this channel, or are about to."""
        try:
            return self.is_told_shared(channel)
        except (SlackRefused, SlackAway):
            return True

    def is_told_shared(self, channel: str) -> bool:
        """As ``is_shared``, for whom there is time to ask again.

        Raises:
            SlackRefused: Slack does not tell the bot of this channel.
            SlackAway: Slack can't be asked now.
        """
        return _is_shared(self._calls.repeatable(self._calls.client.conversations_info, channel=channel)["channel"])

    def may_be_shared(self, channel: str, told: bool | None, *, now: datetime) -> bool:
        """Whether outsiders read this channel, or are about to, as far as that was known within the last minute.

        Args:
            channel: The channel.
            told: What an event says of it: nothing of an invitation that still waits for its acceptance, so where it
                says no, Slack is asked too; what it says counts where Slack does not answer at once. None where the
                event does not say; then the channel counts as shared where Slack does not say either.
            now: The time.
        """
        if told:
            return True
        with self._lock:
            known = self._shared.get(channel)
        if known is not None and now - known[0] < SHARED_KNOWN_FOR:
            return known[1]
        if told is None:
            return self.is_shared(channel)
        try:
            answer = self._calls.at_once(self._calls.client.conversations_info, channel=channel)
        except (SlackRefused, SlackUnsure, SlackAway):
            return told
        found = _is_shared(answer["channel"])
        with self._lock:
            remember(self._shared, channel, (now, found))
        return found

    def sees(self, channel: str) -> bool:
        """Whether Slack tells the bot of this channel: not of a private one that it is not in."""
        try:
            self._calls.repeatable(self._calls.client.conversations_info, channel=channel)
        except (SlackRefused, SlackAway):
            return False
        return True

    def channels_of(self, person: str, *, patient: bool, now: datetime) -> frozenset[str]:
        """The channels that a person is a member of, as was known within the last minute; none if Slack does not say.

        Args:
            person: Who.
            patient: Whether there is time to ask Slack again and again.
            now: The time.
        """
        with self._lock:
            known = self._channels.get(person)
        if known is not None and now - known[0] < MEMBERSHIP_KNOWN_FOR:
            return known[1]
        try:
            found = self._asked_channels(person, self._calls.repeatable if patient else self._calls.at_once)
        except (SlackRefused, SlackUnsure, SlackAway) as error:
            log.warning("channels of a person not known", extra={"why": type(error).__name__})
            return frozenset()
        with self._lock:
            remember(self._channels, person, (now, found))
        return found

    def is_outsider(self, message: Heard) -> bool:
        """Whether the writer is from another organisation. Asked of Slack each time."""
        return any(team != self.own.team for team in message.teams) or self.is_from_outside(message.writer)

    def is_from_outside(self, person: str) -> bool:
        """Whether a person is from another organisation, or Slack does not say. Asked of Slack each time."""
        try:
            user = self._user(person)
        except (SlackRefused, SlackAway):
            return True
        return self.own.is_outsider(user)

    def direct_channel(self, person: str) -> str:
        """The conversation of the bot with one person.

        Raises:
            SlackRefused: There can't be one.
            SlackAway: Slack can't be asked now.
        """
        answer = self._calls.repeatable(self._calls.client.conversations_open, users=person)
        return str(answer["channel"]["id"])

    def _asked_channels(self, person: str, ask: Callable[..., dict[str, Any]]) -> frozenset[str]:
        found: set[str] = set()
        wanted = {"user": person, "types": "public_channel,private_channel", "exclude_archived": True}
        cursor = ""
        while True:
            page = {"limit": CHANNELS_AT_ONCE, **({"cursor": cursor} if cursor else {})}
            answer = ask(self._calls.client.users_conversations, **wanted, **page)
            found.update(str(channel["id"]) for channel in answer["channels"])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return frozenset(found)

    def _user(self, person: str) -> dict[str, Any]:
        answer = self._calls.repeatable(self._calls.client.users_info, user=person, include_locale=True)
        user: dict[str, Any] = answer["user"]
        return user


def who_am_i(calls: Calls) -> Own:
    """The bot's own names, from Slack."""
    answer = calls.repeatable(calls.client.auth_test)
    return Own(answer["team_id"], answer["user_id"])


def _is_shared(channel: Mapping[str, Any]) -> bool:
    return bool(channel.get("is_ext_shared") or channel.get("is_pending_ext_shared"))
