"""What the command line shows of what people asked in vain."""

from collections.abc import Sequence

from rich.markup import escape
from rich.table import Column, Table

from bot.terminal import wide_console
from bot.texts.english import ENGLISH
from ingestion.reasons import called
from knowledge.gaps.trend import Week
from knowledge.gaps.values import GapSummary
from knowledge.standard.values import StandardAnswer


def show_gaps(gaps: Sequence[GapSummary]) -> None:
    """Each gap with how many asked, how it stands, and who sees to it."""
    right = [Column(name, justify="right") for name in ("asked", "open", "people")]
    table = Table("question", *right, "latest", "state", "seen to by", "id", box=None, pad_edge=False)
    for gap in gaps:
        counts = [str(count) for count in (gap.questions, gap.unsettled, gap.askers)]
        state, owner = ENGLISH.gaps.states[gap.state], called(gap.owner) if gap.owner else "nobody"
        cells = [gap.title, *counts, f"{gap.latest:%Y-%m-%d}", state, owner, gap.id]
        table.add_row(*(escape(cell) for cell in cells))
    wide_console().print(table if gaps else "There is no gap of the kind.")


def show_weeks(weeks: Sequence[Week]) -> None:
    """What became of the questions of each week."""
    names = ("questions", "answered", "in part", "by a person", "not in the guides", "did not help")
    table = Table("week of", *(Column(name, justify="right") for name in names), box=None, pad_edge=False)
    for week in weeks:
        counts = (week.asked, week.answered, week.partly, week.standard, week.not_in_guides, week.unhelpful)
        table.add_row(f"{week.begins:%Y-%m-%d}", *(str(count) for count in counts))
    wide_console().print(table)


def show_standard(answers: Sequence[StandardAnswer]) -> None:
    """Each standard answer with its question, who said it, and for whom it is."""
    table = Table("question", "answer", "by", "since", "for", box=None, pad_edge=False)
    for one in answers:
        cells = (one.question, one.text, called(one.by), f"{one.at:%Y-%m-%d}", one.audience)
        table.add_row(*(escape(cell) for cell in cells))
    wide_console().print(table if answers else "There is no standard answer.")
