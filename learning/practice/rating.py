"""How well an item was remembered, by what was answered and how long that took; nobody is asked. Pure."""

from collections.abc import Sequence
from enum import IntEnum
from statistics import median

# Where a person's own times are not known yet.
USUAL_SECONDS = 30.0
FEWEST_TIMES = 5
# From so many times the usual on, an answer was slow.
SLOW = 2.0
# Whoever takes longer did something else in between, so that the time says nothing.
AWAY_SECONDS = 300.0


class Rating(IntEnum):
    """How well an item was remembered, as FSRS numbers it; its ``Easy`` is never given."""

    AGAIN = 1
    HARD = 2
    GOOD = 3


def rating_of(credit: float, seconds: float, usual_seconds: float) -> Rating:
    """How well an item was remembered.

    What is not wholly right is ``AGAIN``, whatever part of it is: FSRS knows remembered and forgotten, and what was
    forgotten and is called hard comes back too late. A right answer is ``HARD`` where it was slow for this person.

    Args:
        credit: What the answer is worth, 0 to 1.
        seconds: From when the item was shown until it was answered; below zero where a clock was set back.
        usual_seconds: What this person usually takes.
    """
    if credit < 1:
        return Rating.AGAIN
    slow = SLOW * usual_seconds <= seconds <= AWAY_SECONDS
    return Rating.HARD if slow else Rating.GOOD


def usual(times: Sequence[float]) -> float:
    """What a person usually takes, in seconds: the median of her own times, or a constant where they are too few."""
    taken = [seconds for seconds in times if 0 <= seconds <= AWAY_SECONDS]
    return median(taken) if len(taken) >= FEWEST_TIMES else USUAL_SECONDS
