"""What is said of the figures, and from how many persons on. Pure.

Figures are shown always, with how many persons they rest on; that something is wrong with an item, or with a form, is
said only once enough persons made a first attempt.
"""

from collections.abc import Sequence
from enum import StrEnum

from learning.analysis.classical import ItemStatistics
from learning.analysis.distractors import Choice, beats_the_key
from learning.analysis.drift import Drift
from learning.analysis.reliability import FormStatistics
from learning.items.responses import ChooseMany, ChooseOne, Way

ENOUGH_PERSONS = 30
WEAK_CORRELATION = 0.10
VERY_EASY = 0.95
VERY_HARD = 0.20
# Moodle's guidance: below this a test is unsatisfactory (docs.moodle.org, "Quiz report statistics").
LEAST_ALPHA = 0.64


class Evidence(StrEnum):
    """How much figures can carry: nobody made an attempt, too few for judgements, enough."""

    NOTHING = "nothing"
    EARLY = "early"
    ENOUGH = "enough"


class ItemFlag(StrEnum):
    """What may be wrong with an item. The first two mean that its key is probably wrong."""

    NEGATIVE = "negative_discrimination"
    BEATS_KEY = "distractor_beats_key"
    WEAK = "weak_discrimination"
    AT_CHANCE = "at_chance"
    VERY_HARD = "very_hard"
    VERY_EASY = "very_easy"
    UNUSED = "unused_distractor"
    DRIFTED = "drifted"


class FormFlag(StrEnum):
    """What may be wrong with a certification's forms."""

    UNRELIABLE = "unreliable"


MISKEYED = frozenset({ItemFlag.NEGATIVE, ItemFlag.BEATS_KEY})


def evidence(n: int) -> Evidence:
    """How much figures of so many persons' first attempts can carry."""
    if n == 0:
        return Evidence.NOTHING
    return Evidence.EARLY if n < ENOUGH_PERSONS else Evidence.ENOUGH


def item_flags(
    statistics: ItemStatistics,
    way: Way,
    table: Sequence[Choice],
    guess: float | None,
    drifts: Sequence[Drift | None],
) -> tuple[ItemFlag, ...]:
    """What may be wrong with an item, the worst first; nothing is said before there is enough evidence."""
    if evidence(statistics.n) is not Evidence.ENOUGH:
        return ()
    facility, correlation = statistics.facility or 0.0, statistics.item_rest
    found = {
        ItemFlag.NEGATIVE: correlation is not None and correlation < 0,
        ItemFlag.BEATS_KEY: beats_the_key(way, table),
        ItemFlag.WEAK: correlation is not None and 0 <= correlation < WEAK_CORRELATION,
        ItemFlag.AT_CHANCE: guess is not None and facility <= guess,
        ItemFlag.VERY_HARD: facility <= VERY_HARD,
        ItemFlag.VERY_EASY: facility >= VERY_EASY,
        ItemFlag.UNUSED: isinstance(way, ChooseOne | ChooseMany) and any(not c.right and not c.chosen for c in table),
        ItemFlag.DRIFTED: any(one is not None and _drifted(one) for one in drifts),
    }
    return tuple(flag for flag, there in found.items() if there)


def _drifted(drift: Drift) -> bool:
    return drift.is_certain and evidence(min(drift.earlier_n, drift.later_n)) is Evidence.ENOUGH


def form_flags(statistics: FormStatistics) -> tuple[FormFlag, ...]:
    """What may be wrong with the forms; nothing is said before there is enough evidence."""
    if evidence(statistics.n) is not Evidence.ENOUGH or statistics.alpha is None:
        return ()
    return (FormFlag.UNRELIABLE,) if statistics.alpha < LEAST_ALPHA else ()
