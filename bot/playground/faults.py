"""What goes wrong, and when: told beforehand by whoever tests an app."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any, Literal

Kind = Literal["ratelimited", "server_error", "slow", "reset_before", "reset_after", "html"]
"""``reset_before`` cuts the connection before the call does anything, ``reset_after`` when it was carried out."""
When = Callable[[dict[str, Any]], bool]


@dataclass
class Fault:
    """One entry of the programme: the next ``times`` calls of ``method`` for which ``when`` is true."""

    method: str
    kind: Kind
    times: float = 1
    seconds: float = 1
    when: When | None = None
    share: float = 1
    dice: random.Random | None = None


class Faults:
    """The programme of faults. Thread-safe."""

    def __init__(self) -> None:
        self._programme: list[Fault] = []
        self._again = 0
        self._lock = Lock()

    def add(self, method: str, kind: Kind, *, times: int = 1, retry_after: float = 1, when: When | None = None) -> None:
        """The next ``times`` calls of a method go wrong.

        Args:
            method: Name of the Web API method, or ``*`` for all.
            kind: What goes wrong.
            times: How many calls.
            retry_after: Seconds: of the ``Retry-After`` header, or how long a ``slow`` call takes.
            when: Given the arguments, whether this call counts.
        """
        with self._lock:
            self._programme.append(Fault(method, kind, times, retry_after, when))

    def share(self, method: str, kind: Kind, share: float, seed: int, *, retry_after: float = 1) -> None:
        """From now on this share of a method's calls (0 to 1) goes wrong, chosen by a seeded die."""
        with self._lock:
            self._programme.append(
                Fault(method, kind, float("inf"), retry_after, share=share, dice=random.Random(seed))
            )

    def deliver_again(self, times: int) -> None:
        """The next event is delivered ``times`` more, although it was acknowledged."""
        with self._lock:
            self._again = times

    def clear(self) -> None:
        """From now on all goes well."""
        with self._lock:
            self._programme.clear()
            self._again = 0

    def due(self, method: str, arguments: dict[str, Any]) -> Fault | None:
        """The fault of this call, which is used up by it."""
        with self._lock:
            for fault in self._programme:
                if fault.method in (method, "*") and _strikes(fault, arguments):
                    fault.times -= 1
                    if fault.times <= 0:
                        self._programme.remove(fault)
                    return fault
        return None

    def repeats(self) -> int:
        """How often the event now sent is to be delivered once more; asked once for each event."""
        with self._lock:
            times, self._again = self._again, 0
            return times


def _strikes(fault: Fault, arguments: dict[str, Any]) -> bool:
    if fault.when is not None and not fault.when(arguments):
        return False
    return fault.dice is None or fault.dice.random() < fault.share
