"""The analysis as CSV that spreadsheets read, and none runs. Pure."""

from collections.abc import Sequence

from knowledge.spreadsheets import Cell, csv_of
from learning.analysis.drift import Drift
from learning.analysis.intervals import Interval
from learning.analysis.values import AnalysisReport, ItemReport

ITEM_COLUMNS = (
    *("item", "version", "competency", "first_attempts", "evidence"),
    *("facility", "facility_low", "facility_high", "sd", "random_guess"),
    *("item_rest", "item_rest_low", "item_rest_high", "item_total", "discriminative_efficiency_percent"),
    *("effective_weight_percent", "alpha_if_deleted", "shown_in", "judges_percent"),
    *("change_over_time", "change_since_version", "flags", "question"),
)
CHOICE_COLUMNS = ("item", "version", "place", "choice", "right", "lower_third", "middle_third", "upper_third")


def items_csv(report: AnalysisReport) -> str:
    """One line for each version of an item; what can't be computed is empty."""
    return csv_of(ITEM_COLUMNS, (_item(item) for item in report.items))


def choices_csv(report: AnalysisReport) -> str:
    """One line for each option, or other answer, of each version of an item; no answer has an empty choice."""
    rows = (
        (item.key, item.number, one.place, one.text, "yes" if one.right else "no", one.lower, one.middle, one.upper)
        for item in report.items
        for one in item.choices
    )
    return csv_of(CHOICE_COLUMNS, rows)


def _item(item: ItemReport) -> Sequence[Cell]:
    figures = item.statistics
    return (
        *(item.key, item.number, item.competency, figures.n, item.evidence.value),
        *(figures.facility, *_ends(item.facility_interval), figures.sd, item.guess),
        *(figures.item_rest, *_ends(item.item_rest_interval), figures.item_total, figures.efficiency),
        *(figures.effective_weight, figures.alpha_if_deleted, item.rate, item.rating),
        *(_change(item.over_time), _change(item.since_version), " ".join(flag.value for flag in item.flags), item.stem),
    )


def _ends(interval: Interval | None) -> tuple[float | None, float | None]:
    return (interval.low, interval.high) if interval is not None else (None, None)


def _change(drift: Drift | None) -> float | None:
    return drift.difference if drift is not None else None
