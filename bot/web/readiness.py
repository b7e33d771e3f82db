"""Whether the process can answer questions now, asked often and found out seldom."""

import logging
import threading
from collections.abc import Callable, Sequence
from time import monotonic

from bot.health import Check, Finding

# Anybody who reaches the port may ask; Slack and the database are asked no more often than this.
KEPT_SECONDS = 5.0

logger = logging.getLogger(__name__)


class Readiness:
    """Runs checks, and keeps what they found for a few seconds. Safe to share between threads."""

    def __init__(self, checks: Sequence[Check], clock: Callable[[], float] = monotonic) -> None:
        """Check nothing yet."""
        self._checks = checks
        self._clock = clock
        self._one_at_a_time = threading.Lock()
        self._found: tuple[Finding, ...] = ()
        self._until = float("-inf")

    def findings(self) -> tuple[Finding, ...]:
        """What the checks found, at most ``KEPT_SECONDS`` ago."""
        with self._one_at_a_time:
            if self._clock() >= self._until:
                self._found = tuple(check() for check in self._checks)
                self._until = self._clock() + KEPT_SECONDS
                for finding in self._found:
                    if not finding.good:
                        logger.warning("not ready", extra={"check": finding.check})
            return self._found
