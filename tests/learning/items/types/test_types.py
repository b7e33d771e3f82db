"""What holds for every type of items."""

import json
from typing import Any, assert_never

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.errors import BadItem, Flaw, Found
from learning.items.responses import (
    ChooseMany,
    ChooseOne,
    Chosen,
    Ordered,
    Pair,
    Paired,
    PutInOrder,
    Response,
    Way,
    Write,
    Written,
    as_data,
    response_from,
)
from learning.items.types import TYPES
from tests.learning.items.contents import CONTENTS, ITEMS

KEYS = st.sampled_from(["a", "b", "c", "j", "true", "false", "zz", ""])
RESPONSES: st.SearchStrategy[Response] = st.one_of(
    st.frozensets(KEYS).map(Chosen),
    st.lists(st.tuples(KEYS, KEYS), max_size=6).map(lambda pairs: Paired(tuple(pairs))),
    st.lists(KEYS, max_size=6).map(lambda keys: Ordered(tuple(keys))),
    st.text(max_size=20).map(Written),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ("stem", "options", "right", "pairs", "distractors", "entries", "accepted", "value", "tolerance", "unit")


def shown_keys(way: Way) -> list[str]:
    """The keys of all that can be chosen."""
    match way:
        case ChooseOne(options) | ChooseMany(options) | PutInOrder(options):
            return [option.key for option in options]
        case Pair(left, right):
            return [option.key for option in (*left, *right)]
        case Write():
            return []
        case _:
            assert_never(way)


def read(key: str, data: dict[str, Any]) -> tuple[Any, tuple[Found, ...]]:
    """The content, or what is wrong with it."""
    try:
        return TYPES[key].read(data), ()
    except BadItem as bad:
        return None, bad.flaws


def test_each_type_is_known_by_its_key_and_tested_here() -> None:
    assert {key: kind.key for key, kind in TYPES.items()} == {key: key for key in CONTENTS}


@given(ITEMS)
def test_the_right_response_earns_the_point_also_once_it_was_stored(item: tuple[str, dict[str, Any]]) -> None:
    kind = TYPES[item[0]]
    content = kind.read(item[1])
    response = kind.right(content)
    assert kind.grade(content, response) == 1.0
    assert kind.grade(content, response_from(json.loads(json.dumps(as_data(response))))) == 1.0


@given(ITEMS, RESPONSES)
def test_every_response_earns_from_nothing_to_a_point(item: tuple[str, dict[str, Any]], response: Response) -> None:
    kind = TYPES[item[0]]
    content = kind.read(item[1])
    assert 0.0 <= kind.grade(content, response) <= 1.0
    if not isinstance(response, type(kind.right(content))):
        assert kind.grade(content, response) == 0.0


@given(ITEMS)
def test_a_key_that_the_content_does_not_have_makes_a_response_worth_nothing(item: tuple[str, dict[str, Any]]) -> None:
    kind = TYPES[item[0]]
    content = kind.read(item[1])
    match kind.right(content):
        case Chosen(keys):
            wrong: Response = Chosen(keys | {"x1"})
        case Paired(pairs):
            wrong = Paired((*pairs, ("x1", "a")))
            assert kind.grade(content, Paired((*pairs[1:], (pairs[0][0], "x1")))) == 0.0
        case Ordered(keys):
            wrong = Ordered((*keys, "x1"))
        case Written(text):
            wrong = Written(f"{text} x1")
        case other:
            assert_never(other)
    assert kind.grade(content, wrong) == 0.0


@given(ITEMS)
def test_content_is_kept_as_data_and_read_as_the_same_content(item: tuple[str, dict[str, Any]]) -> None:
    kind = TYPES[item[0]]
    content = kind.read(item[1])
    data = json.loads(json.dumps(kind.data(content)))
    assert kind.read(data) == content
    assert kind.data(kind.read(data)) == data
    assert kind.stem(content).startswith("What?")


@given(ITEMS)
def test_what_is_shown_tells_nothing_of_what_is_right_but_its_order(item: tuple[str, dict[str, Any]]) -> None:
    kind = TYPES[item[0]]
    keys = shown_keys(kind.way(kind.read(item[1])))
    assert keys in ([], ["true", "false"]) or set(keys) <= set("abcdefghijklmnopqrstuvwxy")


@given(st.sampled_from(sorted(TYPES)), st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=6))
def test_wild_data_are_read_or_refused_with_their_flaws(key: str, data: dict[str, Any]) -> None:
    kind = TYPES[key]
    content, flaws = read(key, data)
    assert (content is None) == bool(flaws)
    assert all(len(found.fact) <= 80 for found in flaws)
    assert content is None or kind.grade(content, kind.right(content)) == 1.0


@pytest.mark.parametrize("key", sorted(TYPES))
def test_an_item_without_anything_lacks_what_is_asked_first_of_all(key: str) -> None:
    with pytest.raises(BadItem) as bad:
        TYPES[key].read({})
    assert Flaw.NO_STEM in {found.flaw for found in bad.value.flaws}
    assert len(bad.value.flaws) == 2
