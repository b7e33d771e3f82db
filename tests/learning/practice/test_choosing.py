from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from learning.practice.choosing import choose
from learning.practice.values import Card, Met
from tests.learning.attempts.hall import NOW

DAY = timedelta(days=1)


def candidates(names: str) -> list[Card]:
    return [Card(name, f"{name}-1", "mentor", "care", None, NOW) for name in names]


def chosen(names: str, met: dict[str, Met], seed: int = 1) -> str | None:
    found = choose(candidates(names), met, Random(seed))
    return found.item_id if found is not None else None


def test_what_was_not_met_comes_before_what_was_wrong_and_that_before_what_was_right() -> None:
    met = {"a": Met(NOW, 1.0), "b": Met(NOW + DAY, 0.5), "c": Met(NOW + 2 * DAY, 1.0)}
    assert chosen("abcd", met) == "d"
    assert chosen("abc", met) == "b"
    assert chosen("ac", met) == "a"


def test_what_was_not_answered_counts_as_not_right_and_the_longest_ago_comes_first() -> None:
    met = {"a": Met(NOW + DAY, 0.0), "b": Met(NOW, None), "c": Met(NOW + 2 * DAY, 1.0)}
    assert chosen("abc", met) == "b"


def test_what_was_met_last_comes_again_only_where_there_is_nothing_else() -> None:
    met = {"a": Met(NOW + DAY, 0.0), "b": Met(NOW, 1.0)}
    assert chosen("ab", met) == "b"
    assert chosen("a", met) == "a"
    assert chosen("", met) is None


@given(st.integers(1, 10), st.integers(0, 99))
def test_all_items_are_met_before_any_comes_again(count: int, seed: int) -> None:
    dice, met, names = Random(seed), dict[str, Met](), "abcdefghij"[:count]
    for turn in range(count):
        found = choose(candidates(names), met, dice)
        assert found is not None
        assert found.item_id not in met
        met[found.item_id] = Met(NOW + turn * DAY, float(turn % 2))
