"""Where people are and whether they are here, as far as Slack knows: of one person, or of everybody at once."""

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.calls import SlackAway, SlackRefused
from bot.library.desk import Desk
from bot.texts import Texts, texts_for
from learning.learners.queries import preferences
from learning.learners.values import DEFAULT, Preferences
from learning.notices.service import zone_for

# Slack gives at most so many people in one answer.
PEOPLE_AT_ONCE = 999
KNOWN_FOR = timedelta(hours=1)
# What Slack says of who is not, or is no longer, in the workspace. Its other words are about the bot, or about today.
_GONE = {"user_not_found", "users_not_found", "user_not_visible"}


@dataclass(frozen=True)
class Everybody:
    """The people of the workspace.

    Attributes:
        zones: The name of each person's time zone, where Slack knows it.
        here: Those whose accounts are open; ``gone`` are those whose accounts are closed.
    """

    zones: Mapping[str, str]
    here: frozenset[str]
    gone: frozenset[str]

    @property
    def zone(self) -> ZoneInfo:
        """Where most of them are; of zones with as many people the one whose name comes first."""
        counted = Counter(self.zones[person] for person in self.here if person in self.zones)
        return zone_for(DEFAULT, min(counted, key=lambda name: (-counted[name], name), default=None))


@dataclass(frozen=True)
class Reached:
    """A person who is here, in her own time and language."""

    person: str
    preferences: Preferences
    zone: ZoneInfo
    texts: Texts


class Zones:
    """Asks Slack about people. Safe to share between threads."""

    def __init__(self, desk: Desk) -> None:
        """Ask nothing yet."""
        self._desk = desk
        self._lock = threading.Lock()
        self._known: tuple[datetime, Everybody] | None = None

    def of(self, person: str, wanted: Preferences, *, now: datetime) -> ZoneInfo:
        """Where a person is.

        Raises:
            SlackAway: Slack can't be asked now.
        """
        slack = self._desk.identity.zone(person, now=now) if wanted.zone is None else None
        return zone_for(wanted, slack)

    def reached(self, person: str) -> Reached | None:
        """A person as she is reached now; None where nobody of this name is here.

        Raises:
            SlackAway: Slack can't be asked now, or does not say whether she is here.
        """
        calls, identity = self._desk.calls, self._desk.identity
        try:
            user = calls.repeatable(calls.client.users_info, user=person, include_locale=True)["user"]
        except SlackRefused as error:
            if error.error not in _GONE:
                raise SlackAway from error
            return None
        if not identity.own.is_colleague(user):
            return None
        with self._desk.database.reading() as session:
            wanted = preferences(session, self._desk.workspace, person)
        return Reached(person, wanted, zone_for(wanted, user.get("tz")), texts_for(user.get("locale")))

    def everybody(self, now: datetime) -> Everybody:
        """All people of the workspace, as they were known within the last hour.

        Raises:
            SlackAway: Slack can't be asked now.
        """
        with self._lock:
            if self._known is None or not timedelta(0) <= now - self._known[0] < KNOWN_FOR:
                self._known = now, self._asked()
            return self._known[1]

    def _asked(self) -> Everybody:
        calls, own = self._desk.calls, self._desk.identity.own
        zones: dict[str, str] = {}
        here: set[str] = set()
        gone: set[str] = set()
        cursor = ""
        while True:
            page = {"limit": PEOPLE_AT_ONCE, **({"cursor": cursor} if cursor else {})}
            answer = calls.repeatable(calls.client.users_list, **page)
            for user in answer["members"]:
                (here if own.is_colleague(user) else gone).add(str(user["id"]))
                if user.get("tz"):
                    zones[str(user["id"])] = str(user["tz"])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return Everybody(zones, frozenset(here), frozenset(gone))
