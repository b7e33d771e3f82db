"""Messages whose jobs are begun here: what comes a second time need not be stored again, what follows is expected."""

import threading
from collections import OrderedDict
from collections.abc import Callable

REMEMBERED = 10_000


class Begun:
    """Remembers what was begun lately. What counts is the database: whoever claims a message first there answers it."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._lock = threading.Lock()
        self._messages: OrderedDict[tuple[str, str], None] = OrderedDict()
        self._threads: OrderedDict[tuple[str, str], None] = OrderedDict()

    def once(self, channel: str, moment: str, begin: Callable[[], object]) -> None:
        """Begin the job of a message, unless that was done, or is being done, already.

        What fails is not remembered. Slack brings its event again, since it is not acknowledged; and whoever came
        second meanwhile may be acknowledged, since the first is not.
        """
        with self._lock:
            if (channel, moment) in self._messages:
                return
            _remember(self._messages, channel, moment)
        try:
            begin()
        except BaseException:
            with self._lock:
                self._messages.pop((channel, moment), None)
            raise

    def joins(self, channel: str, root: str) -> None:
        """Take note that a job which was begun will join this thread, when its turn comes."""
        with self._lock:
            _remember(self._threads, channel, root)

    def is_joined(self, channel: str, root: str) -> bool:
        """Whether such a job was begun."""
        with self._lock:
            return (channel, root) in self._threads


def _remember(known: OrderedDict[tuple[str, str], None], channel: str, moment: str) -> None:
    known[channel, moment] = None
    if len(known) > REMEMBERED:
        known.popitem(last=False)
