"""Answers that are given bit by bit: whatever the order of the clicks, none undoes another."""

from hypothesis import given
from hypothesis import strategies as st

from learning.attempts.parts import PairUp, PutAt, completed
from learning.items.responses import Chosen, Ordered, Paired, Response

TOKENS = tuple((f"p{name}", name) for name in "abcd")


def test_pairs_are_added_one_by_one_and_changed_one_by_one() -> None:
    given: Response | None = None
    for left, right in (("l1", "r1"), ("l2", "r1"), ("l1", "r2")):
        given = completed((), given, PairUp(left, right))
    assert given == Paired((("l1", "r2"), ("l2", "r1")))


def test_an_entry_is_put_at_its_place_and_the_others_move_down() -> None:
    given = completed(TOKENS, None, PutAt("pc", 1))
    assert given == Ordered(("pc", "pa", "pb", "pd"))
    assert completed(TOKENS, given, PutAt("pd", 2)) == Ordered(("pc", "pd", "pa", "pb"))
    assert completed(TOKENS, Chosen(frozenset("x")), PutAt("pa", 1)) == Ordered(("pa", "pb", "pc", "pd"))


@given(st.lists(st.builds(PutAt, st.sampled_from(["pa", "pb", "pc", "pd"]), st.integers(1, 9)), min_size=1))
def test_an_order_always_holds_each_entry_once(parts: list[PutAt]) -> None:
    given: Response | None = None
    for part in parts:
        given = completed(TOKENS, given, part)
        assert isinstance(given, Ordered)
        assert sorted(given.keys) == sorted(token for token, _ in TOKENS)
        assert given.keys.index(part.entry) == min(part.place, len(TOKENS)) - 1


@given(st.permutations([token for token, _ in TOKENS]))
def test_who_fills_the_places_from_the_first_on_gets_the_order_that_she_chose(wanted: list[str]) -> None:
    given: Response | None = None
    for place, entry in enumerate(wanted, 1):
        given = completed(TOKENS, given, PutAt(entry, place))
    assert given == Ordered(tuple(wanted))
