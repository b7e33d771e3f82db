"""The report of each version of an item. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from learning.analysis.angoff import PanelCut
from learning.analysis.classical import ItemStatistics, item_statistics, random_guess, rests_of
from learning.analysis.distractors import Answered, choices
from learning.analysis.drift import Drift, drift, drift_of
from learning.analysis.exposure import Exposure
from learning.analysis.flags import evidence, item_flags
from learning.analysis.intervals import Interval, wilson
from learning.analysis.marks import Marks, Numbers
from learning.analysis.values import ItemReport, Sitting
from learning.items.types import TYPES
from learning.items.values import ItemVersion


def item_reports(
    marks: Marks,
    taken: Sequence[Sitting],
    versions: Mapping[str, ItemVersion],
    intervals: Sequence[Interval | None],
    exposed: Exposure,
    panel: PanelCut | None,
) -> tuple[ItemReport, ...]:
    """A report of each column of ``marks``, by key and version.

    Args:
        marks: The credits of first attempts.
        taken: The attempts themselves, in the order of the rows.
        versions: Every version in the columns.
        intervals: Of each column's correlation with the rest.
        exposed: How often items were shown.
        panel: What judges said.
    """
    rests = rests_of(marks)
    answered = {version: _answered(version, taken, rests[:, at]) for at, version in enumerate(marks.items)}
    since = _since_versions(versions, answered)
    reports = [
        _report(versions[one.version_id], one, answered[one.version_id], interval, since.get(one.version_id))
        for one, interval in zip(item_statistics(marks), intervals, strict=True)
    ]
    ratings = panel.by_item if panel is not None else {}
    told = [replace(one, rate=exposed.rates.get(one.item_id), rating=ratings.get(one.version_id)) for one in reports]
    return tuple(sorted(told, key=lambda one: (one.key, one.number)))


def _answered(version_id: str, taken: Sequence[Sitting], rests: Numbers) -> list[Answered]:
    return [
        Answered(sitting.given.get(version_id), sitting.credits[version_id], float(rest))
        for sitting, rest in zip(taken, rests, strict=True)
        if version_id in sitting.credits
    ]


def _since_versions(
    versions: Mapping[str, ItemVersion], answered: Mapping[str, Sequence[Answered]]
) -> dict[str, Drift | None]:
    """Each version compared with the one before it that was presented, where there is one."""
    of_item: defaultdict[str, list[ItemVersion]] = defaultdict(list)
    for version_id in answered:
        of_item[versions[version_id].item_id].append(versions[version_id])
    found: dict[str, Drift | None] = {}
    for own in of_item.values():
        in_order = sorted(own, key=lambda version: version.number)
        for before, after in zip(in_order, in_order[1:], strict=False):
            found[after.id] = drift(_credits(answered[before.id]), _credits(answered[after.id]))
    return found


def _credits(answered: Sequence[Answered]) -> list[float]:
    return [one.credit for one in answered]


def _report(
    version: ItemVersion,
    statistics: ItemStatistics,
    answered: Sequence[Answered],
    interval: Interval | None,
    since_version: Drift | None,
) -> ItemReport:
    item_type = TYPES[version.type]
    content = item_type.read(version.content)
    way = item_type.way(content)
    table, guess = choices(way, item_type.right(content), answered), random_guess(way)
    over_time = drift_of(_credits(answered))
    return ItemReport(
        version_id=version.id,
        item_id=version.item_id,
        key=version.key,
        number=version.number,
        competency=version.competency,
        stem=item_type.stem(content),
        statistics=statistics,
        guess=guess,
        facility_interval=None if statistics.facility is None else wilson(statistics.facility, statistics.n),
        item_rest_interval=interval,
        choices=table,
        rate=None,
        rating=None,
        over_time=over_time,
        since_version=since_version,
        evidence=evidence(statistics.n),
        flags=item_flags(statistics, way, table, guess, (over_time, since_version)),
    )
