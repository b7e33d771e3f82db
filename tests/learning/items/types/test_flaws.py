"""What is wrong with contents, all of it at once, and where."""

from typing import Any

import pytest

from learning.errors import BadItem, Flaw
from learning.items.types import TYPES

STEM = "How long does a match last?"
YES, NO = {"text": "A year", "right": True}, {"text": "A month"}


# A whole number that Python does not write in digits.
HUGE = 10**5_000


def flaws(key: str, **data: Any) -> set[tuple[str, str]]:
    """Each flaw and where it is."""
    with pytest.raises(BadItem) as bad:
        TYPES[key].read({"stem": STEM, **data})
    return {(found.flaw.value, found.where) for found in bad.value.flaws}


def options(*texts: str, right: int = 1) -> list[dict[str, Any]]:
    return [{"text": text, "right": number <= right} for number, text in enumerate(texts, start=1)]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ({"options": [NO, {"text": "A week"}]}, {("no_right_answer", "options")}),
        ({"options": [YES]}, {("too_few_options", "options")}),
        ({"options": options(*"abcdefghijk")}, {("too_many_options", "options")}),
        ({"options": [YES, {"text": "a  YEAR"}]}, {("same_option_twice", "options.2")}),
        ({"options": [YES, {"text": " \u200b"}]}, {("empty_option", "options.2.text")}),
        ({"options": [YES, {"text": "x" * 151}]}, {("too_long", "options.2.text")}),
        ({"options": [YES, {**NO, "right": "no"}]}, {("wrong_kind", "options.2.right")}),
        ({"options": [YES, {"text": True}]}, {("wrong_kind", "options.2.text")}),
        ({"options": [YES, {**NO, "colour": "red"}]}, {("unknown_field", "options.2.colour")}),
        ({"options": [YES, NO, "A week"]}, {("wrong_kind", "options.3")}),
        ({"options": {"a": "A year"}}, {("wrong_kind", "options")}),
        ({}, {("missing", "options")}),
        ({"options": [YES, NO], "answer": "a"}, {("unknown_field", "answer")}),
        ({"options": [YES, NO], "stem": " "}, {("no_stem", "stem")}),
        ({"options": [YES, NO], "stem": "x" * 2_001}, {("too_long", "stem")}),
        ({"options": [NO, NO], "stem": ["?"]}, {
            ("wrong_kind", "stem"), ("same_option_twice", "options.2"), ("no_right_answer", "options"),
        }),
    ],
)  # fmt: skip
@pytest.mark.parametrize("key", ["single_choice", "multiple_choice"])
def test_flaws_of_choices(key: str, data: dict[str, Any], found: set[tuple[str, str]]) -> None:
    assert flaws(key, **data) == found


def test_of_a_single_choice_one_option_is_right_and_of_a_multiple_choice_not_all() -> None:
    both = options("A year", "A month", right=2)
    assert flaws("single_choice", options=both) == {("two_right_answers", "options")}
    assert flaws("multiple_choice", options=both) == {("all_right", "options")}
    TYPES["multiple_choice"].read({"stem": STEM, "options": options("A", "B", "C", right=2)})


@pytest.mark.parametrize(
    ("data", "found"), [({}, "missing"), ({"right": "true"}, "wrong_kind"), ({"right": 1}, "wrong_kind")]
)
def test_a_statement_is_true_or_is_not(data: dict[str, Any], found: str) -> None:
    assert flaws("true_false", **data) == {(found, "right")}


PAIRS = [{"left": "Screening", "right": "Before"}, {"left": "Closure", "right": "After"}]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ({"pairs": PAIRS[:1]}, {("too_few_options", "pairs")}),
        ({"pairs": [PAIRS[0], {"left": "Closure", "right": "Before"}]}, {("too_few_options", "rights")}),
        ({"pairs": [PAIRS[0], PAIRS[0]]}, {("same_option_twice", "pairs.2"), ("too_few_options", "rights")}),
        ({"pairs": PAIRS, "distractors": ["before"]}, {("same_option_twice", "rights.3")}),
        ({"pairs": PAIRS, "distractors": [""]}, {("empty_option", "distractors.1")}),
        ({"pairs": PAIRS, "distractors": [f"d{n}" for n in range(24)]}, {("too_many_options", "rights")}),
        ({"pairs": [{"left": f"{n}", "right": f"r{n % 9}"} for n in range(26)]}, {("too_many_options", "pairs")}),
        ({"pairs": [PAIRS[0], {"left": "Closure"}]}, {("empty_option", "pairs.2.right")}),
        ({"pairs": [["Screening", "Before"], PAIRS[1]]}, {("wrong_kind", "pairs.1")}),
    ],
)  # fmt: skip
def test_flaws_of_matching(data: dict[str, Any], found: set[tuple[str, str]]) -> None:
    assert flaws("matching", **data) == found


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        (["Recruit"], {("too_few_options", "entries")}),
        ([f"{n}" for n in range(11)], {("too_many_options", "entries")}),
        (["Recruit", "recruit "], {("same_option_twice", "entries.2")}),
        (["Recruit", None, "x" * 151], {("empty_option", "entries.2"), ("too_long", "entries.3")}),
        ("Recruit, screen", {("wrong_kind", "entries")}),
    ],
)
def test_flaws_of_ordering(entries: Any, found: set[tuple[str, str]]) -> None:
    assert flaws("ordering", entries=entries) == found


@pytest.mark.parametrize(
    ("accepted", "found"),
    [
        ([], {("no_right_answer", "accepted")}),
        (None, {("missing", "accepted")}),
        ("closure", {("wrong_kind", "accepted")}),
        (["closure", "?!"], {("empty_option", "accepted.2")}),
        (["closure", ""], {("empty_option", "accepted.2")}),
        ([f"n{n}" for n in range(31)], {("too_many_options", "accepted")}),
    ],
)
def test_flaws_of_short_texts(accepted: Any, found: set[tuple[str, str]]) -> None:
    assert flaws("short_text", accepted=accepted) == found


@pytest.mark.parametrize("value", ["12", float("nan"), float("inf"), True, [1], 10**15, -1e15, 1e-300])
def test_a_number_is_a_finite_one_of_a_size_that_people_write(value: Any) -> None:
    assert flaws("numeric", value=value) == {("no_number", "value")}


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ({}, {("no_number", "value")}),
        ({"value": 1, "tolerance": -0.5}, {("bad_tolerance", "tolerance")}),
        ({"value": 1, "tolerance": "10%"}, {("bad_tolerance", "tolerance")}),
        ({"value": 1, "unit": "x" * 31}, {("too_long", "unit")}),
    ],
)
def test_flaws_of_numbers(data: dict[str, Any], found: set[tuple[str, str]]) -> None:
    assert flaws("numeric", **data) == found


def test_what_is_too_big_to_be_written_is_named_by_its_kind() -> None:
    assert flaws("numeric", value=HUGE) == {("no_number", "value")}
    assert flaws("ordering", entries=[HUGE, "Screen", "int"]) == {("same_option_twice", "entries.3")}
    assert flaws("single_choice", options=HUGE) == {("wrong_kind", "options")}


def test_a_flaw_says_what_stands_there_shortly() -> None:
    with pytest.raises(BadItem) as bad:
        TYPES["true_false"].read({"stem": STEM, "right": "y" * 500})
    assert bad.value.flaws[0].flaw is Flaw.WRONG_KIND
    assert bad.value.flaws[0].fact == "y" * 80
