"""Whose turn it is among those who wait: start-time fair queueing (Goyal, Vin and Cheng 1996). Pure.

Each question gets a mark when it comes: that of the question taken last, or one more than the asker's own question
before it, whichever is more. The least mark goes first. So somebody who asks one thing never waits for the many that
somebody else has asked before, and whoever asks many waits for the others no longer than they for each other.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from itertools import count


@dataclass(frozen=True, order=True)
class Mark:
    """The place of a question among those that wait; the least goes first.

    Attributes:
        start: By which askers take turns.
        number: In which they came.
    """

    start: int
    number: int


class Turns:
    """Gives marks. Not safe between threads by itself."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._taken = 0
        self._next_of: dict[Hashable, int] = {}
        self._numbers = count()

    def come(self, asker: Hashable | None) -> Mark:
        """The mark of a question that comes now; without an asker, it is nobody's and goes after none of its own."""
        start = max(self._taken, self._next_of.get(asker, 0))
        if asker is not None:
            self._next_of[asker] = start + 1
        return Mark(start, next(self._numbers))

    def take(self, mark: Mark) -> None:
        """Note that a question's turn has come."""
        if mark.start > self._taken:
            self._taken = mark.start
            # Who has nothing left that counts is as one who never asked.
            self._next_of = {asker: start for asker, start in self._next_of.items() if start > self._taken}
