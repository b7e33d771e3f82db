"""What Slack knows of people that the library needs: names, who is here, who keeps the workspace."""

import threading
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from bot.calls import Calls, SlackAway, SlackRefused, SlackUnsure
from bot.identity import Own
from bot.remembering import remember
from knowledge.wording import plain

# A name is looked up again after this time.
KNOWN_FOR = timedelta(hours=1)


class People:
    """Asks Slack about people. Safe to share between threads."""

    def __init__(self, calls: Calls, own: Own) -> None:
        """Ask nothing yet."""
        self._calls = calls
        self._own = own
        self._names: dict[str, tuple[datetime, str]] = {}
        self._lock = threading.Lock()

    def names(self, people: Collection[str], *, now: datetime) -> dict[str, str]:
        """How these people are called, as far as that is known: asks nothing."""
        with self._lock:
            return {one: name for one, (at, name) in self._names.items() if one in people and now - at < KNOWN_FOR}

    def look_up(self, people: Collection[str], *, now: datetime) -> None:
        """Ask Slack for the names that are not known, until it does not answer at once."""
        known = self.names(people, now=now)
        for person in people:
            if person in known:
                continue
            found = self._user(person)
            if found is None:
                return
            profile = found.get("profile") or {}
            name = " ".join(str(profile.get(each) or "") for each in ("real_name", "display_name"))
            with self._lock:
                remember(self._names, person, (now, name))

    def real_name(self, person: str) -> str:
        """What Slack calls a person in full; empty where it does not say at once."""
        profile = (self._user(person) or {}).get("profile") or {}
        return plain(str(profile.get("real_name") or ""))

    def is_here(self, person: str) -> bool:
        """Whether a person is one of our own organisation whose account is open; no, where Slack does not say."""
        user = self._user(person)
        return user is not None and self._own.is_colleague(user)

    def keeps_workspace(self, person: str) -> bool:
        """Whether Slack calls a person an owner or admin of the workspace; no, where Slack does not say."""
        user = self._user(person)
        if user is None or not self._own.is_colleague(user):
            return False
        return any(user.get(f"is_{name}") for name in ("primary_owner", "owner", "admin"))

    def _user(self, person: str) -> dict[str, Any] | None:
        try:
            found = self._calls.at_once(self._calls.client.users_info, user=person)
        except (SlackRefused, SlackUnsure, SlackAway):
            return None
        user: dict[str, Any] = found["user"]
        return user
