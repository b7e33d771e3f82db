"""Which versions stand for the items of a bank, each once. Pure."""

from collections.abc import Iterable

from learning.items.values import ItemState, ItemVersion

_ENDED = {ItemState.SUPERSEDED, ItemState.RETIRED}


def newest_of_each(versions: Iterable[ItemVersion]) -> list[ItemVersion]:
    """The newest version of each item that is neither superseded nor retired, by key."""
    newest: dict[str, ItemVersion] = {}
    for one in versions:
        if one.state not in _ENDED and (one.key not in newest or newest[one.key].number < one.number):
            newest[one.key] = one
    return [newest[key] for key in sorted(newest)]
