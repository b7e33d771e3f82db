"""Trigger ids and response URLs: the two keys that Slack hands out with an interaction, and their short lives."""

import secrets
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.playground.workspace import Clock

TRIGGER_SECONDS = 3
RESPONSE_SECONDS = 30 * 60
RESPONSE_USES = 5


class Refusal(Exception):
    """Slack refuses a call.

    Attributes:
        error: Slack's error code.
        messages: The details for ``response_metadata.messages``.
        more: Further fields of the response.
    """

    def __init__(self, error: str, messages: list[str] | None = None, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages or []
        self.more = more


@dataclass
class Trigger:
    """The right to open a modal for a person, once and soon."""

    person: str
    made_at: float
    used: bool = False


class Triggers:
    """The trigger ids that were given out."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._triggers: dict[str, Trigger] = {}

    def new(self, person: str) -> str:
        """A trigger id for an act of a person."""
        name = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._triggers[name] = Trigger(person, self._clock())
        return name

    def use(self, name: Any) -> str:
        """The person whose act it was.

        Raises:
            Refusal: Unknown, used before, or older than 3 seconds.
        """
        trigger = self._triggers.get(name) if isinstance(name, str) else None
        if trigger is None:
            raise Refusal("invalid_trigger_id")
        if trigger.used:
            raise Refusal("exchanged_trigger_id")
        if self._clock() - trigger.made_at > TRIGGER_SECONDS:
            raise Refusal("expired_trigger_id")
        trigger.used = True
        return trigger.person


@dataclass
class ResponseUrl:
    """Where an app may answer to one interaction."""

    person: str
    channel: str
    thread_ts: str | None
    source: Literal["none", "message", "ephemeral"]
    source_ts: str | None
    made_at: float
    uses: int = field(default=0)


class ResponseUrls:
    """The response URLs that were given out."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._urls: dict[str, ResponseUrl] = {}

    def new(
        self,
        person: str,
        channel: str,
        thread_ts: str | None = None,
        source: Literal["none", "message", "ephemeral"] = "none",
        source_ts: str | None = None,
    ) -> str:
        """The path of a new response URL; ``source`` is the message it may replace or delete."""
        key = secrets.token_urlsafe(18)
        self._urls[key] = ResponseUrl(person, channel, thread_ts, source, source_ts, self._clock())
        return f"/respond/{key}"

    def use(self, key: str) -> ResponseUrl:
        """The response URL of a key, one use fewer.

        Raises:
            Refusal: Unknown, used five times, or older than 30 minutes.
        """
        found = self._urls.get(key)
        if found is None or self._clock() - found.made_at > RESPONSE_SECONDS:
            raise Refusal("expired_url")
        if found.uses >= RESPONSE_USES:
            raise Refusal("used_url")
        found.uses += 1
        return found
