"""What a person answered, in the words of what was shown: the keys of options tell which of them are right. Pure."""

from collections.abc import Collection, Mapping
from typing import Any, assert_never

from learning.items.responses import (
    ChooseMany,
    ChooseOne,
    Chosen,
    Option,
    Ordered,
    Pair,
    Paired,
    PutInOrder,
    Way,
    Write,
    Written,
    response_from,
)


def worded(way: Way, given: Mapping[str, Any]) -> dict[str, Any]:
    """A response as it is stored, with the texts of options in place of their keys, and in no order but her own.

    Raises:
        ValueError: It is no response.
        KeyError: It is none to an item that is answered so.
    """
    left, right = _texts(way)
    match response_from(given):
        case Written(text):
            return {"written": text}
        case Chosen(keys):
            return {"chosen": sorted(left[key] for key in keys)}
        case Ordered(order):
            return {"ordered": [left[key] for key in order]}
        case Paired(pairs):
            return {"paired": sorted([left[one], right[other]] for one, other in pairs)}
        case other:
            assert_never(other)


def _texts(way: Way) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The texts of what stands on the left, and of what can be given to it, by their keys."""
    match way:
        case ChooseOne(options) | ChooseMany(options) | PutInOrder(options):
            return _by_key(options), {}
        case Pair(left, right):
            return _by_key(left), _by_key(right)
        case Write():
            return {}, {}
        case other:
            assert_never(other)


def _by_key(options: Collection[Option]) -> Mapping[str, str]:
    return {one.key: one.text for one in options}
