"""Who is speaking, and who can read along. Where Slack does not say, the answer is the careful one."""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.calls import Calls, SlackAway, SlackRefused, SlackUnsure
from bot.reading import Heard

# A language is looked up again after this time; whether somebody is from outside, every time.
KNOWN_FOR = timedelta(minutes=30)
MOST_KNOWN = 10_000


@dataclass(frozen=True)
class Own:
    """The bot itself, as ``auth.test`` tells it."""

    team: str
    user: str
    url: str


class Identity:
    """Asks Slack about people and channels."""

    def __init__(self, calls: Calls, own: Own) -> None:
        """Ask nothing yet."""
        self._calls = calls
        self.own = own
        self._locales: dict[str, tuple[datetime, str | None]] = {}
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
            if len(self._locales) >= MOST_KNOWN:
                self._locales.clear()
            self._locales[person] = (now, found)
        return found

    def is_shared(self, channel: str) -> bool:
        """Whether people of another organisation read this channel, or are about to."""
        try:
            found = self._calls.repeatable(self._calls.client.conversations_info, channel=channel)["channel"]
        except (SlackRefused, SlackAway):
            return True
        return bool(found.get("is_ext_shared") or found.get("is_pending_ext_shared"))

    def sees(self, channel: str) -> bool:
        """Whether Slack tells the bot of this channel: not of a private one that it is not in."""
        try:
            self._calls.repeatable(self._calls.client.conversations_info, channel=channel)
        except (SlackRefused, SlackAway):
            return False
        return True

    def is_outsider(self, message: Heard) -> bool:
        """Whether the writer is from another organisation. Asked of Slack each time."""
        if any(team != self.own.team for team in message.teams):
            return True
        try:
            user = self._user(message.writer)
        except (SlackRefused, SlackAway):
            return True
        return user.get("team_id") != self.own.team or bool(user.get("is_stranger"))

    def direct_channel(self, person: str) -> str:
        """The conversation of the bot with one person.

        Raises:
            SlackRefused: There can't be one.
            SlackAway: Slack can't be asked now.
        """
        answer = self._calls.repeatable(self._calls.client.conversations_open, users=person)
        return str(answer["channel"]["id"])

    def _user(self, person: str) -> dict[str, Any]:
        answer = self._calls.repeatable(self._calls.client.users_info, user=person, include_locale=True)
        user: dict[str, Any] = answer["user"]
        return user


def who_am_i(calls: Calls) -> Own:
    """The bot's own names, from Slack."""
    answer = calls.repeatable(calls.client.auth_test)
    return Own(answer["team_id"], answer["user_id"], answer.get("url", ""))
