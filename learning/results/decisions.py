"""What was decided on an item that was wrong, and what an answer is worth by it. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

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
from learning.items.types import TYPES
from learning.items.types.numbers import readings
from learning.items.types.numeric import Numeric
from learning.items.types.short_text import ShortText
from learning.items.values import ItemVersion
from learning.results.values import Policy

NAMES_ANSWERS = frozenset({Policy.ACCEPT, Policy.RE_KEY})


@dataclass(frozen=True)
class Decision:
    """A policy, with the answers that are right by it where it names any."""

    policy: Policy
    accepted: tuple[Response, ...] = ()


def is_whole(version: ItemVersion, decision: Decision) -> bool:
    """Whether a decision names answers where its policy wants them, and only such as the item allows."""
    item_type = TYPES[version.type]
    way = item_type.way(item_type.read(version.content))
    fits = all(_fits(way, response) for response in decision.accepted)
    return fits and bool(decision.accepted) == (decision.policy in NAMES_ANSWERS)


def credit_after(
    version: ItemVersion, first: float | None, given: Response | None, decisions: Iterable[Decision]
) -> float | None:
    """What an answer is worth after all that was decided, in this order.

    It depends on nothing else: to decide the same again changes nothing, and attempts that ended before and after a
    decision come to the same.

    Args:
        version: The version of the item that was shown.
        first: What the answer was worth when the attempt ended.
        given: The answer.
        decisions: All of them on this version, the oldest first.

    Returns:
        From 0 to 1; None where the item does not count.
    """
    earned, dropped = first or 0.0, first is None
    for decision in decisions:
        dropped = decision.policy is Policy.DROP
        match decision.policy:
            case Policy.ACCEPT:
                earned = max(earned, _best(version, decision.accepted, given))
            case Policy.RE_KEY:
                earned = _best(version, decision.accepted, given)
            case Policy.FULL_CREDIT:
                earned = 1.0
            case Policy.DROP:
                pass
    return None if dropped else earned


def right_after(version: ItemVersion, decisions: Iterable[Decision]) -> tuple[Response, ...]:
    """The answers that are right after all that was decided."""
    item_type = TYPES[version.type]
    right: tuple[Response, ...] = (item_type.right(item_type.read(version.content)),)
    for decision in decisions:
        if decision.policy is Policy.RE_KEY:
            right = decision.accepted
        elif decision.policy is Policy.ACCEPT:
            right = (*right, *(response for response in decision.accepted if response not in right))
    return right


def worth(version: ItemVersion, right: Response, given: Response) -> float:
    """What an answer is worth if ``right`` is the right one: by the rules of the item's type."""
    item_type = TYPES[version.type]
    content = item_type.read(version.content)
    match right, given:
        case Chosen(wanted), Chosen(keys):
            return _chosen(item_type.way(content), wanted, keys)
        case Paired(wanted), Paired(pairs):
            return len(set(wanted) & set(pairs)) / len(wanted)
        case Ordered(wanted), Ordered(keys):
            return sum(one == other for one, other in zip(wanted, keys, strict=False)) / len(wanted)
        case Written(text), Written() if isinstance(content, ShortText):
            return item_type.grade(replace(content, accepted=(text,)), given)
        case Written(text), Written() if isinstance(content, Numeric):
            numbers = readings(text, content.unit)
            return max((item_type.grade(replace(content, value=one), given) for one in numbers), default=0.0)
        case _:
            return 0.0


def _best(version: ItemVersion, accepted: Sequence[Response], given: Response | None) -> float:
    return max((worth(version, right, given) for right in accepted), default=0.0) if given is not None else 0.0


def _chosen(way: Way, wanted: frozenset[str], keys: frozenset[str]) -> float:
    if not isinstance(way, ChooseMany):
        return float(wanted == keys)
    of_right, of_wrong = len(wanted), len(way.options) - len(wanted)
    if not of_wrong:
        return len(keys) / of_right
    return max(0, len(keys & wanted) * of_wrong - len(keys - wanted) * of_right) / (of_right * of_wrong)


def _fits(way: Way, response: Response) -> bool:
    match way, response:
        case ChooseOne(options), Chosen(keys):
            return len(keys) == 1 and keys <= {option.key for option in options}
        case ChooseMany(options), Chosen(keys):
            return bool(keys) and keys <= {option.key for option in options}
        case Pair(left, options), Paired(pairs):
            known = {right for _, right in pairs} <= {option.key for option in options}
            return known and sorted(one for one, _ in pairs) == sorted(option.key for option in left)
        case PutInOrder(options), Ordered(order):
            return sorted(order) == sorted(option.key for option in options)
        case Write(numeric, unit), Written(text):
            return bool(readings(text, unit)) if numeric else bool(text.strip())
        case _:
            return False
