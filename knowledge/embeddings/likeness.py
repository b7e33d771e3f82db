"""What the cosines of a model say across two languages. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """Two cosines between English and another language, by which others can be told.

    Attributes:
        unrelated: Of sentences that have nothing to do with each other, on average.
        same: Of sentences that say the same, on average.
    """

    unrelated: float
    same: float

    def likeness(self, cosine: float) -> float:
        """How far on the way from unrelated to the same, 0 to 1: models of different make can be compared by it."""
        return min(1.0, max(0.0, (cosine - self.unrelated) / (self.same - self.unrelated)))
