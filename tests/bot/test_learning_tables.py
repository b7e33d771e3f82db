"""What the command line shows of items."""

import io

import pytest
from rich.console import Console
from rich.table import Table

from bot.learning_tables import show_items
from bot.terminal import whole
from tests.learning.analysis.exams import single_choice

KEYS = [f"starter-boundaries-breaking-confidence-{n}" for n in range(3)]
STEM = " ".join(["Between which hours may a mentor and a young person send each other messages?"] * 3)


def test_keys_are_whole_and_each_item_is_one_line_where_no_terminal_is(capsys: pytest.CaptureFixture[str]) -> None:
    show_items([single_choice(key, stem=STEM) for key in KEYS])
    lines = capsys.readouterr().out.splitlines()[1:]
    assert [line.split()[0] for line in lines] == KEYS
    assert all(line.endswith(STEM) for line in lines)


@pytest.mark.parametrize("width", [100, 60, 45])
def test_keys_are_whole_on_a_terminal_that_is_narrow(width: int) -> None:
    table = Table(whole("key"), "state", "question", box=None, pad_edge=False)
    for key in KEYS:
        table.add_row(key, "published", STEM)
    shown = io.StringIO()
    Console(file=shown, width=width).print(table)
    assert all(key in shown.getvalue() for key in KEYS)
