"""What leaves the program says nothing of what is right, and what comes in that was not shown is not taken."""

import json
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import assert_never

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning.attempts.tokens import LONGEST_WRITTEN, Tokens, in_tokens, new_token, resolved, shown, shuffled
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

FOUR = tuple(Option(key, f"Text {key}") for key in "abcd")
WAYS: tuple[Way, ...] = (
    ChooseOne(FOUR),
    ChooseMany(FOUR),
    PutInOrder(FOUR),
    Pair(FOUR, FOUR[:3]),
    Write(numeric=False),
)
SHUFFLES = 4_000
# The chi-square that chance exceeds once in a hundred times, with 3 degrees of freedom.
ONE_IN_A_HUNDRED = 11.345
# Of real chance, which is another one in each run.
ONE_IN_A_BILLION = 45.1


def chance(seed: int) -> Callable[[], str]:
    """Tokens as new ones are, but the same in every run."""
    dice = Random(seed)
    return lambda: f"{dice.getrandbits(72):018x}"


def chi_square(counts: Counter[int]) -> float:
    expected = SHUFFLES / 4
    return sum((counts[place] - expected) ** 2 / expected for place in range(4))


@pytest.mark.parametrize("way", WAYS[:3], ids=lambda way: type(way).__name__)
def test_where_an_option_stands_says_nothing_of_it(way: Way) -> None:
    dice, token = Random(11), chance(12)
    forms = [shuffled(way, dice, token) for _ in range(SHUFFLES)]
    for key in "abcd":
        assert chi_square(Counter([k for _, k in form].index(key) for form in forms)) < ONE_IN_A_HUNDRED


def test_tokens_in_their_own_order_say_nothing_either() -> None:
    dice, token = Random(21), chance(22)
    forms = [sorted(shuffled(ChooseOne(FOUR), dice, token)) for _ in range(SHUFFLES)]
    for key in "abcd":
        assert chi_square(Counter([k for _, k in form].index(key) for form in forms)) < ONE_IN_A_HUNDRED


def test_no_letter_of_a_real_token_and_no_order_of_them_says_for_what_it_stands() -> None:
    forms = [shuffled(ChooseOne(FOUR), Random(5), new_token) for _ in range(SHUFFLES)]
    tokens = [token for form in forms for token, _ in form]
    assert len(set(tokens)) == len(tokens)
    for key in "abcd":
        own = [token for form in forms for token, k in form if k == key]
        # Of so many, each letter of the alphabet stands in each place at least once, whatever the token stands for.
        assert [len(set(letters)) for letters in zip(*own, strict=True)] == [1] + [64] * 12
        ranks = Counter([k for _, k in sorted(form)].index(key) for form in forms)
        assert chi_square(ranks) < ONE_IN_A_BILLION


@pytest.mark.parametrize("way", WAYS, ids=lambda way: type(way).__name__)
def test_what_is_shown_holds_the_same_texts_and_no_key(way: Way) -> None:
    tokens = shuffled(way, Random(3), chance(4))
    masked = shown(way, tokens)
    assert type(masked) is type(way)
    options = [one for side in sides(masked) for one in side]
    assert [one.key for one in options] == [token for token, _ in tokens]
    assert [sorted(o.text for o in side) for side in sides(masked)] == [
        sorted(o.text for o in side) for side in sides(way)
    ]
    outbound = json.dumps([[one.key, one.text] for one in options])
    assert not any(f'"{key}"' in outbound for key in "abcd")


@pytest.mark.parametrize("way", WAYS, ids=lambda way: type(way).__name__)
def test_every_answer_that_can_be_given_comes_back_as_it_was_given(way: Way) -> None:
    tokens = shuffled(way, Random(8), chance(9))
    answers: dict[type[Way], Response] = {
        ChooseOne: Chosen(frozenset({"b"})),
        ChooseMany: Chosen(frozenset({"a", "d"})),
        PutInOrder: Ordered(("c", "a", "b", "d")),
        Pair: Paired((("a", "c"), ("d", "a"))),
        Write: Written("Twice"),
    }
    stored = answers[type(way)]
    assert resolved(tokens, in_tokens(tokens, stored)) == stored


@pytest.mark.parametrize(
    ("way", "empty"),
    [
        (ChooseOne(FOUR), Chosen(frozenset())),
        (ChooseMany(FOUR), Chosen(frozenset())),
        (PutInOrder(FOUR), Ordered(())),
        (Pair(FOUR, FOUR), Paired(())),
        (Write(numeric=True), Written("")),
    ],
)
def test_an_answer_can_be_taken_back_by_an_empty_one(way: Way, empty: Response) -> None:
    assert resolved(shuffled(way, Random(1), chance(1)), empty) == empty


def test_an_answer_of_another_shape_than_what_was_shown_is_not_taken() -> None:
    for way in WAYS:
        tokens = shuffled(way, Random(1), chance(1))
        for other in WAYS:
            if type(other) is not type(way):
                for response in responses(other, tokens):
                    assert resolved(tokens, response) is None, (way, response)


def test_two_of_one_and_one_twice_are_not_taken() -> None:
    one = [token for token, _ in shuffled(ChooseOne(FOUR), Random(1), chance(1))]
    assert resolved(shuffled(ChooseOne(FOUR), Random(1), chance(1)), Chosen(frozenset(one[:2]))) is None
    place = shuffled(PutInOrder(FOUR), Random(1), chance(1))
    assert resolved(place, Ordered((place[0][0], place[0][0]))) is None
    pair = shuffled(Pair(FOUR, FOUR), Random(1), chance(1))
    (left, _), (right, _) = pair[0], pair[4]
    assert resolved(pair, Paired(((left, right),))) is not None
    for swapped in (((right, left),), ((left, left),), ((right, right),), ((left, right), (left, right))):
        assert resolved(pair, Paired(swapped)) is None


def test_what_is_written_is_cut_where_nobody_needs_more() -> None:
    assert resolved((), Written("x" * 5_000)) == Written("x" * LONGEST_WRITTEN)


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_a_token_that_was_not_shown_is_never_taken(data: st.DataObject) -> None:
    way = data.draw(st.sampled_from(WAYS[:4]))
    tokens = shuffled(way, Random(1), chance(1))
    others = shuffled(way, Random(2), chance(2))
    forged = data.draw(
        st.one_of(
            st.text(max_size=20),
            st.sampled_from("abcd"),
            st.sampled_from([token for token, _ in others]),
            st.sampled_from([token for token, _ in tokens]).flatmap(mutated),
        ).filter(lambda text: text not in dict(tokens))
    )
    known = tokens[0][0]
    for response in (
        Chosen(frozenset({forged})),
        Chosen(frozenset({forged, known})),
        Ordered((forged,)),
        Ordered((known, forged)),
        Paired(((forged, tokens[-1][0]),)),
        Paired(((known, forged),)),
    ):
        assert resolved(tokens, response) is None


def mutated(token: str) -> st.SearchStrategy[str]:
    return st.one_of(
        st.integers(0, len(token) - 1).map(lambda at: token[:at] + "!" + token[at + 1 :]),
        st.integers(0, len(token) - 1).map(lambda at: token[:at]),
        st.just(token + " "),
        st.just(token.upper() + "X"),
        st.sampled_from("omplr").map(lambda mark: mark + token[1:]),
    )


def sides(way: Way) -> tuple[tuple[Option, ...], ...]:
    match way:
        case ChooseOne(options) | ChooseMany(options) | PutInOrder(options):
            return (options,)
        case Pair(left, right):
            return (left, right)
        case Write():
            return ()
        case _:
            assert_never(way)


def responses(way: Way, tokens: Tokens) -> tuple[Response, ...]:
    """Answers as they are given to a way, in the tokens of another; no choice of one fits a choice of many."""
    known = [token for token, _ in tokens] or ["o1", "o2"]
    match way:
        case ChooseOne():
            return ()
        case ChooseMany():
            return (Chosen(frozenset(known[:2])),)
        case PutInOrder():
            return (Ordered(tuple(known)), Ordered(()))
        case Pair():
            return (Paired(((known[0], known[-1]),)), Paired(()))
        case Write():
            return (Written("Twice"), Written(""))
        case _:
            assert_never(way)
