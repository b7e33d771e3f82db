"""Gaps as a table for spreadsheets. Pure."""

from collections.abc import Iterable

from knowledge.gaps.values import GapSummary
from knowledge.spreadsheets import csv_of

COLUMNS = ("id", "question", "state", "since", "owner", "questions", "unanswered", "askers", "first", "latest")


def write_csv(gaps: Iterable[GapSummary]) -> str:
    """The gaps, one a line, none of whose cells a spreadsheet takes for a formula; days are UTC's."""
    rows = (
        (
            gap.id,
            gap.title,
            gap.state.value,
            gap.state_since.date().isoformat(),
            gap.owner,
            gap.questions,
            gap.unsettled,
            gap.askers,
            gap.since.date().isoformat(),
            gap.latest.date().isoformat(),
        )
        for gap in gaps
    )
    return csv_of(COLUMNS, rows)
