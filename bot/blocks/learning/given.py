"""What Slack tells of an answer, as the value that it stands for. Pure; nothing that comes in is trusted."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.blocks.learning.responses import EXAM, Names
from learning.attempts.parts import PairUp, Part, PutAt
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
)

_LONGEST_NUMBER = 4


def place_of(block_id: str) -> tuple[str, int]:
    """The attempt and the position for which a block of an exam stands; an empty id where it stands for none."""
    kind, _, rest = block_id.partition(":")
    attempt_id, _, rest = rest.partition(":")
    position = _number(rest.partition(":")[0])
    return (attempt_id, position) if kind == "exam" and position else ("", 0)


def answer_of(action: Mapping[str, Any]) -> Response | Part:
    """What a press, a choice or a line of text says, in tokens."""
    match action.get("type"):
        case "checkboxes":
            return Chosen(frozenset(str(one.get("value")) for one in action.get("selected_options") or ()))
        case "static_select":
            return _part(str((action.get("selected_option") or {}).get("value") or ""))
        case "plain_text_input":
            return Written(str(action.get("value") or ""))
        case _:
            value = str(action.get("value") or "")
            return _part(value) if ":" in value else Chosen(frozenset({value}))


def typed(body: Mapping[str, Any], names: Names = EXAM) -> Written | None:
    """What was typed into the field of a message and not entered; None where there is nothing new."""
    before = [
        (block.get("element") or {}).get("initial_value") or ""
        for block in (body.get("message") or {}).get("blocks") or ()
        if (block.get("element") or {}).get("action_id") == names.text
    ]
    now = [field.get("value") or "" for name, field in _fields(body) if name == names.text]
    return Written(str(now[0])) if before and now and now[0] != before[0] else None


def filled_in(body: Mapping[str, Any], way: Way, names: Names) -> Response | None:
    """What all elements of a message hold together, in tokens; None where that is no whole answer."""
    held = list(_fields(body))
    match way:
        case Write():
            text = next((str(field.get("value") or "") for name, field in held if name == names.text), "")
            return Written(text) if text.strip() else None
        case ChooseOne() | ChooseMany():
            boxes = [field.get("selected_options") or () for name, field in held if name == names.many]
            chosen = frozenset(str(one.get("value")) for several in boxes for one in several)
            return Chosen(chosen) if chosen else None
        case Pair(left):
            pairs = dict(value.split(":", 1) for value in _selected(held, names.pair) if ":" in value)
            return Paired(tuple(pairs.items())) if len(pairs) == len(left) else None
        case PutInOrder(options):
            places = dict(value.split(":", 1) for value in _selected(held, names.place) if ":" in value)
            order = tuple(places[place] for place in sorted(places, key=_number))
            return Ordered(order) if len(set(order)) == len(options) else None


def _part(value: str) -> Part:
    first, _, second = value.partition(":")
    number = _number(first)
    return PutAt(second, number) if number else PairUp(first, second)


def _selected(held: list[tuple[str, Mapping[str, Any]]], action: str) -> list[str]:
    return [str((field.get("selected_option") or {}).get("value") or "") for name, field in held if name == action]


def _fields(body: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for block in ((body.get("state") or {}).get("values") or {}).values():
        yield from block.items()


def _number(text: str) -> int:
    """A number from 1; 0 where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else 0
