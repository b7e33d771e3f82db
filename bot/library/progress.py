"""Progress that is shown as often as is good: at most once a second, and what came last always. Pure."""

from dataclasses import dataclass

EVERY_SECONDS = 1.0


@dataclass(frozen=True)
class Pace:
    """When something was shown last.

    Attributes:
        last: In seconds of a clock that only goes forward; None where nothing was shown yet.
    """

    last: float | None = None

    def wait(self, now: float) -> float:
        """The seconds until it may be shown again; zero where it may be now."""
        return max(0.0, self.last + EVERY_SECONDS - now) if self.last is not None else 0.0

    def is_due(self, now: float) -> bool:
        """Whether it may be shown now."""
        return self.wait(now) == 0.0
