"""Sentences with an hour of the day."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AtHour:
    """A sentence with ``{hour}`` in it, a full hour from 0 to 23; of one o'clock some languages say it otherwise."""

    one: str
    other: str

    def at(self, hour: int) -> str:
        """The sentence for this hour."""
        return (self.one if hour == 1 else self.other).format(hour=hour)


def alike(sentence: str) -> AtHour:
    """The same for every hour."""
    return AtHour(sentence, sentence)
