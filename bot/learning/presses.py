"""A press on an exam's message, and which of several is the last."""

from dataclasses import dataclass

from bot.learning.screens import Look
from bot.locks import Locks
from bot.remembering import remember


@dataclass(frozen=True)
class Press:
    """A press.

    Attributes:
        act: Names it: delivered again, it is the same.
        moment: When, by Slack's clock.
        channel: Where the message stands, whose ``ts`` is ``message``.
    """

    act: str
    person: str
    attempt_id: str
    position: int
    moment: str
    channel: str
    message: str


class LastPress:
    """Remembers the last press on each exam: its jobs may end in another order than they were begun. For one process.

    Where nothing is remembered, after a restart say, what is shown is true all the same.
    """

    def __init__(self) -> None:
        """Remember none."""
        self._last: dict[str, tuple[float, Look]] = {}
        self.locks = Locks()

    def look(self, press: Press, look: Look) -> Look:
        """What is to be shown: what this press asks for, unless a later one asks for something else."""
        moment = float(press.moment)
        known = self._last.get(press.attempt_id)
        if known is not None and known[0] > moment:
            return known[1]
        remember(self._last, press.attempt_id, (moment, look))
        return look

    def shown(self, attempt_id: str) -> Look | None:
        """What was asked for last of an exam; None where that is not known."""
        known = self._last.get(attempt_id)
        return known[1] if known is not None else None
