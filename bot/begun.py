"""Messages whose jobs are begun here: what comes a second time need not be stored again."""

import threading
from collections import OrderedDict
from collections.abc import Callable

REMEMBERED = 10_000


class Begun:
    """Remembers messages, only to spare work: whoever claims a message first in the database answers it."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._lock = threading.Lock()
        self._messages: OrderedDict[tuple[str, str], None] = OrderedDict()

    def once(self, channel: str, moment: str, begin: Callable[[], object]) -> None:
        """Begin the job of a message, unless that was done, or is being done, already.

        What fails is not remembered. Slack brings its event again, since it is not acknowledged; and whoever came
        second meanwhile may be acknowledged, since the first is not.
        """
        with self._lock:
            if (channel, moment) in self._messages:
                return
            self._messages[channel, moment] = None
            if len(self._messages) > REMEMBERED:
                self._messages.popitem(last=False)
        try:
            begin()
        except BaseException:
            with self._lock:
                self._messages.pop((channel, moment), None)
            raise
