"""The line in which questions wait, so that a crowd does not slow everybody down."""

import threading
from bisect import insort
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from bot.fairness import Mark, Turns

# A wait shorter than this is not worth a word.
PATIENCE_SECONDS = 2.0


class Line:
    """So many at once; the others take turns, each with the question that was asked first."""

    def __init__(self, places: int, patience: float = PATIENCE_SECONDS) -> None:
        """Open with nobody in it.

        Args:
            places: How many are served at the same time.
            patience: After so many seconds of waiting one is told the place in the line, and each time so many
                seconds have gone by since.
        """
        self._places = places
        self.patience = patience
        self._turns = Turns()
        self._waiting: list[Mark] = []
        self._told: set[Mark] = set()
        self._expected: dict[object, float] = {}
        self._served = 0
        self._moved = threading.Condition()

    def place(self, person: str | None = None) -> Mark:
        """The place of a question that comes now; it keeps it for each turn that it takes."""
        with self._moved:
            return self._turns.come(person)

    @contextmanager
    def turn(
        self, tell: Callable[[int], None], person: str | None = None, *, place: Mark | None = None
    ) -> Iterator[int]:
        """Wait for one's turn, and be served while inside; yields how many were before one.

        Who is being told holds up nobody: the next in the line goes first meanwhile.

        Args:
            tell: Called with how many are before one, each time that is news: others may come in between, whose turn
                it is before one's own next.
            person: Who asks: nobody waits for all that another one asked before.
            place: That of the question, where it has one; never of two turns at once.
        """
        ticket = place or self.place(person)
        with self._moved:
            insort(self._waiting, ticket)
            ahead = self._waiting.index(ticket) + self._served
        try:
            self._wait(ticket, tell)
            yield ahead
        finally:
            self._leave(ticket)

    @contextmanager
    def expected(self) -> Iterator[None]:
        """Let others give way while inside: from a question's arrival, through its turn, until its answer is shown.

        No longer than one's patience: Slack may take no answer for hours.
        """
        ticket = object()
        with self._moved:
            self._expected[ticket] = monotonic()
        try:
            yield
        finally:
            with self._moved:
                del self._expected[ticket]
                self._moved.notify_all()

    def until_empty(self, seconds: float) -> None:
        """Wait until nobody is expected, waits or is served, or so many seconds have gone by: to give way to them."""
        with self._moved:
            self._moved.wait_for(self._is_empty, seconds)

    def _is_empty(self) -> bool:
        came = monotonic() - self.patience
        return not self._served and not self._waiting and all(since <= came for since in self._expected.values())

    def _wait(self, ticket: Mark, tell: Callable[[int], None]) -> None:
        told: int | None = None
        while True:
            with self._moved:
                if self._moved.wait_for(lambda: self._is_next(ticket), self.patience):
                    self._waiting.remove(ticket)
                    self._turns.take(ticket)
                    self._served += 1
                    self._moved.notify_all()
                    return
                ahead = self._waiting.index(ticket) + self._served
            if ahead != told:
                with self._aside(ticket):
                    tell(ahead)
                told = ahead

    @contextmanager
    def _aside(self, ticket: Mark) -> Iterator[None]:
        """Keep one's place in the line, but let others pass, while inside."""
        with self._moved:
            self._told.add(ticket)
            self._moved.notify_all()
        try:
            yield
        finally:
            with self._moved:
                self._told.remove(ticket)

    def _is_next(self, ticket: Mark) -> bool:
        return self._served < self._places and ticket == next(t for t in self._waiting if t not in self._told)

    def _leave(self, ticket: Mark) -> None:
        with self._moved:
            if ticket in self._waiting:
                self._waiting.remove(ticket)
            else:
                self._served -= 1
            self._moved.notify_all()
