"""One figure of speed or size, and what is asked of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """One figure, and what is asked of it: at least, or at most, ``target``; None where nothing is."""

    value: float
    unit: str
    target: float | None = None
    at_least: bool = True

    @property
    def met(self) -> bool | None:
        """Whether it is what is asked."""
        if self.target is None:
            return None
        return self.value >= self.target if self.at_least else self.value <= self.target
