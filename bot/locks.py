"""What has the same name is done one after the other, what has another name at the same time."""

import threading
from collections.abc import Hashable

# Two names share a lock now and then: they only wait for each other.
LOCKS = 256


class Locks:
    """A lock for every name, in a bounded room. Safe to share between threads."""

    def __init__(self) -> None:
        """Hold none."""
        self._locks = [threading.Lock() for _ in range(LOCKS)]

    def of(self, name: Hashable) -> threading.Lock:
        """The lock of this name; whoever holds one must not take another one of the same ``Locks``."""
        return self._locks[hash(name) % LOCKS]
