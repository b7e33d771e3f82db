"""An answer that is given bit by bit: one pair of several, one entry of an order. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from learning.attempts.tokens import Tokens, in_tokens
from learning.items.responses import Ordered, Paired, Response, as_data, response_from


@dataclass(frozen=True)
class PairUp:
    """To one on the left one on the right is given, both as tokens; the other pairs stay."""

    left: str
    right: str


@dataclass(frozen=True)
class PutAt:
    """An entry, as a token, is put at a place, from 1; those from there on move down."""

    entry: str
    place: int


Part = PairUp | PutAt
# What one click says: a whole answer, in keys, or a part of one, in tokens.
Click = Response | Part


def after(tokens: Tokens, clicks: Iterable[Click]) -> Response | None:
    """What is answered after these clicks, in tokens; the last of them counts, and a part leaves the rest as it was."""
    given: Response | None = None
    for click in clicks:
        given = completed(tokens, given, click) if isinstance(click, PairUp | PutAt) else in_tokens(tokens, click)
    return given


def click_data(click: Click) -> dict[str, Any]:
    """A click as JSON keeps it; ``click_from`` reads it."""
    match click:
        case PairUp(left, right):
            return {"pair": [left, right]}
        case PutAt(entry, place):
            return {"put": [entry, place]}
        case _:
            return as_data(click)


def click_from(data: Mapping[str, Any]) -> Click:
    """What ``click_data`` wrote.

    Raises:
        ValueError: It is something else.
    """
    match data:
        case {"pair": [left, right]}:
            return PairUp(left, right)
        case {"put": [entry, place]}:
            return PutAt(entry, place)
        case _:
            return response_from(data)


def completed(tokens: Tokens, given: Response | None, part: Part) -> Response:
    """The whole answer once a part is changed, in tokens.

    Args:
        tokens: Of the attempt, in the order in which they are shown: an order that nobody has changed yet is that.
        given: What was answered before, in tokens.
        part: The change.
    """
    match part:
        case PairUp(left, right):
            pairs = dict(given.pairs) if isinstance(given, Paired) else {}
            return Paired(tuple({**pairs, left: right}.items()))
        case PutAt(entry, place):
            before = given.keys if isinstance(given, Ordered) else ()
            order = dict.fromkeys([*before, *(token for token, _ in tokens)])
            order.pop(entry, None)
            others = list(order)
            return Ordered((*others[: place - 1], entry, *others[place - 1 :]))
