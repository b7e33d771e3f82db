"""What authors write in fields of several lines is read as they meant it, and comes back as it was."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.learning.item_lines import numbers_from, options_from, options_text, pairs_from, pairs_text

line = st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" *#=\\"), min_size=1, max_size=30)
kept = line.map(lambda text: " ".join(text.split())).filter(bool)
option = st.fixed_dictionaries({"text": kept, "right": st.booleans()}, optional={"feedback": kept})


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Daily", {"text": "Daily", "right": False}),
        ("* Monthly", {"text": "Monthly", "right": True}),
        ("*Monthly # Just so.", {"text": "Monthly", "right": True, "feedback": "Just so."}),
        (r"\* starred", {"text": "* starred", "right": False}),
        ("Number #1", {"text": "Number #1", "right": False}),
        (r"A \# B", {"text": "A # B", "right": False}),
    ],
)
def test_an_option_is_a_line(written: str, read: dict[str, Any]) -> None:
    assert options_from(f"\n{written}\n\n") == [read]


@given(st.lists(option, min_size=1, max_size=5))
def test_options_come_back_as_they_were(options: list[dict[str, Any]]) -> None:
    assert options_from(options_text(options)) == options


@given(st.lists(st.fixed_dictionaries({"left": kept, "right": kept}), min_size=1, max_size=5))
def test_pairs_come_back_as_they_were(pairs: list[dict[str, str]]) -> None:
    assert pairs_from(pairs_text(pairs)) == pairs


def test_a_pair_without_a_mark_lacks_its_right_side() -> None:
    assert pairs_from("Week one\nThen = Monthly") == [
        {"left": "Week one", "right": ""},
        {"left": "Then", "right": "Monthly"},
    ]


def test_answers_are_named_by_numbers_and_letters() -> None:
    assert list(numbers_from("2 1 3\n\nB, a; c")) == [["2", "1", "3"], ["b", "a", "c"]]
