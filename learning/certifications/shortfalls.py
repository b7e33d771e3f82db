"""Whether there are as many live items as a certification draws. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from learning.certifications.definition import Draw
from learning.items.values import Candidate


@dataclass(frozen=True)
class Supply:
    """How many items of a competency are drawn for a form, and how many can be."""

    competency: str
    wanted: int
    there: int

    @property
    def is_short(self) -> bool:
        """Whether no form can be put together."""
        return self.there < self.wanted


def supplies(draws: Sequence[Draw], live: Iterable[Candidate]) -> tuple[Supply, ...]:
    """For each draw what there is; ``live`` are exam items that can be drawn."""
    there = Counter(candidate.competency for candidate in live)
    return tuple(Supply(draw.competency, draw.count, there[draw.competency]) for draw in draws)
