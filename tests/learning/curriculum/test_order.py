"""Which steps come after themselves."""

from hypothesis import given
from hypothesis import strategies as st

from learning.curriculum.order import circles

KEYS = "abcdefg"


@given(st.dictionaries(st.sampled_from(KEYS), st.sets(st.sampled_from(KEYS))))
def test_without_the_steps_that_go_round_and_all_after_them_an_order_can_be_found(after: dict[str, set[str]]) -> None:
    stuck = set(after)
    done = set(KEYS) - stuck
    while freed := {key for key in stuck if after[key] <= done}:
        stuck -= freed
        done |= freed
    round_ = circles(after)
    assert round_ <= stuck
    assert bool(round_) is bool(stuck)


def test_a_step_that_only_waits_for_a_circle_is_not_in_it() -> None:
    assert circles({"a": ["b"], "b": ["a"], "c": ["a"], "d": []}) == {"a", "b"}
