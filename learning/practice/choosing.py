"""Which item is practised next. Pure."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from random import Random

from learning.practice.values import Card, Met

_NEVER = datetime.min.replace(tzinfo=UTC)


def choose(candidates: Sequence[Card], met: Mapping[str, Met], dice: Random) -> Card | None:
    """The item to practise next; None where there is none.

    What the person has not met comes first, then what she did not answer rightly, then what she did; of these, what
    she met longest ago. What she met last comes again only where there is nothing else.

    Args:
        candidates: The items that may be practised.
        met: How the person last met each, by the item's id.
        dice: Decides between those that are alike.
    """
    last = max(met, key=lambda item_id: met[item_id].shown_at, default=None)
    others = [one for one in candidates if one.item_id != last] or list(candidates)
    dice.shuffle(others)
    return min(others, key=lambda one: _rank(met.get(one.item_id)), default=None)


def _rank(met: Met | None) -> tuple[int, datetime]:
    if met is None:
        return 0, _NEVER
    return (1 if met.credit is None or met.credit < 1 else 2), met.shown_at
