import numpy as np
import pytest

from learning.analysis.distractors import Answered, Choice, beats_the_key, choices, thirds
from learning.items.responses import (
    ChooseMany,
    ChooseOne,
    Chosen,
    Option,
    Ordered,
    Pair,
    Paired,
    PutInOrder,
    Response,
    Way,
    Write,
    Written,
)

OPTIONS = tuple(Option(key, f"option {key}") for key in "abcd")
ONE, MANY = ChooseOne(OPTIONS), ChooseMany(OPTIONS)


def chosen(*keys: str) -> Chosen:
    return Chosen(frozenset(keys))


def answered(*given: Response | None, right: Response | None = None) -> list[Answered]:
    """Each by a person who did better in the rest than the one before."""
    return [Answered(one, float(one == right), float(rest)) for rest, one in enumerate(given)]


def test_people_are_parted_into_thirds_by_how_they_did_in_the_rest() -> None:
    assert thirds(np.array([5.0, 1.0, 3.0, 6.0, 2.0, 4.0])).tolist() == [2, 0, 1, 2, 0, 1]


@pytest.mark.parametrize(
    ("rests", "groups"),
    [([], []), ([2.0], [1]), ([1.0, 1.0, 1.0], [1, 1, 1]), ([0.0, 1.0, 1.0, 1.0], [0, 1, 1, 1]), ([0.0, 9.0], [0, 2])],
)
def test_people_who_did_alike_are_in_the_same_third(rests: list[float], groups: list[int]) -> None:
    assert thirds(np.array(rests)).tolist() == groups


def test_each_option_is_told_by_how_many_of_each_third_chose_it_also_one_that_nobody_chose() -> None:
    table = choices(ONE, chosen("a"), answered(*map(chosen, "bbca"), None, *map(chosen, "caaa")))
    assert table == (
        Choice("", "option a", True, 0, 1, 3),
        Choice("", "option b", False, 2, 0, 0),
        Choice("", "option c", False, 1, 1, 0),
        Choice("", "option d", False, 0, 0, 0),
        Choice("", "", False, 0, 1, 0),
    )
    assert [row.chosen for row in table] == [4, 2, 2, 0, 1]


def test_of_several_options_each_is_counted_that_was_chosen() -> None:
    table = choices(MANY, chosen("a", "b"), answered(chosen("c"), chosen("a", "c"), chosen("a", "b"), chosen()))
    assert [(row.text, row.right, row.chosen) for row in table] == [
        ("option a", True, 2),
        ("option b", True, 1),
        ("option c", False, 2),
        ("option d", False, 0),
        ("", False, 1),
    ]


def test_of_pairs_the_right_ones_are_told_and_those_that_were_made() -> None:
    way = Pair((Option("a", "Monday"), Option("b", "Friday")), (Option("a", "call"), Option("b", "visit")))
    right = Paired((("a", "a"), ("b", "b")))
    table = choices(way, right, answered(Paired((("a", "b"),)), right))
    assert [(row.place, row.text, row.right, row.chosen) for row in table] == [
        ("Monday", "call", True, 1),
        ("Friday", "visit", True, 1),
        ("Monday", "visit", False, 1),
    ]


def test_of_an_order_it_is_told_what_stood_where() -> None:
    right = Ordered(("a", "b"))
    table = choices(PutInOrder(OPTIONS[:2]), right, answered(Ordered(("b", "a")), right, right))
    assert [(row.place, row.text, row.right, row.chosen) for row in table] == [
        ("1", "option a", True, 2),
        ("2", "option b", True, 2),
        ("1", "option b", False, 1),
        ("2", "option a", False, 1),
    ]


def test_of_what_was_written_the_most_frequent_is_told_and_whatever_was_right() -> None:
    texts = ["Twice a  month", "two times", "TWICE A MONTH", *map(str, range(12)), "7"]
    given = [Answered(Written(text), float("t" in text.casefold()), float(rest)) for rest, text in enumerate(texts)]
    table = choices(Write(numeric=False), Written("twice a month"), given)
    assert [(row.text, row.right, row.chosen) for row in table][:4] == [
        ("twice a month", True, 2),
        ("two times", True, 1),
        ("7", False, 2),
        ("0", False, 1),
    ]
    assert len(table) == 11


@pytest.mark.parametrize(
    ("way", "right", "upper", "alarm"),
    [
        (ONE, chosen("a"), [chosen("b"), chosen("b"), chosen("a")], True),
        (ONE, chosen("a"), [chosen("b"), chosen("a"), chosen("a")], False),
        (ONE, chosen("a"), [chosen("b"), chosen("a"), chosen("c"), None], False),
        (ONE, chosen("a"), [None, None, chosen("a")], False),
        (MANY, chosen("a", "b"), [chosen("a", "c"), chosen("a", "c"), chosen("a", "b")], True),
        (MANY, chosen("a", "b"), [chosen("a", "c"), chosen("a", "b"), chosen("a", "b")], False),
        (Write(numeric=False), Written("five"), [Written("six"), Written("six"), Written("five")], True),
        (PutInOrder(OPTIONS[:2]), Ordered(("a", "b")), [Ordered(("b", "a"))] * 2, True),
    ],
)
def test_it_is_noticed_that_the_best_choose_something_else_than_the_key(
    way: Way, right: Response, upper: list[Response | None], alarm: bool
) -> None:
    n = len(upper)
    table = choices(way, right, answered(*[None] * (2 * n), *upper, right=right))
    assert beats_the_key(way, table) is alarm
