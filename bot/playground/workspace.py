"""The state of the workspace, in memory. Every change wakes those who wait for one."""

import copy
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Condition, RLock
from typing import Any, Literal

from bot.playground.people import (
    APP,
    BOT,
    BOT_USER,
    SEED,
    TEAM,
    TEAM_DOMAIN,
    TEAM_NAME,
    Channel,
    Person,
    seed_channels,
)

Message = dict[str, Any]
View = dict[str, Any]
Clock = Callable[[], float]
STATUS_SECONDS = 120
"""A status goes away after two minutes if no message is sent."""


@dataclass(frozen=True)
class Change:
    """What changed: ``kind`` says what, ``id`` in which channel, for which person or which file."""

    kind: Literal["channel", "ephemeral", "status", "prompts", "home", "views", "delivery", "call", "people", "file"]
    id: str


@dataclass
class Ephemeral:
    """A message that one person sees in a channel, until they reload."""

    person: str
    channel: str
    message: Message


@dataclass
class Status:
    """What the app says it is doing in a thread."""

    status: str
    loading_messages: list[str]
    set_at: float


@dataclass
class State:
    """Everything that is remembered; read and written under the workspace's lock."""

    messages: dict[str, dict[str, Message]] = field(default_factory=dict)
    deleted: set[tuple[str, str]] = field(default_factory=set)
    ephemerals: list[Ephemeral] = field(default_factory=list)
    homes: dict[str, View] = field(default_factory=dict)
    modals: dict[str, list[View]] = field(default_factory=dict)
    statuses: dict[tuple[str, str], Status] = field(default_factory=dict)
    prompts: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    prompts_title: dict[str, str] = field(default_factory=dict)
    titles: dict[tuple[str, str], str] = field(default_factory=dict)


class Workspace:
    """People, channels and all that was said, read by copies. Thread-safe."""

    bot_user_id = BOT_USER
    bot_id = BOT
    app_id = APP
    team_id = TEAM
    team_name = TEAM_NAME
    team_domain = TEAM_DOMAIN

    def __init__(self, people: Iterable[Person] = SEED, *, clock: Clock = time.time) -> None:
        self.people: dict[str, Person] = {person.id: person for person in people}
        seeded = seed_channels(tuple(self.people.values()))
        self.channels: dict[str, Channel] = {channel.id: channel for channel in seeded}
        self.clock = clock
        self.lock = RLock()
        self.condition = Condition(self.lock)
        self.version = 0
        self.watchers: list[Callable[[Change], None]] = []
        self.state = State(messages={channel: {} for channel in self.channels})
        self._last_ts = 0

    def changed(self, kind: Any, id: str) -> None:
        """Wake everybody who waits for a change, and tell the watchers."""
        with self.condition:
            self.version += 1
            self.condition.notify_all()
            watchers = list(self.watchers)
        for watcher in watchers:
            watcher(Change(kind, id))

    def new_ts(self) -> str:
        """A time stamp that no other message has, later than all before."""
        with self.lock:
            self._last_ts = max(self._last_ts + 1, int(self.clock() * 1_000_000))
            return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def add(self, channel: Channel) -> None:
        """Open a new channel."""
        with self.lock:
            self.channels[channel.id] = channel
            self.state.messages[channel.id] = {}
        self.changed("people", channel.id)

    def messages(self, channel: str, thread_ts: str | None = None) -> list[Message]:
        """All messages of a channel, oldest first; with ``thread_ts``, the root and the replies of that thread."""
        with self.lock:
            stored = self.state.messages[channel].values()
            chosen = [one for one in stored if thread_ts is None or thread_ts in (one["ts"], one.get("thread_ts"))]
            return copy.deepcopy(sorted(chosen, key=lambda one: one["ts"]))

    def message(self, channel: str, ts: str) -> Message | None:
        """One message, or None if it isn't there (any more)."""
        with self.lock:
            return copy.deepcopy(self.state.messages[channel].get(ts))

    def ephemerals(self, person: str, channel: str | None = None) -> list[Message]:
        """What only this person sees, oldest first; each message carries its ``channel``."""
        with self.lock:
            return [
                {**copy.deepcopy(one.message), "channel": one.channel}
                for one in self.state.ephemerals
                if one.person == person and channel in (None, one.channel)
            ]

    def home(self, person: str) -> View | None:
        """The person's App Home, or None if none was published."""
        with self.lock:
            return copy.deepcopy(self.state.homes.get(person))

    def views(self, person: str) -> list[View]:
        """The modals open before a person, the top one last."""
        with self.lock:
            return copy.deepcopy(self.state.modals.get(person, []))

    def status(self, channel: str, thread_ts: str) -> dict[str, Any] | None:
        """What the app says it is doing in a thread, or None."""
        with self.lock:
            status = self.state.statuses.get((channel, thread_ts))
            if status is None or self.clock() - status.set_at > STATUS_SECONDS:
                return None
            return {"status": status.status, "loading_messages": list(status.loading_messages)}

    def statuses(self) -> dict[tuple[str, str], dict[str, Any]]:
        """All statuses that show now, by channel and thread."""
        with self.lock:
            shown = {place: self.status(*place) for place in self.state.statuses}
        return {place: status for place, status in shown.items() if status is not None}

    def prompts(self, channel: str) -> list[dict[str, str]]:
        """The suggested prompts of the app's direct messages."""
        with self.lock:
            return copy.deepcopy(self.state.prompts.get(channel, []))

    def picture(self) -> str:
        """The workspace in a few readable lines, for a test that waited in vain."""
        with self.lock:
            lines = [
                f"{self.channels[channel].name} {channel} {ts} {one.get('user')}: {one.get('text', '')[:120]!r}"
                for channel, stored in self.state.messages.items()
                for ts, one in stored.items()
            ]
            lines += [f"only {one.person} sees: {one.message.get('text', '')[:120]!r}" for one in self.state.ephemerals]
            lines += [f"{person} has {len(views)} modals open" for person, views in self.state.modals.items() if views]
            lines += [f"status in {place}: {status.status!r}" for place, status in self.state.statuses.items()]
        return "\n".join(lines) or "nothing was said"
