"""What an attempt came to: a function of what was recorded, and of nothing else. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from learning.attempts.values import Score, Slot
from learning.certifications.definition import Passing
from learning.items.asked import Asked

# What is left of thirds that are added up must not fail anybody who has just enough.
_ROUNDING = 1e-9


def score(slots: Sequence[Slot], asked: Mapping[str, Asked]) -> Score:
    """The points of what was answered, nothing for what was not; ``asked`` holds all versions shown, by id."""
    credits = [asked[slot.version_id].grade(slot.given) if slot.given is not None else 0.0 for slot in slots]
    return score_of(credits, [slot.competency for slot in slots])


def score_of(credits: Iterable[float | None], competencies: Iterable[str]) -> Score:
    """The score that these credits come to, each of an item of the competency in its place."""
    credits = tuple(credits)
    sums: dict[str, tuple[float, float]] = {}
    for credit, competency in zip(credits, competencies, strict=True):
        points, of = sums.get(competency, (0.0, 0.0))
        sums[competency] = (points + (credit or 0.0), of + (0.0 if credit is None else 1.0))
    counted = [credit for credit in credits if credit is not None]
    return Score(credits, sum(counted), float(len(counted)), sums)


def passed(score: Score, passing: Passing) -> bool:
    """Whether a score is enough: in all, and in every competency with a minimum of which anything was asked."""
    if not score.of or score.percent + _ROUNDING < passing.percent:
        return False
    return all(
        100 * points / of + _ROUNDING >= passing.minimums.get(competency, 0.0)
        for competency, (points, of) in score.by_competency.items()
        if of
    )
