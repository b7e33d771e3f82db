"""What Slack sends to the app, how it waits for the acknowledgement, and when it sends again."""

import random
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Condition
from typing import Any, Literal, Protocol
from uuid import uuid4

from bot.playground.faults import Faults
from bot.playground.workspace import Workspace

Kind = Literal["events_api", "interactive", "slash_commands"]
Later = Callable[[float, Callable[[], None]], None]
PATIENCE = (3.0, 60.0, 300.0)
"""Seconds without an acknowledgement after which an event is sent again: the first, second and third time."""
ANSWER_WITHIN = 3.0
"""Seconds that a person waits for the answer to a command or a form."""


class Unanswered(Exception):
    """The app did not acknowledge in time."""


@dataclass
class Delivery:
    """One attempt to hand something to the app; a second attempt is another delivery of the same envelope."""

    kind: Kind
    payload: dict[str, Any]
    event_id: str = ""
    envelope_id: str = field(default_factory=lambda: str(uuid4()))
    attempt: int = 0
    reason: str = ""
    sent_at: float = 0
    acknowledged: bool = False
    milliseconds: float | None = None
    response: Any = None


class Transport(Protocol):
    """A way to the app: Socket Mode or signed requests."""

    def send(self, delivery: Delivery) -> None:
        """Start to hand over a delivery; its fate is told to ``Deliveries``."""


class Deliveries:
    """All that was sent to the app. Thread-safe."""

    def __init__(
        self, workspace: Workspace, faults: Faults, later: Later, patience: tuple[float, ...], answer_within: float
    ) -> None:
        self.log: list[Delivery] = []
        self.transport: Transport
        self._workspace = workspace
        self._faults = faults
        self._later = later
        self._patience = patience
        self._answer_within = answer_within
        self._held: list[Delivery] | None = None
        self._attempts: dict[str, list[Delivery]] = defaultdict(list)
        self._condition: Condition = workspace.condition

    def send(self, kind: Kind, payload: dict[str, Any], *, event_id: str = "") -> Delivery:
        """Hand something to the app, now or, if events are held back, at the release."""
        delivery = Delivery(kind, payload, event_id)
        with self._condition:
            if kind == "events_api" and self._held is not None:
                self._held.append(delivery)
                return delivery
        self._attempt(delivery)
        if kind == "events_api":
            for count in range(self._faults.repeats()):
                self._attempt(_again(delivery, count + 1, "timeout"))
        return delivery

    def hold(self) -> None:
        """Hold events back until they are released."""
        with self._condition:
            self._held = []

    def release(
        self,
        order: Callable[[list[Delivery]], list[Delivery]] | int | None = None,
        copies: Callable[[], int] = lambda: 1,
    ) -> None:
        """Send what was held back.

        Args:
            order: The order, as a function of the list or a seed to shuffle by; None keeps it.
            copies: Asked for each event how often it is to come.
        """
        with self._condition:
            held, self._held = self._held or [], None
        multiplied = [_again(one, count, "timeout" if count else "") for one in held for count in range(copies())]
        if callable(order):
            multiplied = order(multiplied)
        elif order is not None:
            random.Random(order).shuffle(multiplied)
        for delivery in multiplied:
            self._attempt(delivery)

    def redeliver(self, delivery: Delivery | None = None, reason: str = "timeout") -> None:
        """Send again without waiting: this one, or all events that were not acknowledged."""
        for one in [delivery] if delivery else self._open_events():
            self._attempt(_again(one, one.attempt + 1, reason))

    def acknowledge(self, envelope_id: str, response: Any = None) -> None:
        """The app acknowledged an envelope, maybe with a response; the latest attempt counts."""
        with self._condition:
            waiting = [one for one in self._attempts.get(envelope_id, ()) if not one.acknowledged]
        if waiting:
            self.acknowledged(waiting[-1], response)

    def acknowledged(self, delivery: Delivery, response: Any = None) -> None:
        """The app acknowledged this attempt, maybe with a response."""
        with self._condition:
            delivery.acknowledged = True
            delivery.milliseconds = (time.perf_counter() - delivery.sent_at) * 1000
            delivery.response = response
        self._workspace.changed("delivery", delivery.envelope_id)

    def failed(self, delivery: Delivery, reason: str, *, retry: bool = True) -> None:
        """The app answered with an error or not at all; Slack tries an event once more at once, then with pauses."""
        delivery.reason = delivery.reason or reason
        self._workspace.changed("delivery", delivery.envelope_id)
        if retry and delivery.kind == "events_api" and delivery.attempt == 0:
            self.redeliver(delivery, reason)

    def answer(self, delivery: Delivery) -> Any:
        """The response that came with the acknowledgement.

        Raises:
            Unanswered: No acknowledgement within the time that a person waits.
        """
        with self._condition:
            if not self._condition.wait_for(lambda: delivery.acknowledged, timeout=self._answer_within):
                raise Unanswered
            return delivery.response

    def _attempt(self, delivery: Delivery) -> None:
        delivery.sent_at = time.perf_counter()
        with self._condition:
            self.log.append(delivery)
            self._attempts[delivery.envelope_id].append(delivery)
        self._workspace.changed("delivery", delivery.envelope_id)
        self.transport.send(delivery)
        if delivery.kind == "events_api" and delivery.attempt < len(self._patience):
            self._later(self._patience[delivery.attempt], lambda: self._impatient(delivery))

    def _impatient(self, delivery: Delivery) -> None:
        """The patience with a delivery is over; unless it was acknowledged or sent again meanwhile, send it again."""
        with self._condition:
            attempts = self._attempts[delivery.envelope_id]
            settled = any(one.acknowledged or one.attempt > delivery.attempt for one in attempts)
        if not settled:
            self.redeliver(delivery)

    def _open_events(self) -> list[Delivery]:
        with self._condition:
            events = [attempts for attempts in self._attempts.values() if attempts[0].kind == "events_api"]
            return [attempts[-1] for attempts in events if not any(one.acknowledged for one in attempts)]


def _again(delivery: Delivery, attempt: int, reason: str) -> Delivery:
    return replace(
        delivery, attempt=attempt, reason=reason, acknowledged=False, milliseconds=None, response=None, sent_at=0
    )
