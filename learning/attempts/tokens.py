"""What stands for an option outside the program: a token that is new and random in every attempt. Pure.

The first letter of a token says how it is used, which whoever is asked sees anyway; all else is chance.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random
from typing import assert_never

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

Tokens = tuple[tuple[str, str], ...]
LONGEST_WRITTEN = 1_000
_ONE, _MANY, _PLACE, _LEFT, _RIGHT = "o", "m", "p", "l", "r"


def new_token() -> str:
    """72 bits of chance."""
    return secrets.token_urlsafe(9)


def shuffled(way: Way, dice: Random, token: Callable[[], str] = new_token) -> Tokens:
    """``(token, key)`` of all options in the order in which they are shown; of two sides, the left one first."""
    match way:
        case ChooseOne(options):
            return _side(_ONE, options, dice, token)
        case ChooseMany(options):
            return _side(_MANY, options, dice, token)
        case PutInOrder(options):
            return _side(_PLACE, options, dice, token)
        case Pair(left, right):
            return _side(_LEFT, left, dice, token) + _side(_RIGHT, right, dice, token)
        case Write():
            return ()
        case _:
            assert_never(way)


def shown(way: Way, tokens: Tokens) -> Way:
    """A way as it is shown to a person: in the order of the attempt, and with tokens in place of keys."""
    match way:
        case ChooseOne(options):
            return ChooseOne(_masked(options, tokens))
        case ChooseMany(options):
            return ChooseMany(_masked(options, tokens))
        case PutInOrder(options):
            return PutInOrder(_masked(options, tokens))
        case Pair(left, right):
            return Pair(_masked(left, tokens[: len(left)]), _masked(right, tokens[len(left) :]))
        case Write():
            return way
        case _:
            assert_never(way)


def resolved(tokens: Tokens, response: Response) -> Response | None:
    """An answer in keys that was given in tokens; None where it can't have been given to what was shown."""
    keys = dict(tokens)
    marks = {token[0] for token in keys}
    match response:
        case Written(text):
            return Written(text[:LONGEST_WRITTEN]) if not marks else None
        case Chosen(chosen):
            if not (marks == {_MANY} or (marks == {_ONE} and len(chosen) <= 1)) or not chosen <= keys.keys():
                return None
            return Chosen(frozenset(keys[token] for token in chosen))
        case Ordered(order):
            if marks != {_PLACE} or not _known_once(order, keys):
                return None
            return Ordered(tuple(keys[token] for token in order))
        case Paired(pairs):
            left, right = [one for one, _ in pairs], [one for _, one in pairs]
            if marks != {_LEFT, _RIGHT} or not _known_once(left, keys) or not keys.keys() >= set(right):
                return None
            if any(one[0] != _LEFT for one in left) or any(one[0] != _RIGHT for one in right):
                return None
            return Paired(tuple((keys[one], keys[other]) for one, other in pairs))
        case _:
            assert_never(response)


def in_tokens(tokens: Tokens, response: Response) -> Response:
    """A stored answer as it is shown: in the tokens of its attempt."""
    left = {key: token for token, key in tokens if token[0] != _RIGHT}
    right = {key: token for token, key in tokens if token[0] == _RIGHT}
    match response:
        case Written():
            return response
        case Chosen(keys):
            return Chosen(frozenset(left[key] for key in keys))
        case Ordered(order):
            return Ordered(tuple(left[key] for key in order))
        case Paired(pairs):
            return Paired(tuple((left[one], right[other]) for one, other in pairs))
        case _:
            assert_never(response)


def _side(mark: str, options: Sequence[Option], dice: Random, token: Callable[[], str]) -> Tokens:
    keys = [option.key for option in options]
    dice.shuffle(keys)
    return tuple((mark + token(), key) for key in keys)


def _masked(options: Iterable[Option], tokens: Tokens) -> tuple[Option, ...]:
    texts = {option.key: option.text for option in options}
    return tuple(Option(token, texts[key]) for token, key in tokens)


def _known_once(wanted: Sequence[str], keys: Mapping[str, str]) -> bool:
    return len(set(wanted)) == len(wanted) and set(wanted) <= keys.keys()
