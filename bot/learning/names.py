"""What Slack says of people, for pages: what they are called, and where they are."""

import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from bot.calls import Calls, SlackAway, SlackRefused, SlackUnsure
from knowledge.wording import plain

KNOWN_FOR = timedelta(hours=1)
# Slack gives at most so many people in one answer.
PEOPLE_AT_ONCE = 999
# More people than these are looked for among everybody, instead of one by one.
FEW = 10
# Whom Slack does not tell of is not asked for again at once.
MISSED_FOR = timedelta(minutes=5)
# So long a page waits for Slack; what it does not say by then is there the next time.
PATIENCE = 0.7


@dataclass(frozen=True)
class Told:
    """What Slack says of a person, as it said at a moment; nothing of whom it does not tell."""

    at: datetime
    name: str = ""
    zone: str | None = None

    def is_fresh(self, now: datetime) -> bool:
        """Whether it need not be asked again."""
        return now - self.at < (KNOWN_FOR if self.name else MISSED_FOR)


class Names:
    """Asks Slack, and remembers for a while. Safe to share between threads, and slow for nobody who is known."""

    def __init__(self, calls: Calls, clock: Callable[[], float] = monotonic) -> None:
        """Ask nothing yet; ``clock`` has the seconds that pass."""
        self._calls = calls
        self._clock = clock
        self._known: dict[str, Told] = {}
        # Of everybody, the page that is asked for next.
        self._cursor = ""
        self._asking = threading.Lock()

    def of(self, people: Collection[str], *, now: datetime) -> Mapping[str, str]:
        """How these people are called in full, as far as Slack says it at once."""
        self._look_up(people, now)
        return {person: told.name for person in people if (told := self._known.get(person)) and told.name}

    def zone(self, person: str, *, now: datetime) -> str | None:
        """The name of a person's time zone, where Slack says it at once."""
        self._look_up([person], now)
        told = self._known.get(person)
        return told.zone if told is not None else None

    def _look_up(self, people: Collection[str], now: datetime) -> None:
        if self._unknown(people, now):
            # Who waits here finds that others have asked for the same.
            with self._asking:
                unknown = self._unknown(people, now)
                if len(unknown) > FEW:
                    self._ask_for_everybody(unknown, now)
                else:
                    self._ask_for_each(unknown, now)
                for person in self._unknown(people, now):
                    self._miss(person, now)

    def _miss(self, person: str, now: datetime) -> None:
        """Ask again after a while; what was known before holds until then."""
        before = self._known.get(person)
        again = now - KNOWN_FOR + MISSED_FOR
        self._known[person] = replace(before, at=again) if before is not None and before.name else Told(now)

    def _unknown(self, people: Collection[str], now: datetime) -> set[str]:
        return {person for person in people if (told := self._known.get(person)) is None or not told.is_fresh(now)}

    def _ask_for_each(self, people: Collection[str], now: datetime) -> None:
        until = self._clock() + PATIENCE
        for person in people:
            answer = self._asked(self._calls.client.users_info, user=person) if self._clock() < until else None
            if answer is not None:
                self._note(answer["user"], now)

    def _ask_for_everybody(self, people: Collection[str], now: datetime) -> None:
        """Go on with everybody from where the last one stopped, as far as there is time."""
        until, left = self._clock() + PATIENCE, set(people)
        while left and self._clock() < until:
            page = {"limit": PEOPLE_AT_ONCE, **({"cursor": self._cursor} if self._cursor else {})}
            answer = self._asked(self._calls.client.users_list, **page)
            self._cursor = "" if answer is None else (answer.get("response_metadata") or {}).get("next_cursor") or ""
            for user in answer["members"] if answer is not None else ():
                self._note(user, now)
                left.discard(str(user["id"]))
            if not self._cursor:
                return

    def _note(self, user: Mapping[str, Any], now: datetime) -> None:
        self._known[str(user["id"])] = Told(now, _name(user), user.get("tz"))

    def _asked(self, method: Any, **arguments: Any) -> dict[str, Any] | None:
        try:
            found: dict[str, Any] = self._calls.at_once(method, **arguments)
        except (SlackRefused, SlackUnsure, SlackAway):
            return None
        return found


def _name(user: Mapping[str, Any]) -> str:
    profile = user.get("profile") or {}
    return plain(str(profile.get("real_name") or user.get("real_name") or user.get("name") or ""))
