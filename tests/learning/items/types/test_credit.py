"""What answers earn."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.items.responses import Chosen, Ordered, Pair, Paired, Response, Written
from learning.items.types import TYPES
from learning.items.types.numbers import readings
from learning.items.types.short_text import folded

THREE_OF_FIVE = {
    "stem": "Which?",
    "options": [{"text": text, "right": text in "ABC"} for text in "ABCDE"],
}
STEPS = {"stem": "In which order?", "entries": ["Recruit", "Screen", "Train", "Match"]}
PAIRS = {
    "stem": "When?",
    "pairs": [
        {"left": "Screening", "right": "Before"},
        {"left": "Training", "right": "Before"},
        {"left": "Closure", "right": "After"},
    ],
    "distractors": ["Never"],
}


def credit(key: str, data: Mapping[str, object], response: Response) -> float:
    return TYPES[key].grade(TYPES[key].read(data), response)


@pytest.mark.parametrize(
    ("chosen", "earned"),
    [("abc", 1), ("ab", 2 / 3), ("a", 1 / 3), ("abcd", 1 / 2), ("ad", 0), ("abd", 1 / 6), ("abcde", 0), ("", 0)],
)
def test_several_options_earn_the_share_of_right_ones_less_that_of_wrong_ones(chosen: str, earned: float) -> None:
    assert credit("multiple_choice", THREE_OF_FIVE, Chosen(frozenset(chosen))) == pytest.approx(earned)


def test_one_option_earns_all_or_nothing_and_two_nothing() -> None:
    data = {"stem": "Which?", "options": [{"text": "A"}, {"text": "B", "right": True}]}
    assert [credit("single_choice", data, Chosen(frozenset(keys))) for keys in ("b", "a", "ab", "")] == [1, 0, 0, 0]


@pytest.mark.parametrize("right", [True, False])
def test_a_statement_earns_all_or_nothing(right: bool) -> None:
    data = {"stem": "A match lasts a year.", "right": right}
    earned = [credit("true_false", data, Chosen(frozenset(keys))) for keys in (["true"], ["false"], ["true", "false"])]
    assert earned == [right, not right, 0]


@pytest.mark.parametrize(
    ("order", "earned"),
    [("abcd", 1), ("abdc", 1 / 2), ("badc", 0), ("bcda", 0), ("ab", 1 / 2), ("", 0), ("aabb", 0), ("abcdd", 0)],
)
def test_an_order_earns_the_share_of_what_stands_in_its_place(order: str, earned: float) -> None:
    assert credit("ordering", STEPS, Ordered(tuple(order))) == pytest.approx(earned)


@pytest.mark.parametrize(
    ("pairs", "earned"),
    [("aa ba cb", 1), ("aa ba cc", 2 / 3), ("aa", 1 / 3), ("ab bb ca", 0), ("aa aa ba cb", 1), ("aa ab ba cb", 0)],
)
def test_pairs_earn_the_share_of_the_left_that_have_what_belongs_to_them(pairs: str, earned: float) -> None:
    response = Paired(tuple((pair[0], pair[1]) for pair in pairs.split()))
    assert credit("matching", PAIRS, response) == pytest.approx(earned)


def test_one_on_the_right_that_belongs_to_several_is_shown_once() -> None:
    way = TYPES["matching"].way(TYPES["matching"].read(PAIRS))
    assert isinstance(way, Pair)
    assert [option.text for option in way.right] == ["Before", "After", "Never"]


@pytest.mark.parametrize(
    ("accepted", "written", "right"),
    [
        ("closure", " CLOSURE. ", True),
        ("well-being", "well being", True),
        ("well-being", "wellbeing", False),
        ("mentor's role", "mentor’s  role", True),
        ("mentor's role", "mentors role", True),
        ("Straße", "STRASSE", True),
        ("evaluación", "EVALUACIO\u0301N", True),
        ("evaluación", "evaluacion", False),
        ("first aid", "\uff46irst\u00a0aid", True),
        ("first aid", "first\u200baid", False),
        ("closure", "clo\u00adsure", True),
        ("a year", "one year", False),
        ("a*", "abc", False),
        ("closure", "", False),
        ("closure", "\ud800", False),
        ("closure", "closure" + " " * 10_000, False),
        ("50%", "50 %", True),
        ("50%", "50", False),
        ("-5", "\u22125", True),
        ("-5", "5", False),
        ("5", "5.", True),
        ("C#", "c #", True),
        ("C#", "C", False),
        ("C++", "C", False),
        ("A-", "A", False),
        ("A-", "a-.", True),
        ("well-being", "well- being", True),
        ("2020-2021", "2020 \u2013 2021", True),
        ("closure", "- closure", True),
        ("closure", "closure \u2014", True),
    ],
)
def test_a_text_is_right_whatever_its_case_spacing_and_punctuation_but_for_signs_that_make_another(
    accepted: str, written: str, right: bool
) -> None:
    assert credit("short_text", {"stem": "What?", "accepted": [accepted]}, Written(written)) == right


def test_the_case_of_letters_can_matter() -> None:
    data = {"stem": "Which body?", "accepted": ["WHO"], "case_sensitive": True}
    assert [credit("short_text", data, Written(text)) for text in ("who", "WHO!")] == [0, 1]


def test_accepted_texts_that_are_the_same_are_kept_once() -> None:
    data = {"stem": "What?", "accepted": ["Closure", "closure.", "ending"]}
    assert TYPES["short_text"].read(data).accepted == ("Closure", "ending")


@given(st.text(max_size=30))
def test_a_folded_text_has_single_spaces_and_none_around_it(text: str) -> None:
    assert folded(text) == " ".join(folded(text).split())


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("12", ["12"]),
        ("+1.5", ["1.5"]),
        ("1,5", ["1.5"]),
        (",5", ["0.5"]),
        ("5.", []),
        ("\u22127", ["-7"]),
        ("1,500", ["1.5", "1500"]),
        ("1.500", ["1.5", "1500"]),
        ("0,500", ["0.5"]),
        ("1,500.25", ["1500.25"]),
        ("1.500,25", ["1500.25"]),
        ("1 500", ["1500"]),
        ("1\u202f500,5", ["1500.5"]),
        ("1’500", ["1500"]),
        ("1,500,000", ["1500000"]),
        ("1,50,000", []),
        ("1.5.5", []),
        ("15 00", []),
        ("1.5e3", ["1500"]),
        ("2E-2", ["0.02"]),
        ("1e999", []),
        ("\uff11\uff12", ["12"]),
        ("١٢", ["12"]),
        ("twelve", []),
        ("12 months", []),
        ("1/2", []),
        ("nan", []),
        ("inf", []),
        ("", []),
        ("-", []),
        ("9" * 101, []),
    ],
)
def test_numbers_are_read_as_people_write_them(written: str, numbers: list[str]) -> None:
    assert [number for number in readings(written)] == [Decimal(number) for number in numbers]


@pytest.mark.parametrize(
    ("unit", "written", "right"),
    [
        ("hours", "12", True),
        ("hours", "12hours", True),
        ("hours", "12 Hours", True),
        ("hours", "12 days", False),
        ("$", "$12", True),
        ("%", "12 %", True),
        ("0", "12", True),
        (None, "12 %", False),
    ],
)
def test_a_unit_may_be_written_and_has_to_be_the_right_one(unit: str | None, written: str, right: bool) -> None:
    data: dict[str, object] = {"stem": "How many?", "value": 12}
    assert credit("numeric", data if unit is None else {**data, "unit": unit}, Written(written)) == right


@pytest.mark.parametrize(
    ("value", "tolerance", "written", "right"),
    [
        (0.2, 0.1, "0.3", True),
        (0.2, 0.1, "0,1", True),
        (0.2, 0.1, "0.3000000000000000000000000000000001", False),
        (1.1, 2.2, "3.3", True),
        (12, 0, "12.0", True),
        (12, 0, "12.0001", False),
        (-40, 5, "-45", True),
        (1500, 0, "1.500", True),
        (1e14, 0, "100 000 000 000 000", True),
        ((1.1 + 2.2) / 2, 0, "1.65", True),
        (1.6, (1.9 - 1.3) / 2, "1.3", True),
    ],
)
def test_both_ends_of_a_tolerance_are_right(value: float, tolerance: float, written: str, right: bool) -> None:
    data: dict[str, object] = {"stem": "How many?", "value": value, "tolerance": tolerance}
    assert credit("numeric", data, Written(written)) == right


@given(st.text(max_size=40), st.sampled_from([None, "%", "hours", "ß"]))
def test_whatever_is_written_is_read_as_finite_numbers_or_none(written: str, unit: str | None) -> None:
    assert all(number.is_finite() for number in readings(written, unit))


@given(st.decimals(-(10**9), 10**9, places=3), st.sampled_from([".", ","]))
def test_a_number_is_read_with_either_mark(number: Decimal, mark: str) -> None:
    assert number in readings(f"{number:f}".replace(".", mark))
