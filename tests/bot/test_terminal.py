from dataclasses import replace
from datetime import date

import pytest
from rich.padding import Padding
from rich.table import Table

from bot.terminal import show_answer, wide_console
from knowledge.answering.sufficiency import Outcome
from knowledge.evidence.schemes import shipped_schemes
from knowledge.evidence.values import Evidence
from knowledge.guides.states import EditionState
from tests.bot.blocks.answers import NO_EFFECTS, RATED, TODAY, answer_of, citation


def seen(capsys: pytest.CaptureFixture[str], **changes: object) -> list[str]:
    """The lines that are shown of an answer whose only citation differs so from the plain one."""
    cited = replace(citation(), **changes)  # type: ignore[arg-type]
    show_answer("How often?", answer_of(Outcome.ANSWERED, [cited]), schemes=shipped_schemes(), today=TODAY)
    return [line.strip() for line in capsys.readouterr().out.splitlines() if line.strip()]


def test_a_rating_stands_under_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    lines = seen(capsys, evidence=replace(RATED, population=None, rater=None))
    assert lines[-1] == "evidence: Promising (12 studies, last searched March 2025)"
    assert lines[-2].endswith("p. 6")


def test_what_research_does_not_support_is_said_before_the_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    lines = seen(capsys, evidence=NO_EFFECTS, title="Match games")
    assert lines[:2] == ["How often?", "Research does not support “Match games” (rated “No effects”)."]
    assert lines[2].startswith("“Staff call")


def test_what_is_overdue_is_said_above_the_sources_and_what_is_unproven_at_its_source(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = seen(capsys, evidence=Evidence("tiers", "rationale"), title="Calls", review_date=date(2025, 5, 3))
    assert lines[2:4] == ["One of the guides quoted here is overdue for review since 3 May 2025.", "Sources"]
    assert lines[-1] == "evidence: Demonstrates a rationale"


def test_what_no_terminal_shows_is_neither_wrapped_nor_padded(capsys: pytest.CaptureFixture[str]) -> None:
    long = "Staff call the mentor and the family " * 20
    console = wide_console()
    table = Table.grid(padding=(0, 2))
    table.add_row("short", long.strip())
    table.add_row("longer word", "end")
    console.print(table)
    console.print(Padding(long.strip(), (0, 0, 0, 2)))
    assert capsys.readouterr().out.splitlines() == [
        f"short        {long.strip()}", "longer word  end", f"  {long.strip()}",
    ]  # fmt: skip


def test_an_edition_that_no_longer_counts_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    assert seen(capsys, state=EditionState.SUPERSEDED)[-1] == "superseded by a newer edition"
    lines = seen(capsys, state=EditionState.WITHDRAWN, withdrawn_because="A [bold]number[/] is wrong.")
    assert lines[-1] == "withdrawn: A [bold]number[/] is wrong."
