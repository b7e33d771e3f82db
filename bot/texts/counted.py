"""Sentences about a number of things."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Counted:
    """A sentence about a number of things, with ``{count}`` in it."""

    one: str
    other: str

    def of(self, count: int) -> str:
        """The sentence for this number."""
        return (self.one if count == 1 else self.other).format(count=count)
