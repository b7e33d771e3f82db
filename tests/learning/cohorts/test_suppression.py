"""Small groups are no percentages, and what is kept back can't be worked out from what is shown."""

from hypothesis import given
from hypothesis import strategies as st

from learning.cohorts.suppression import LEAST, kept_back, percent

SIZES = st.dictionaries(st.text(max_size=3), st.integers(0, 40), max_size=8)


def test_a_share_of_four_people_is_not_said_and_one_of_five_beside_five_is() -> None:
    assert (percent(2, 4), percent(4, 9), percent(5, 9), percent(5, 10), percent(0, 0)) == (None, None, None, 50, None)


def test_neither_a_few_of_many_nor_all_but_a_few_are_said() -> None:
    assert [percent(part, 20) for part in (1, 4, 5, 15, 16, 19)] == [None, None, 25, 75, None, None]


def test_what_is_true_of_all_or_of_none_is_true_of_each_and_not_said() -> None:
    assert [percent(part, whole) for whole in (5, 20, 500) for part in (0, whole)] == [None] * 6


def test_a_small_part_takes_the_next_smallest_with_it() -> None:
    assert kept_back({"done": 12, "overdue": 1, "soon": 7}) == {"overdue", "soon"}


def test_two_small_parts_that_are_few_together_take_a_third_with_them() -> None:
    assert kept_back({"done": 12, "overdue": 1, "soon": 2}) == {"done", "overdue", "soon"}
    assert kept_back({"done": 12, "overdue": 3, "soon": 2}) == {"overdue", "soon"}


def test_where_all_parts_are_large_all_are_shown() -> None:
    assert kept_back({"done": 5, "soon": 15, "lapsed": 0}) == frozenset()


@given(SIZES)
def test_what_is_hidden_is_never_less_than_five_people_unless_all_is_hidden(sizes: dict[str, int]) -> None:
    hidden = kept_back(sizes)
    shown = {key for key, size in sizes.items() if size} - hidden
    assert all(sizes[key] >= LEAST for key in shown)
    if hidden and shown:
        assert len(hidden) >= 2
        assert sum(sizes[key] for key in hidden) >= LEAST
