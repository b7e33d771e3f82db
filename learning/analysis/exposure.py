"""How often items were shown, and how much of a form a person had seen in the one before. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """The items, whatever their version, of one attempt; ``number`` counts those of a person."""

    person: str
    number: int
    items: frozenset[str]


@dataclass(frozen=True)
class Exposure:
    """How often items were shown.

    Attributes:
        attempts: All of them, not only first ones.
        rates: The share of attempts in which an item was shown, by the item's id, the highest first.
        retakes: Attempts before which the person had made another.
        overlap: The mean share of a retake's items that were in the attempt before; None without retakes.
        most_overlap: The greatest such share.
    """

    attempts: int
    rates: dict[str, float]
    retakes: int
    overlap: float | None
    most_overlap: float | None

    @property
    def highest(self) -> float | None:
        """The rate of the item that was shown most often."""
        return next(iter(self.rates.values()), None)


def exposure(shown: Iterable[Shown]) -> Exposure:
    """What was shown in these attempts of one certification."""
    of_person: defaultdict[str, list[Shown]] = defaultdict(list)
    for one in shown:
        of_person[one.person].append(one)
    counts = Counter(item for own in of_person.values() for one in own for item in one.items)
    attempts = sum(map(len, of_person.values()))
    overlaps = [overlap for own in of_person.values() for overlap in _overlaps(own)]
    return Exposure(
        attempts=attempts,
        rates={item: count / attempts for item, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))},
        retakes=len(overlaps),
        overlap=sum(overlaps) / len(overlaps) if overlaps else None,
        most_overlap=max(overlaps, default=None),
    )


def _overlaps(attempts: list[Shown]) -> list[float]:
    in_order = sorted(attempts, key=lambda one: one.number)
    pairs = zip(in_order, in_order[1:], strict=False)
    return [len(before.items & after.items) / len(after.items) for before, after in pairs if after.items]
