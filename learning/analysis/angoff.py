"""A cut score that judges set item by item (modified Angoff). Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from knowledge.members.roles import Act, Role, may
from learning.analysis.intervals import Interval, student
from learning.analysis.marks import Numbers
from learning.certifications.definition import Draw

PANEL = 5


@dataclass(frozen=True)
class PanelCut:
    """What the judges' ratings come to, in percent of all points.

    Attributes:
        standard_error: From the choice of judges and of items together, in percent; None where it can't be told.
        interval: Where another panel, and other items, would put the cut in 95 of 100 cases; None where that can't be
            told.
        judges: How many have rated anything.
        fewest: How many have rated the item that fewest have rated.
        items: How many are rated.
        by_item: The mean rating of each version of an item, in percent.
    """

    percent: float
    standard_error: float | None
    interval: Interval | None
    judges: int
    fewest: int
    items: int
    by_item: Mapping[str, float]

    @property
    def enough_judges(self) -> bool:
        """Whether enough judges have rated each item for a cut to rest on them."""
        return self.fewest >= PANEL


def may_judge(role: Role) -> bool:
    """Whether people of this role rate items: those who write or publish them."""
    return may(role, Act.WRITE_ITEMS) or may(role, Act.PUBLISH_ITEMS)


def panel_cut(ratings: Mapping[tuple[str, str], float], weights: Mapping[str, float]) -> PanelCut | None:
    """The cut of a judge who is as severe as the panel is on average.

    Not each judge has to have rated each item: how hard items and how severe judges are is fitted together, by least
    squares. Where judges have no items in common, through others if need be, nobody can tell hard items from severe
    judges: then the cut is the mean of the items' means, and no error is told.

    The error adds what judges differ by, what items differ by, and what is left unexplained by both. It is a little too
    large rather than too small: what is left unexplained makes judges, and items, seem to differ more.

    Args:
        ratings: The share of borderline learners who would answer rightly, by version and judge.
        weights: How much each version counts, in any unit.

    Returns:
        None without ratings.
    """
    if not ratings:
        return None
    versions, judges = sorted({version for version, _ in ratings}), sorted({judge for _, judge in ratings})
    table = np.full((len(versions), len(judges)), np.nan)
    for (version, judge), rating in ratings.items():
        table[versions.index(version), judges.index(judge)] = rating
    parts = np.array([weights[version] for version in versions])
    cut, error, interval = _fitted(table, parts / parts.sum())
    by_item = {version: 100 * float(mean) for version, mean in zip(versions, np.nanmean(table, axis=1), strict=True)}
    fewest = int((~np.isnan(table)).sum(axis=1).min())
    return PanelCut(cut, error, interval, len(judges), fewest, len(versions), by_item)


def weights_of(draws: Iterable[Draw], competencies: Mapping[str, str]) -> dict[str, float]:
    """How much each rated version counts, so that competencies count as in a form.

    Args:
        draws: Of the certification.
        competencies: Of each rated version, by its id; each is one that is drawn.
    """
    drawn, rated = {draw.competency: draw.count for draw in draws}, Counter(competencies.values())
    return {version: drawn[competency] / rated[competency] for version, competency in competencies.items()}


def _fitted(table: Numbers, parts: Numbers) -> tuple[float, float | None, Interval | None]:
    """The cut, its standard error and its interval, in percent.

    Within an item judges differ only by how severe they are, so that these differences are fitted first: their normal
    equations are what ``overlap`` holds. An item then is as hard as its ratings say once severity is taken out of them.
    """
    n, judges = table.shape
    rated = ~np.isnan(table)
    counts, means = rated.sum(axis=1), np.nanmean(table, axis=1)
    overlap = np.diag(rated.sum(axis=0)) - rated.T @ (rated / counts[:, None])
    left = int(rated.sum()) - n - judges + 1
    if np.linalg.matrix_rank(overlap) < judges - 1:
        return _percent(float(parts @ means)), None, None
    apart = np.where(rated, table - means[:, None], 0.0)
    inverse = np.linalg.pinv(overlap, hermitian=True)
    severities = inverse @ apart.sum(axis=0)
    usual = rated @ severities / counts
    items = means - usual
    cut = float(parts @ items)
    if min(n, judges) < 2 or left < 1:
        return _percent(cut), None, None
    residual = float((np.where(rated, apart - severities + usual[:, None], 0.0) ** 2).sum()) / left
    shares = parts @ (rated / counts[:, None])
    variances = np.array(
        [
            float(parts**2 @ (items - cut) ** 2) * n / (n - 1),
            float(severities @ severities) / (judges - 1) / judges,
            residual * float(parts**2 @ (1 / counts) + shares @ inverse @ shares),
        ]
    )
    error = 100 * float(np.sqrt(variances.sum()))
    freedom = _freedom(variances, np.array([n - 1, judges - 1, left]))
    return _percent(cut), error, _around(100 * cut, student(freedom) * error)


def _freedom(variances: Numbers, each: Numbers) -> float:
    """The degrees of freedom of a sum of variances (Satterthwaite, 1946)."""
    below = float((variances**2 / each).sum())
    return float(variances.sum()) ** 2 / below if below > 0 else float(each.sum())


def _percent(share: float) -> float:
    """Severity that is taken out of ratings may lead past where scores end."""
    return 100 * min(1.0, max(0.0, share))


def _around(percent: float, apart: float) -> Interval:
    return Interval(max(0.0, percent - apart), min(100.0, percent + apart))
