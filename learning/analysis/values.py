"""What is analysed, and what comes of it. Values only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from learning.analysis.angoff import PanelCut
from learning.analysis.classical import ItemStatistics
from learning.analysis.consistency import Consistency
from learning.analysis.distractors import Choice
from learning.analysis.drift import Drift
from learning.analysis.exposure import Exposure, Shown
from learning.analysis.flags import MISKEYED, Evidence, FormFlag, ItemFlag
from learning.analysis.intervals import Interval
from learning.analysis.reliability import FormStatistics
from learning.certifications.values import Certification
from learning.items.responses import Response
from learning.items.values import ItemVersion


@dataclass(frozen=True)
class Sitting:
    """A person's first attempt, as it was scored when it ended.

    Attributes:
        credits: By version of an item; only of those that were presented.
        given: What was answered, by version; only where something was.
    """

    attempt_id: str
    person: str
    credits: Mapping[str, float]
    given: Mapping[str, Response]
    passed: bool


@dataclass(frozen=True)
class Material:
    """All that the analysis of a certification rests on.

    Attributes:
        sittings: First attempts that ended, in the order in which they were begun.
        shown: What was shown in all attempts.
        versions: Every version that was presented in a first attempt, or rated, by its id.
        ratings: What judges said of items that may be drawn now, by version and judge.
    """

    certification: Certification
    sittings: Sequence[Sitting]
    shown: Sequence[Shown]
    versions: Mapping[str, ItemVersion]
    ratings: Mapping[tuple[str, str], float]


@dataclass(frozen=True)
class ItemReport:
    """How a version of an item did in first attempts.

    Attributes:
        guess: The credit to expect of somebody who only guesses; None where that can't be said.
        rate: The share of all attempts in which some version of the item was shown.
        rating: What the judges' ratings come to, in percent; None where nobody rated it.
        over_time: The later half of the persons compared with the earlier one.
        since_version: Compared with the version before it that was presented.
    """

    version_id: str
    item_id: str
    key: str
    number: int
    competency: str
    stem: str
    statistics: ItemStatistics
    guess: float | None
    facility_interval: Interval | None
    item_rest_interval: Interval | None
    choices: tuple[Choice, ...]
    rate: float | None
    rating: float | None
    over_time: Drift | None
    since_version: Drift | None
    evidence: Evidence
    flags: tuple[ItemFlag, ...]

    @property
    def probably_miskeyed(self) -> bool:
        """Whether its key is to be looked at, beside the passage that proves it."""
        return not MISKEYED.isdisjoint(self.flags)


@dataclass(frozen=True)
class AnalysisReport:
    """How a certification's exams did in first attempts.

    Attributes:
        cut: The percentage of points that passes, as the certification has it now.
        passed: How many did, when their attempt ended.
        shares: The percentage of points of each person.
        consistency: Of decisions at the cut; minimums of single competencies are not in it.
        sem_at_cut: The standard error of measurement of a score at the cut, in percent of all points.
        panel: What judges hold for the cut.
    """

    certification_id: str
    key: str
    title: str
    cut: float
    form: FormStatistics
    alpha_interval: Interval | None
    passed: int
    passed_interval: Interval | None
    shares: tuple[float, ...]
    consistency: Consistency | None
    sem_at_cut: float | None
    exposure: Exposure
    panel: PanelCut | None
    items: tuple[ItemReport, ...]
    evidence: Evidence
    flags: tuple[FormFlag, ...]

    @property
    def probably_miskeyed(self) -> tuple[ItemReport, ...]:
        """The items whose key is to be looked at."""
        return tuple(item for item in self.items if item.probably_miskeyed)
