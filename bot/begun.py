"""Messages whose jobs have been started here lately: what comes a second time need not be stored again."""

import threading
from collections import OrderedDict

REMEMBERED = 10_000


class Begun:
    """Remembers messages, only to spare work: whoever claims a message first in the database answers it."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._lock = threading.Lock()
        self._messages: OrderedDict[tuple[str, str], None] = OrderedDict()

    def __contains__(self, message: tuple[str, str]) -> bool:
        """Whether the message at this channel and moment has been begun."""
        with self._lock:
            return message in self._messages

    def add(self, channel: str, moment: str) -> None:
        """Remember a message; the oldest is forgotten where there are too many."""
        with self._lock:
            self._messages[channel, moment] = None
            if len(self._messages) > REMEMBERED:
                self._messages.popitem(last=False)
